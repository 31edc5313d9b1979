"""Streamlit pages and the map component."""
