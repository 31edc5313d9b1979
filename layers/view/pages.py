"""The pages of the app, in the order of the header."""

PAGES = ("map", "overview", "districts", "table", "progress", "indicators", "ask", "reader")
"""beside the map, drawn by the browser"""
FORM_PAGES = ("briefings", "exports", "sources")
"""with forms and files, drawn by Streamlit under the map's header"""
