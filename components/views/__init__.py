"""Records turned into what is drawn: layers, rows and figures; pure, no Streamlit."""
