"""Front: the built front end's one HTML page, or a plain page that says what is there without it."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

_PLAIN = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Skywitness</title></head>
<body>
<h1>Skywitness</h1>
<p>The front end is not built here: <code>make ui</code> builds it, and installed packages have it. The data is
there all the same:</p>
<ul>
<li><a href="/status.json">/status.json</a>: what the archive holds</li>
<li><a href="/aircraft.json">/aircraft.json</a> and <a href="/aircraft.csv">/aircraft.csv</a>: aircraft</li>
<li><a href="/flights.json">/flights.json</a> and <a href="/flights.csv">/flights.csv</a>: flights</li>
<li><a href="/airports.json">/airports.json</a>: airports</li>
<li><a href="/findings.json">/findings.json</a>: what the detectors find</li>
<li><a href="/live.json">/live.json</a>: where each aircraft was last</li>
<li><a href="/openapi.json">/openapi.json</a>: every address and parameter</li>
</ul>
</body>
</html>
"""


def wants_html(request: Request) -> bool:
    """Whether the one who asks prefers HTML to JSON."""
    accepted = request.headers.get("accept", "")
    html, data = accepted.find("text/html"), accepted.find("application/json")
    return html >= 0 and (data < 0 or html < data)


def front_page(static: Path, status: int = 200) -> Response:
    """The page that every URL of a page gives a browser.

    Args:
        static: folder of the build.
        status: of HTTP.
    """
    index = static / "index.html"
    headers = {"Cache-Control": "no-cache", "Vary": "Accept"}
    if index.is_file():
        return FileResponse(index, status, headers, media_type="text/html; charset=utf-8")
    return HTMLResponse(_PLAIN, status, headers)
