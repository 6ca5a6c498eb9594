"""Pictured: a page with how a browser shows it; what only a browser can read becomes a capture of its own."""

from skywitness.links.errors import LinkError
from skywitness.links.page_picture import Picture, page_picture
from skywitness.pipeline.capture.read import MainTextBy, read_page
from skywitness.pipeline.capture.taken import Asked, Taken

_OK = ["content_ok"]


def with_picture(
    taken: Taken, program: str, asked: Asked, main_text: MainTextBy | None, *, allow_private: bool
) -> list[Taken]:
    """A page with its picture; and, where the page came without its content, what the browser made of it.

    A page that is nothing before its scripts have run (posts of social networks are) is empty as it is sent. What
    the browser has after they ran is kept beside it, as a capture by the method ``browser``, if that is content.

    Args:
        taken: the page as it was sent.
        program: path of Chromium.
        asked: what the person says of it.
        main_text: another program that finds the text of an article; None without.
        allow_private: the page may ask for addresses that are not public.

    Returns:
        One capture or two; the first without a picture, and with the reason, where there is none.
    """
    try:
        shown = page_picture(taken.final_url or "", program, allow_private=allow_private)
    except LinkError as error:
        return [taken._replace(not_pictured=str(error))]
    taken = taken._replace(screenshot=shown.png, not_pictured=shown.cut_off)
    made = _as_shown(taken, shown, asked, main_text)
    return [taken] if taken.quality.marks == _OK or made.quality.marks != _OK else [taken, made]


def _as_shown(taken: Taken, shown: Picture, asked: Asked, main_text: MainTextBy | None) -> Taken:
    read = read_page(
        shown.html, "utf-8", main_text, status=None, cut_off=None, expected=asked.expected, scripts_ran=True
    )
    return Taken(
        "browser",
        "text/html",
        shown.html,
        read.quality,
        requested_url=taken.requested_url,
        final_url=taken.final_url,
        is_page=True,
        text=read.text,
        text_extractor=read.extractor,
        facts=read.facts,
        screenshot=shown.png,
        not_pictured=shown.cut_off,
    )
