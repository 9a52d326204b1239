"""How large the network is."""

HIDDEN, HEADS, INNER, VOCABULARY = 384, 12, 1536, 30522  # of all-MiniLM-L6-v2
FEATURE_WIDTH = 128
