"""The browser's half: plain ES modules in rooms; assets.py is the only door to them."""
