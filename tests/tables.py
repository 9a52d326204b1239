"""GeoNames' tables of countries as GeoNames packs them, and a server on loopback for them."""

import contextlib
import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FIELDS = ("number", "name", "ascii", "alternates", "lat", "lon", "letter", "feature", "country",
          "cc2", "admin1", "admin2", "admin3", "admin4", "people", "height", "dem", "zone",
          "changed")  # fmt: skip
README = "This work is licensed under a Creative Commons Attribution 4.0 License,\n"
SUDAN = {"letter": "P", "feature": "PPL", "country": "SD", "people": "0", "dem": "437",
         "zone": "Africa/Khartoum", "changed": "2024-01-15"}  # fmt: skip


def row(number, name, **cells):
    """One line in the nineteen columns of GeoNames."""
    held = {**SUDAN, "number": number, "name": name, "ascii": name, **cells}
    return "\t".join(str(held.get(field, "")) for field in FIELDS) + "\n"


def packed(country, rows):
    """A country's zip: its table, and GeoNames' readme beside it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", README)
        archive.writestr(f"{country}.txt", "".join(rows))
    return held.getvalue()


class Tables:
    """What a server gives by path, what it was asked for, and how it misbehaves."""

    def __init__(self, files):
        self.files = files
        self.asked = []
        self.url = ""
        self.claims = None  # the size it says a file has, whatever it has
        self.cut = None  # bytes after which it breaks off
        self.gate = None  # an event that it waits for in the middle of a file

    def answer(self, handler):
        """Give a file, or 404."""
        self.asked.append(handler.path)
        content = self.files.get(handler.path)
        if content is None:
            handler.send_error(404)
            return
        handler.send_response(200)
        handler.send_header("Content-Length", str(self.claims or len(content)))
        handler.send_header("ETag", f'"{len(content)}"')
        handler.end_headers()
        half = len(content) // 2
        with contextlib.suppress(OSError):  # who asked for the size alone is gone
            handler.wfile.write(content[:half])
            handler.wfile.flush()
            if self.gate is not None:
                self.gate.wait(60)
            handler.wfile.write(content[half : self.cut])


@contextlib.contextmanager
def serving_tables(files):
    """Serve files by path on loopback."""
    state = Tables(files)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            state.answer(self)

        def log_message(self, *_):
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        state.url = f"http://127.0.0.1:{running.server_port}/export/dump"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            if state.gate is not None:
                state.gate.set()
            running.shutdown()
            thread.join()
