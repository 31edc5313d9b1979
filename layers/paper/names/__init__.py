"""Names on paper: of the plan and the basemap, and numbers for what finds no room."""
