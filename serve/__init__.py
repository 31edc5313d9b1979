"""HTTP beside Streamlit: routes, start page, documents, jobs, limits."""
