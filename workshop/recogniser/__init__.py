"""Train the recogniser's model and export it; see docs/recogniser.md. Needs the group `train`."""
