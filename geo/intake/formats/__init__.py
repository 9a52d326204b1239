"""One module a format; each has `read(data, url)`, and is loaded in the reading process alone."""
