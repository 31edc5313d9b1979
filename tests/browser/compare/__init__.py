"""Layers that people brought, on the screen."""
