"""Two views beside each other on a sheet."""
