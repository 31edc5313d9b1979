"""Questions over HTTP: answers for the map, and as files."""
