"""Figures of the running server, for Prometheus."""
