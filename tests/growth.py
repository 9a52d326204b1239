"""How much more work a text four times as long is, by the processor's clock and not the wall's."""

import gc
import math
import time

FLOOR = 0.02  # seconds, below which a clock tells little
MOST = 8.0  # times the work of a text four times as long: 4 where it is linear, 16 where quadratic
TRIES = 3  # the least counts: what else the machine does can only add


def growth(prepare, work, size):
    """
    Return how many times the work grows from a size to four times it, the least of three tries.

    Parameters
    ----------
    prepare : callable
        Makes of a size what the work is done on; not measured.
    work : callable
        What is measured.
    size : int
        The smaller size.
    """
    least = math.inf
    for _ in range(TRIES):
        small, large = (_seconds(work, prepare(n)) for n in (size, 4 * size))
        least = min(least, large / max(small, FLOOR))
        if least < MOST:
            break
    return least


def _seconds(work, given):
    gc.collect()
    gc.freeze()  # what is left is not looked through again by the next one: half of all it took
    gc.disable()  # a collection in one of the two would count as growth
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()


def quadratic(items):
    """Do work that grows with the square: what must be found out."""
    return sum(1 for one in items for other in items if one == other)
