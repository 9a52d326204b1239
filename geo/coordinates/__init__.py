"""Coordinates written in a text: found, read, and answered as places of their own."""

from geo.coordinates.find import find_coordinates
from geo.coordinates.given import read_coordinate
from geo.coordinates.place import place_coordinates, without_coordinates

__all__ = ["find_coordinates", "place_coordinates", "read_coordinate", "without_coordinates"]
