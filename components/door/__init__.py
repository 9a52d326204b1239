"""The server's door: who may ask, for what, and under which headers it answers."""
