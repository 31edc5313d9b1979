"""Layers that people brought, on paper."""
