"""A case that many tests begin with: made by the first of them, copied for the others."""

_MADE = {}  # bytes of a case by who makes it


def begin(path, make):
    """
    Put a case where a test wants it.

    Parameters
    ----------
    path : Path
        Where; nothing is there yet.
    make : callable
        Makes it at a path, by the doors of Dateline; the same whenever it is called.
    """
    if make.__qualname__ in _MADE:
        path.write_bytes(_MADE[make.__qualname__])
        return
    make(path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]  # it is whole in one file
    _MADE[make.__qualname__] = path.read_bytes()
