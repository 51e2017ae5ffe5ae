"""Archives made by hand, as crawlers and people pack them."""

import gzip
import io
import tarfile
import zipfile

STORY = (
    "The harbour council of Lindholm voted on Tuesday to keep the old ferry running for another year. "
    "Mayor Ada Okoro said that the boat was needed by the islands, and that a new one would be too late. "
    "Opponents called the decision costly and asked for a second vote in the spring."
)


def html(title="Ferry stays", text=STORY, head=""):
    """A small page with one article."""
    paragraphs = "".join(f"<p>{text} ({at})</p>" for at in range(3))
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>".encode()


def record(url, body, *, kind="response", status="200 OK", head="Content-Type: text/html; charset=utf-8"):
    """A record of a web archive, not packed."""
    sent = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body
    if kind == "conversion":
        sent, form = body, "text/plain"
    else:
        form = "application/http; msgtype=response"
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-12-31T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {form}\r\nContent-Length: {len(sent)}\r\n\r\n"
    ).encode() + sent + b"\r\n\r\n"  # fmt: skip


def chunked(body, size=100):
    """A body as servers send it in pieces."""
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def packed(*records):
    """Records as crawlers keep them: each gzipped by itself."""
    return b"".join(map(gzip.compress, records))


def zipped(members, *, flags=0):
    """A zip archive of names and their bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
            archive.infolist()[-1].flag_bits |= flags
    return out.getvalue()


def tarred(members, mode="w:gz"):
    """A tar archive of names and their bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()
