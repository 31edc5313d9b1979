"""Layers that people brought, in the products' process: read, kept, shown, taken away."""
