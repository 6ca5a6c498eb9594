"""Stored pages are shown so that nothing runs and nothing is loaded: attacks by list and by chance."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.cases.page_sanitised import sanitised

PAGES = Path(__file__).parents[1] / "samples" / "pages"
ATTACKS = [
    "<script>x</script>", "<ScRiPt src=//e>", "<img src=x onerror=x>", "<svg/onload=x>", "<body onload=x>",
    "<a href=javascript:x>a</a>", "<a href='&#106;avascript:x'>a</a>", "<iframe srcdoc='<script>x</script>'>",
    "<math><mi xlink:href='javascript:x'>", "<style>*{background:url(//e)}</style>",
    "<link rel=stylesheet href=//e>", "<base href=//e>", "<meta http-equiv=refresh content='0;//e'>",
    "<object data=//e>", "<embed src=//e>", "<form action=//e><button formaction=javascript:x>",
    "<video src=//e onloadstart=x>", "<details open ontoggle=x>",
    "<noscript><p title='</noscript><img src=x onerror=x>'>", "<template><script>x</script></template>",
    "<textarea></textarea><script>x</script>", "<title><script>x</script>", "<xmp><script>x</script></xmp>",
    "<plaintext><script>x</script>", "<!--><script>x</script>-->", "<![CDATA[><script>x</script>]]>",
    "<p style=background:url(//e)>", "<table background=//e>", "<img srcset='//e 2x'>",
    "<input autofocus onfocus=x>", "<p/onmouseover=x>", "<a\tonclick\n=\rx>", "<scr\0ipt>x</scr\0ipt>",
    "\ufeff<script>x</script>", "<<script>x<</script>", "&lt;script&gt;x&lt;/script&gt;",
    "<svg><style><img src=x onerror=x>", "<select><template><script>x",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>", "<marquee onstart=x>",
    "<frameset onload=x>",
]  # fmt: skip
ALLOWED = {
    "html", "head", "meta", "title", "body", "br", "hr", "article", "aside", "b", "blockquote", "caption",
    "cite", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "i", "ins", "li", "main", "mark", "ol", "p", "pre", "q", "s", "section",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u",
    "ul",
}  # fmt: skip


class Seen(HTMLParser):
    """What a parser that is not ours finds in a view: its tags, and attributes after the head."""

    def __init__(self, view: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(view)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs if tag != "meta" else []


def harmless(view: str) -> bool:
    seen = Seen(view)
    return seen.tags <= ALLOWED and not seen.attributes and view.count("<meta") == 3


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_come_out_as_words_or_not_at_all(attack: str) -> None:
    assert harmless(sanitised(attack.encode()))
    assert harmless(sanitised(f"<p>before {attack} after</p>".encode()))
    assert harmless(sanitised((attack + "<p>between</p>" + attack).encode("utf-16")))


@given(
    st.lists(
        st.sampled_from([*ATTACKS, "<p>", "</p>", "x", '"', "'", ">", "<", "&", "=", "<div ", "-->"]), max_size=8
    )
)
def test_attacks_put_together_by_chance(parts: list[str]) -> None:
    assert harmless(sanitised("".join(parts).encode()))


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    assert harmless(sanitised(content))


def test_a_page_that_attacks_keeps_its_words() -> None:
    view = sanitised((PAGES / "hostile.html").read_bytes())
    assert harmless(view)
    assert "<h1>A headline that attacks</h1>" in view
    assert "words that a reader wants to see." in view
    assert "The last paragraph is here as well &lt;script&gt;and shows its brackets&lt;/script&gt;." in view
    assert "https://evil.example/x.css" not in view
    assert "it ran" not in re.sub(r"<small> \[[^<]*\]</small>", "", view)


def test_an_article_can_be_read_and_its_links_and_pictures_are_words() -> None:
    view = sanitised((PAGES / "article.html").read_bytes())
    assert "[picture: Aircraft on an apron]" in view
    assert "<small> [https://twitter.com/javier_example/status/1109000000000000001]</small>" in view
    assert "<blockquote><p>A big freighter" in view
    assert "default-src &#x27;none&#x27;" in view


def test_a_page_of_any_depth_is_written() -> None:
    view = sanitised(b"<div>" * 5000 + b"deep")
    assert harmless(view)
    assert sanitised(b"").endswith("<body></body></html>\n")
