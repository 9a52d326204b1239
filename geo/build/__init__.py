"""Builders of the shipped data, and the set-up of a clone."""
