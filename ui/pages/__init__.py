"""Streamlit's own pages."""
