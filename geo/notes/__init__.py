"""Notes that people pin on the map or on an item, with replies, open until somebody resolves them."""
