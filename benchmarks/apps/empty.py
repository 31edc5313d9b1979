"""The least Streamlit page: what any map is measured against."""

import streamlit as st

st.write("empty")
