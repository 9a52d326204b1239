"""Where the page asks whether its case was changed; the server's door answers there."""

HEAD = "case/head"  # under the page's own address: the hash of the last entry, as plain text
