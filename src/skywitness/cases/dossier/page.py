"""Page: a dossier as one HTML file that asks nothing of anyone: no script, no font, no picture from elsewhere."""

import base64
import hashlib
from collections.abc import Sequence

from skywitness.cases.checks.outcome import RECONSTRUCTION
from skywitness.cases.dossier import sections, words
from skywitness.cases.dossier.claim_cards import claim_cards, overview
from skywitness.cases.dossier.claim_review import claim_reviews
from skywitness.cases.dossier.content import Content, Point
from skywitness.cases.dossier.map import MapDrawing
from skywitness.cases.dossier.markup import facts, listed, tag, text
from skywitness.cases.profile import WITHHELD

_PARTS = (
    ("map", "Where they were seen"),
    ("claims", "Claims and verdicts"),
    ("timeline", "Timeline"),
    ("unseen", "What we could not see"),
    ("sources", "Sources and origins"),
    ("methods", "Methods"),
    ("approvals", "Who approved"),
    ("citations", "Citations and proofs"),
)


def page(content: Content, coastlines: Sequence[Sequence[Point]], style: str) -> str:
    """The dossier.

    Args:
        content: as its profile lets it out.
        coastlines: outlines of land.
        style: the style sheet.
    """
    drawn = {
        "map": _map(content, coastlines),
        "claims": overview(content) + claim_cards(content),
        "timeline": sections.timeline(content),
        "unseen": sections.unseen(content),
        "sources": sections.sources(content),
        "methods": sections.methods(),
        "approvals": sections.approvals(content),
        "citations": sections.citations(content),
    }
    shown = [(name, title) for name, title in _PARTS if drawn[name]]
    contents = listed((tag("a", text(title), href=f"#{name}") for name, title in shown), "ol")
    body = "".join(
        [
            _header(content),
            tag("nav", tag("h2", "Contents") + contents, aria_label="Contents"),
            tag("main", "".join(_section(name, title, drawn[name]) for name, title in shown)),
            _footer(content),
        ]
    )
    return f"<!doctype html>\n{tag('html', _head(content, style) + tag('body', body), lang='en')}\n"


def _head(content: Content, style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none';"
        " script-src 'none'; connect-src 'none'"
    )
    review = claim_reviews(content).replace("<", "\\u003c")
    return tag(
        "head",
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{text(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f'<meta name="generator" content="{text(content.program)}">'
        f"<title>{text(content.case.title)}</title><style>{style}</style>"
        f'<script type="application/ld+json">{review}</script>',
    )


def _header(content: Content) -> str:
    case = content.case
    question = tag("p", text(case.question), class_="question") if case.question else ""
    notice = (
        tag("p", tag("strong", "Reconstruction.") + " " + text(_LABEL), class_="banner")
        if _simulated(content)
        else ""
    )
    meta = facts(
        [
            ("Made", text(words.instant(content.made_at))),
            ("By", "" if content.made_by == WITHHELD else text(content.made_by)),
            ("Version for", text(f"{content.profile} use")),
            ("Clock of the place", text(case.timezone)),
        ]
    )
    top = tag("p", "Dossier", class_="kicker") + tag("h1", text(case.title)) + question
    return tag("header", top + notice + meta + sections.summary(content))


_LABEL = RECONSTRUCTION.removeprefix("Reconstruction: ").capitalize()


def _simulated(content: Content) -> bool:
    return content.reconstruction


def _section(name: str, title: str, inner: str) -> str:
    return tag("section", tag("h2", text(title)) + inner, id=name)


def _map(content: Content, coastlines: Sequence[Sequence[Point]]) -> str:
    drawing = MapDrawing().draw(content.lines, content.pins, coastlines)
    if not drawing:
        return ""
    names = list(dict.fromkeys(line.name for line in content.lines))
    keys = [tag("span", "", class_=f"key key-{number % 6}") + text(name) for number, name in enumerate(names)]
    keys.append(tag("span", "", class_="key key-unseen") + "not heard; the way is not known")
    label = tag("p", text(f"Reconstruction. {_LABEL}"), class_="stamp") if _simulated(content) else ""
    caption = tag("figcaption", listed(keys, class_="legend") + label + tag("small", "Coastlines: Natural Earth."))
    return tag("figure", tag("div", drawing) + caption)


def _footer(content: Content) -> str:
    label = f"Reconstruction. {_LABEL} " if _simulated(content) else ""
    return tag("footer", tag("p", text(f"{label}Made with {content.program}, {words.instant(content.made_at)}.")))
