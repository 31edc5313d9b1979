"""Names on paper: of the plan, of the ground, and numbers for what finds no room."""
