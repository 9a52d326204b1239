"""Baseline: the sample's polygons in a bare Streamlit page, through st_folium and nothing else."""

from pathlib import Path

import folium
import geopandas
import streamlit as st
from streamlit_folium import st_folium

ROOT = Path(__file__).parents[2]
folium.Map.default_js = [("leaflet", "/app/static/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet/leaflet.css")]

st.set_page_config(layout="wide")
divisions = geopandas.read_parquet(
    ROOT / "data" / "boundaries" / "divisions.parquet", filters=[("country", "==", "IQ")]
)
bare = folium.Map(location=[33.2, 43.7], zoom_start=6, tiles=None)
folium.GeoJson(divisions[["id", "geometry"]].to_json(), name="provinces").add_to(bare)
st_folium(bare, height=800, use_container_width=True, returned_objects=["last_active_drawing"])
