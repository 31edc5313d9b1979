"""Notes of people on the map, for whoever has signed in or sits at the machine itself."""
