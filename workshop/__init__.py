"""
What a clone has and the wheel has not: builders of the data and the models, and the set-up.

What `./run` and `./test` import from here is of the standard library alone.
"""

import geo  # noqa: F401 - turns our dependencies' reports off before a builder loads one
