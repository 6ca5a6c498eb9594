"""Content, wall, shell or nothing: judged by what pages that we wrote say."""

from pathlib import Path

import pytest

from skywitness.cases.capture_text import capture_text
from skywitness.cases.page_facts import PageFacts, is_post_host, page_facts
from skywitness.cases.page_quality import Quality, page_quality, text_quality
from skywitness.cases.page_tree import page_tree
from skywitness.cases.page_zones import page_blocks

PAGES = Path(__file__).parents[1] / "samples" / "pages"


def judged(page: bytes, **said: str | int | None) -> Quality:
    root = page_tree(page)
    text = capture_text(page_blocks(root) if root is not None else [])
    known: dict[str, object] = {"status": 200, "cut_off": None, "expected": None, **said}
    return page_quality(root, text, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "mark", "evidence"),
    [
        ("article", "content_ok", "characters in 5 paragraphs of body"),
        ("cyrillic", "content_ok", "2 paragraphs"),
        ("login_wall", "login_wall", "“Log in to Chatter”"),
        ("pay_wall", "login_wall", "“Subscribe to continue”"),
        ("consent_wall", "consent_wall", "“Before you continue”"),
        ("bot_shell", "bot_shell", "“Checking your browser”"),
        ("script_shell", "bot_shell", "“JavaScript is not available”"),
        ("empty", "empty", "0 characters of text"),
    ],
)
def test_pages_are_judged_by_what_they_say(name: str, mark: str, evidence: str) -> None:
    found = judged((PAGES / f"{name}.html").read_bytes())
    assert found.marks == [mark]
    assert evidence in found.evidence[0]


def test_a_banner_on_an_article_is_no_wall() -> None:
    words = b"<p>" + b"A paragraph of a long article that says much about aircraft. " * 12 + b"</p>"
    page = b"<article>" + words + b"</article><div class=cookie>Accept all cookies. Log in to read more.</div>"
    assert judged(page).marks == ["content_ok"]


@pytest.mark.parametrize(
    ("status", "mark"), [(404, "empty"), (403, "bot_shell"), (401, "login_wall"), (500, "empty")]
)
def test_a_refusal_is_not_content(status: int, mark: str) -> None:
    found = judged(
        b"<article><p>A page that has some words all the same, more than forty.</p></article>", status=status
    )
    assert found == ([mark], [f"HTTP {status}"])


def test_what_is_cut_off_is_truncated_beside_what_else_it_is() -> None:
    found = judged((PAGES / "bot_shell.html").read_bytes(), cut_off="stopped after 60 s")
    assert found == (["bot_shell", "truncated"], ["“Checking your browser”", "stopped after 60 s"])


def test_a_page_nested_without_end_is_said_to_be_cut_off() -> None:
    page = b"<article><p>The first words of a page that is made to harm.</p>" + b"<div>" * 30_000 + b"<p>The last."
    assert judged(page).marks == ["truncated"]
    assert "nested too deeply" in judged(page).evidence[0]


def test_words_that_were_expected_and_are_not_there() -> None:
    page = (PAGES / "article.html").read_bytes()
    assert judged(page, expected="about  100 Soldiers").marks == ["content_ok"]
    assert judged(page, expected="200 soldiers") == (["empty"], ["“200 soldiers” is not in it"])


def test_a_field_for_a_password_and_little_else() -> None:
    assert judged(b"<title>x</title><form><input type=password></form>").marks == ["login_wall"]


def test_texts_that_are_no_pages() -> None:
    assert text_quality("Some words.").marks == ["content_ok"]
    assert text_quality(" ") == (["empty"], ["no text in it"])
    assert text_quality("Some words.", "4 of 5 pages").marks == ["truncated"]


def facts(page: str) -> PageFacts:
    root = page_tree(page.encode())
    assert root is not None
    return page_facts(root)


def test_what_an_article_says_of_itself() -> None:
    assert facts((PAGES / "article.html").read_text()) == PageFacts(
        "Two military aircraft seen at coastal airport",
        ["Marta Quiroga", "Dan Ortiz"],
        "2019-03-24T18:05:00-04:00",
        "The Harbour Gazette",
        "https://harbour-gazette.example/news/2019/03/24/two-aircraft.html",
        "en",
    )


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<meta name="date" content="2019-03-24">', "2019-03-24"),
        (
            '<meta property="article:published_time" content="2019-03-24T10:00:00.000+0300">',
            "2019-03-24T10:00:00+03:00",
        ),
        ('<time itemprop="datePublished" datetime="2019-03-24T10:00Z">x</time>', "2019-03-24T10:00:00Z"),
        ('<meta name="date" content="24 March 2019">', None),
        ("<p>24 March 2019</p>", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_said_or_none(markup: str, published: str | None) -> None:
    assert facts(f"<html><body>{markup}").published == published


def test_linked_data_in_graphs_lists_and_ruins() -> None:
    inner = '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "H", "author": "Ana"}]}'
    page = f'<script type="application/ld+json">{{</script><script type="application/ld+json">[{inner}]</script>'
    assert facts(page)[:2] == ("H", ["Ana"])


def test_hosts_of_posts() -> None:
    assert [is_post_host(host) for host in ("x.com", "mobile.twitter.com", "t.me", "phoenix.com")] == [
        True
    ] * 3 + [False]
