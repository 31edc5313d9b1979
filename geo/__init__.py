"""The plan and its geometry. Knows no screen: imports neither streamlit nor any renderer."""
