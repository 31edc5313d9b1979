"""The plan for other people's programs: OGC API – Features by pygeoapi, and vector tiles."""
