"""Layers that people brought, as far as they need no page."""
