"""Geoparsing engine: article in, placed evidence out. Imports no UI."""
