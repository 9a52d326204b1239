"""Streamlit parts; each takes records and a key, and returns an event."""
