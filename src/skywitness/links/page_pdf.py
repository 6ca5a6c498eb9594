"""Page PDF: a page of our own on paper, printed by the system's Chromium, which may ask for nothing."""

import asyncio
import base64

from skywitness.links.browser_pipe import BrowserPipe, browser
from skywitness.links.errors import LinkError
from skywitness.links.guard_proxy import guard_proxy

_MOST_BYTES = 200 << 20
"""Of what the browser answers, the PDF in base64 among it."""


def page_pdf(html: str, program: str, *, within_s: float = 120.0) -> bytes:
    """Print a page that needs nothing else.

    Args:
        html: of the page.
        program: path of Chromium.
        within_s: for all of it.

    Raises:
        LinkError: there is none, with the reason.
    """
    return asyncio.run(_within(html, program, within_s))


async def _within(html: str, program: str, within_s: float) -> bytes:
    try:
        async with (
            asyncio.timeout(within_s),
            guard_proxy(allow_private=False) as guard,
            browser(program, guard.port, _MOST_BYTES) as pipe,
        ):
            return await _printed(pipe, html)
    except TimeoutError:
        raise LinkError(f"the browser was not done within {within_s:g} s", kind="browser") from None


async def _printed(pipe: BrowserPipe, html: str) -> bytes:
    await pipe.open_page()
    await pipe.say("Emulation.setScriptExecutionDisabled", value=True)
    tree = await pipe.say("Page.getFrameTree")
    await pipe.say("Page.setDocumentContent", frameId=tree["frameTree"]["frame"]["id"], html=html)
    printed = await pipe.say(
        "Page.printToPDF",
        printBackground=True,
        preferCSSPageSize=True,
        generateTaggedPDF=True,
        paperWidth=8.27,  # A4, in inches
        paperHeight=11.69,
    )
    return base64.b64decode(str(printed["data"]))
