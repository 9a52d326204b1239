"""A session that does what the browser tells a part of the page, one event a run."""

from streamlit.testing.v1 import AppTest


class Session:
    """
    A session on an app that takes an event of `session_state` as "told", and leaves "seen".

    Each part's tests say what their app is, and what its address asks for.
    """

    def __init__(self, app, **query):
        self.at = AppTest.from_function(app, default_timeout=60)
        for name, words in query.items():
            self.at.query_params[name] = words
        self.run()

    def run(self, event=None):
        if event is not None:
            self.at.session_state["told"] = event
        self.at.run()
        assert not self.at.exception
        return self.seen

    @property
    def seen(self):
        return self.at.session_state["seen"]

    def tell(self, **event):
        return self.run(event)
