"""What the browser draws: the documents that it loads."""
