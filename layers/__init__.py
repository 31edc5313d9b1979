"""How the plan looks: one catalogue, many renderers. Knows no page and imports no streamlit."""
