"""Every test is a session of its own, as every tab is: AppTest gives all of them one id."""

import pytest

from components import cached


@pytest.fixture(autouse=True)
def own_session():
    yield
    cached._desk.clear()
