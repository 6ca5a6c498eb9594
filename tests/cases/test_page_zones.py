"""Zones of pages that we wrote: what is headline, body, caption, embedded post, credit line and boilerplate."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.cases.capture_text import CaptureText, capture_text, named_origins, plain_blocks
from skywitness.cases.page_tree import page_source, page_tree
from skywitness.cases.page_words import agencies_in, agencies_of_dateline
from skywitness.cases.page_zones import page_blocks

PAGES = Path(__file__).parents[1] / "samples" / "pages"


def text_of(page: bytes | str, main_text: str | None = None) -> CaptureText:
    root = page_tree(page.encode() if isinstance(page, str) else page)
    return capture_text(page_blocks(root, main_text)) if root is not None else capture_text([])


def article() -> CaptureText:
    return text_of((PAGES / "article.html").read_bytes())


def test_an_article_is_told_apart_into_its_zones() -> None:
    text = article()
    assert text.words_in("headline") == ["Two military aircraft seen at coastal airport"]
    assert text.words_in("standfirst")[0].startswith("A freighter and an airliner stood")
    assert text.words_in("caption") == [
        "An Il-62 on the apron of the airport on Sunday. Photograph: Lena Vogt/Harbour Gazette"
    ]
    assert text.words_in("credit_line") == [
        "By Marta Quiroga and Dan Ortiz",
        "Reporting by Marta Quiroga in La Guaira and Dan Ortiz in Caracas; Reuters contributed to this report.",
    ]
    assert [words.partition(" ")[0] for words in text.words_in("body")] == ["Two", "About", "What", "A", "The"]
    assert {"Home", "Read more", "Accept all", "Subscribe to our newsletter"} <= set(text.words_in("boilerplate"))


def test_an_embedded_post_is_one_with_its_address() -> None:
    posts = [zone for zone in article().zones if zone.zone == "embed"]
    assert {zone.url for zone in posts} == {"https://twitter.com/javier_example/status/1109000000000000001"}
    assert article().words_in("embed")[0].startswith("A big freighter has just come in")


def test_where_it_says_that_it_comes_from() -> None:
    assert named_origins(article()) == [
        "Reuters",
        "https://twitter.com/javier_example/status/1109000000000000001",
    ]
    wire = plain_blocks("CARACAS (AFP) - Two aircraft landed.\n\nThey left.", "pasted")
    assert named_origins(capture_text(wire)) == ["AFP"]


def test_a_text_without_markup_has_a_headline_where_its_first_line_has_no_full_stop() -> None:
    zones = [block.zone for block in plain_blocks("Two aircraft land\n\nThey landed.\n\nReporting by X", "pasted")]
    assert zones == ["headline", "body", "credit_line"]
    for text in ("Two aircraft land", "They landed.\n\nThey left.", "It said:\n\nThey left."):
        assert {block.zone for block in plain_blocks(text, "pasted")} == {"body"}


def test_scripts_and_styles_are_no_words() -> None:
    assert "tracker" not in article().text


@pytest.mark.parametrize(
    ("name", "headline"),
    [("cyrillic", "Два самолёта в Каракасе"), ("greek", "Δύο αεροσκάφη στο Καράκας")],
)
def test_other_alphabets_and_encodings(name: str, headline: str) -> None:
    text = text_of((PAGES / f"{name}.html").read_bytes())
    assert text.words_in("headline") == [headline]
    assert len(text.words_in("body")) == 2
    assert "\ufffd" not in text.text


def test_the_encoding_is_taken_from_the_server_the_page_or_the_bytes() -> None:
    assert page_source("Ж".encode("koi8-r"), "koi8-r") == "Ж"
    assert page_source("Ж".encode("utf-16")) == "Ж"
    assert page_source("\ufeffЖ".encode()) == "Ж"
    assert page_source("naïve".encode("latin-1")) == "naïve"
    assert page_source(b'<?xml version="1.0" encoding="iso-8859-5"?>' + "Ж".encode("iso-8859-5")).endswith("Ж")
    assert page_source("Ж".encode(), "no-such-charset") == "Ж"
    assert page_source("Жж".encode()[:-1]) == "Ж"


def test_an_article_without_a_container_is_where_the_paragraphs_are() -> None:
    text = text_of(
        "<div id=x><a href=/>Home</a></div><div class=q7><h1>T</h1>"
        + "<p>The first paragraph of this story is long enough to count as one.</p>" * 2
        + "</div><div class=z><p>Short.</p></div>"
    )
    assert len(text.words_in("body")) == 2
    assert text.words_in("boilerplate") == ["Home", "Short."]


def test_a_page_without_a_headline_has_its_title_for_one() -> None:
    assert text_of("<title>The title</title><p>Words.</p>").words_in("headline") == ["The title"]
    assert text_of("<h1>One</h1><article><h1>Two</h1></article>").words_in("headline") == ["One"]


def test_line_breaks_part_paragraphs_only_when_doubled() -> None:
    text = text_of("<article><p>one<br>two<br><br>three<br> <br>four</p></article>")
    assert text.words_in("body") == ["one two", "three", "four"]


def test_hidden_text_is_kept_as_boilerplate() -> None:
    text = text_of('<article><p>Seen by all who come.</p><p style="display: none">Not seen.</p></article>')
    assert text.words_in("boilerplate") == ["Not seen."]


def test_a_class_of_the_whole_article_says_nothing_of_it() -> None:
    long = (
        "<p>" + "This paragraph is long enough that it counts as a part of a story, says the rule. " * 2 + "</p>"
    )
    text = text_of(f'<article><div class="has-sidebar share-on">{long * 3}</div></article>')
    assert len(text.words_in("body")) == 3


def test_what_another_program_takes_for_the_article_is_body() -> None:
    lost = "A paragraph that stands outside of the article for no reason at all, and is long enough to tell."
    page = (
        f"<article><p>The article as its container has it, with some words.</p></article><div><p>{lost}</p></div>"
    )
    assert text_of(page).words_in("boilerplate") == [lost]
    assert text_of(page, main_text=f"x {lost} y").words_in("boilerplate") == []


def test_places_of_paragraphs_are_those_of_the_text() -> None:
    text = article()
    assert [zone.paragraph for zone in text.zones] == [*range(len(text.zones))]
    for before, after in zip(text.zones, text.zones[1:], strict=False):
        assert text.text[before.end : after.start] == "\n\n"
    assert {zone.text_sha256 for zone in text.zones} == {text.sha256}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Reporting by X; Associated Press and AFP contributed.", ["AP", "AFP"]),
        ("По материалам ТАСС и РИА Новости", ["TASS", "RIA Novosti"]),
        ("The map shows a nap of the ap.", []),
    ],
)
def test_agencies(line: str, names: list[str]) -> None:
    assert agencies_in(line) == names


def test_a_dateline() -> None:
    assert agencies_of_dateline("MOSCOW, March 25 (TASS). Two") == []
    assert agencies_of_dateline("MOSCOW, March 25 (TASS) — Two") == ["TASS"]


@pytest.mark.parametrize("content", [b"", b"\0", b"   ", b"\xff\xfe", b"<", b"<!-- only -->", b"%PDF-1.4"])
def test_what_is_hardly_a_page_does_no_harm(content: bytes) -> None:
    assert text_of(content).words_in("headline") == []


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "span"])
def test_a_page_nested_deeply_keeps_its_words(tag: str) -> None:
    text = text_of(f"<title>T</title><p>The first words.</p>{f'<{tag}>' * 1_500}The last words.")
    assert "The first words." in text.text
    assert "The last words." in text.text


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    text = text_of(b"<p>" + content)
    assert all(text.text[zone.start : zone.end].strip() for zone in text.zones)
