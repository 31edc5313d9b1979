"""What the server writes down, and how."""
