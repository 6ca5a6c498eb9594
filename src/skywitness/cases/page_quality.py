"""Page quality: whether a capture holds the content, or a wall, a shell or nothing; judged by what it says.

A server's 200 proves nothing: an audit of archived posts found the content in 5 of 163 that had answered 200
(frankbueltge/field-research). Each judgement names the words or numbers that it rests on. How it is fooled: a
short article about log-in pages reads as one; a wall in a language that is not listed reads as a short page.
"""

import re
from typing import NamedTuple

from skywitness.cases.capture_text import CaptureText
from skywitness.cases.page_tree import Element, is_cut_off, words

_LITTLE = 600
"""Characters of body below which a wall's words are the page, not a banner on it (judgement)."""
_NOTHING = 40
"""Characters below which there is nothing to read (judgement)."""
_BOT = re.compile(
    r"just a moment\W|checking (if the site|your browser)|attention required!? \| cloudflare|are you a robot"
    r"|verify(ing)? (that )?you are (a )?human|unusual traffic|pardon our interruption|access denied"
    r"|access to this page has been denied|enable javascript|javascript is (not available|disabled|required)"
    r"|please (turn|switch) on javascript|ddos[- ]guard|request (was )?blocked|включите javascript"
    r"|проверка браузера|habilite javascript|active javascript",
    re.IGNORECASE,
)
_BOT_SOURCE = re.compile(
    r"cdn-cgi/challenge-platform|px-captcha|_Incapsula_Resource|captcha-delivery\.com|ddos-guard/js", re.IGNORECASE
)
_LOGIN = re.compile(
    r"(you )?must (be logged|log|sign) in|(log|sign) in to (continue|see|view|read|your)|please (log|sign) in"
    r"|log in to \w+|subscribe to (continue|keep|read)|subscribers only|already a subscriber"
    r"|this (article|content) is for subscribers|create (a free |an )?account to|inicia(r)? sesión para"
    r"|suscríb(e|a)te para|войдите,? чтобы|войти в аккаунт|авторизуйтесь|только для подписчиков|συνδεθείτε για",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|we and our (\d+ )?partners|accept (all|cookies)|your privacy (choices|matters)"
    r"|manage (my )?(options|choices|preferences)|we value your privacy|aceptar (todas|cookies)"
    r"|принять (все|cookie)|accepter tout|alle akzeptieren",
    re.IGNORECASE,
)
_GONE = {401: "login_wall", 402: "login_wall", 403: "bot_shell", 429: "bot_shell", 503: "bot_shell"}
_ORDER = ("bot_shell", "login_wall", "consent_wall", "truncated", "empty")


class Quality(NamedTuple):
    """What is wrong with a capture, or ``content_ok``.

    Attributes:
        marks: as in Capture, in order of weight.
        evidence: of each.
    """

    marks: list[str]
    evidence: list[str]


def page_quality(
    root: Element | None,
    text: CaptureText,
    *,
    status: int | None,
    cut_off: str | None,
    expected: str | None = None,
    scripts_ran: bool = False,
) -> Quality:
    """Judge a page by its content.

    Args:
        root: of the page; None when nothing could be read.
        text: its paragraphs.
        status: of the answer; None without HTTP.
        cut_off: why the body is not whole; None when it is.
        expected: words that the person who captures it saw there.
        scripts_ran: it is what a browser made of the page; what is meant for those without scripts says nothing.
    """
    found: dict[str, str] = {}
    body = " ".join(text.words_in("body", "standfirst", "embed", "caption"))
    everything = _everything(root, text, scripts_ran=scripts_ran)
    if len(body) < _LITTLE:
        found |= _walls(root, everything)
    if cut_off:
        found["truncated"] = cut_off
    elif root is not None and is_cut_off(root):
        found["truncated"] = "nested too deeply to be read to its end; all bytes are kept"
    if status is not None and status >= 400:
        found.setdefault(_GONE.get(status, "empty"), f"HTTP {status}")
    if not found and len(body) + sum(map(len, text.words_in("headline"))) < _NOTHING:
        found["empty"] = f"{len(body)} characters of text"
    if expected and " ".join(expected.split()).lower() not in " ".join(text.text.split()).lower():
        found["empty"] = f"“{expected}” is not in it"
    if found:
        marks = [mark for mark in _ORDER if mark in found]
        return Quality(marks, [found[mark] for mark in marks])
    return Quality(
        ["content_ok"], [f"{len(body):,} characters in {len(text.words_in('body'))} paragraphs of body"]
    )


def text_quality(text: str, cut_off: str | None = None) -> Quality:
    """Judge what is no page: a pasted text, a document."""
    if cut_off:
        return Quality(["truncated"], [cut_off])
    if len(text.strip()) < 2:
        return Quality(["empty"], ["no text in it"])
    return Quality(["content_ok"], [f"{len(text):,} characters"])


def _everything(root: Element | None, text: CaptureText, *, scripts_ran: bool) -> str:
    """All words of a page, its title and what it says to those without scripts too."""
    paths = (".//title",) if scripts_ran else (".//title", ".//noscript")
    hidden = [] if root is None else [words(element) for path in paths for element in root.iterfind(path)]
    return " ".join([text.text.replace("\u2019", "'"), *hidden])


def _walls(root: Element | None, everything: str) -> dict[str, str]:
    found: dict[str, str] = {}
    sources = "" if root is None else " ".join(str(script.get("src") or "") for script in root.iter("script"))
    if hit := _BOT.search(everything) or _BOT_SOURCE.search(sources):
        found["bot_shell"] = f"“{hit[0].strip()}”"
    if hit := _LOGIN.search(everything):
        found["login_wall"] = f"“{hit[0]}”"
    elif root is not None and root.find(".//input[@type='password']") is not None:
        found["login_wall"] = "a field for a password and little else"
    if hit := _CONSENT.search(everything):
        found["consent_wall"] = f"“{hit[0]}”"
    return found
