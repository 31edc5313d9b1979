"""Notes on paper: pins with numbers on the map, and what each says on pages behind it."""
