"""The city under the plan: what stands in data/basemap, such as metro lines, roads, rivers, peaks and place names."""
