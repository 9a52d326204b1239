"""Baseline: a bare Streamlit button that writes one line."""

import streamlit as st

if st.button("Go"):
    st.write("Here is the line.")
