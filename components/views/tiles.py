"""Online tiles: asked for only on the reader's word, and the one host outside that may be."""

HOST = "https://tile.openstreetmap.org"
URL = HOST + "/{z}/{x}/{y}.png"
