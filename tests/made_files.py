"""Files that people hand in, made for tests: PDF, WACZ, MHTML, SingleFile and photographs."""

import json
import math
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from skywitness.store.cases.warc import WarcBlock, write_warc

PAGES = Path(__file__).parent / "samples" / "pages"
ARTICLE = (PAGES / "article.html").read_bytes()
URL = "https://harbour-gazette.example/news/aircraft.html"


def pdf(*pages: str) -> bytes:
    """A PDF file by the letter of ISO 32000-1, 7.5; a page of an empty text has none, as a scan."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R /Resources"
            " << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode()


def warc(page: bytes = ARTICLE, url: str = URL, status: int = 200) -> bytes:
    """A WARC file with a picture and a page."""
    at = datetime(2019, 3, 25, 12, tzinfo=UTC)
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"
    blocks = [
        WarcBlock("warcinfo", None, at, b"software: somebody's\r\n"),
        WarcBlock("response", f"{url}.png", at, image, b"PNG"),
        WarcBlock("response", url, at, head.encode() + page, page),
    ]
    return write_warc(blocks)[0]


def wacz(page: bytes = ARTICLE, url: str = URL) -> bytes:
    """A WACZ file (version 1.1.1) with one page."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc(page, url))
        lines = ['{"format": "json-pages-1.0"}', json.dumps({"url": url, "ts": "2019-03-25T12:00:00Z"})]
        archive.writestr("pages/pages.jsonl", "\n".join(lines))
    return out.getvalue()


def mhtml(page: bytes = ARTICLE, url: str = URL) -> bytes:
    """An MHTML file as Chromium saves it."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Two aircraft\r\n"
        "Date: Mon, 25 Mar 2019 12:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n------part\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {url}\r\n\r\n"
    )
    return head.encode() + page.replace(b"\n", b"\r\n") + b"\r\n------part--\r\n"


def singlefile(page: bytes = ARTICLE, url: str = URL) -> bytes:
    """A page as SingleFile saves it."""
    said = (
        f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {url} \n"
        " saved date: Mon Mar 25 2019 12:00:00 GMT-0400 (Venezuela Time)\n-->"
    )
    return said.encode() + page.partition(b"<html")[2].partition(b">")[2]


def photograph(*, gps: bool = True) -> bytes:
    """A JPEG file with what a camera writes into it."""
    image = Image.new("RGB", (90, 80))
    waves = [round(128 + 100 * math.sin(x / 9) * math.cos(y / 13)) for y in range(80) for x in range(90)]
    image.putdata([(wave, 255 - wave, 90) for wave in waves])
    exif = image.getexif()
    exif[0x010F], exif[0x0110] = "Nikon\0", "D850"
    inner = exif.get_ifd(0x8769)
    inner[0x9003], inner[0x9011] = "2019:03:23 14:05:09", "-04:00"
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2] = "N", (IFDRational(10), IFDRational(36), IFDRational(115, 10))
        place[3], place[4] = "W", (IFDRational(66), IFDRational(59), IFDRational(264, 10))
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
