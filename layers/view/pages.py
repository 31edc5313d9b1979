"""The pages of the app, in the order of the header, and two beside it."""

PAGES = ("map", "overview", "districts", "table", "progress", "indicators", "ask", "reader")
"""beside the map, drawn by the browser"""
FORM_PAGES = ("briefings", "exports", "sources", "trail", "people")
"""with forms and files, drawn by Streamlit under the map's header"""
UNLISTED = ("trail", "people")
"""not in the header, which has no room for what few may see: the list of proposals and the card lead there"""
