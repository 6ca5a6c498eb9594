"""Pages of cases: complete, accessible, worked by keyboard alone, hostile words shown as text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from made_case import AT, CLAIM, SOURCE, made_case
from skywitness.model import CaseSource, Claim
from skywitness.store.cases.folder import CaseFolder
from watched_pages import Open, complete_everywhere, served

CASE = "/cases/caracas-2019"
PAGES = {
    "list": ("/cases", "main li h2"),
    "case": (CASE, "main ul.bars"),
    "claims": (f"{CASE}/claims", "main table"),
    "claim": (f"{CASE}/claims/two-aircraft", "main blockquote mark"),
    "source": (f"{CASE}/sources/report?claim=heading", "main mark.chosen"),
    "queue": (f"{CASE}/queue", "main .done"),
    "timeline": (f"{CASE}/timeline", "main ol li.observed"),
    "assessment": (f"{CASE}/assessment?claim=weekend", "main form"),
    "dossier": (f"{CASE}/dossier", "main iframe"),
}
HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_complete_accessible_and_silent(name: str, browse: Open) -> None:
    page = complete_everywhere(browse(), *PAGES[name])
    if name != "list":
        assert page.locator("main nav.parts a[aria-current=page], main .two").count() >= 1
    if name not in {"queue", "dossier"}:
        page.wait_for_selector("main :text('Reconstruction')")


def test_the_dossier_is_framed_without_scripts_and_says_what_it_rests_on(browse: Open) -> None:
    watched = browse()
    page = watched.open(f"{CASE}/dossier", "main iframe")
    assert page.get_attribute("main iframe", "sandbox") == ""
    page.frame_locator("main iframe").locator("h1").wait_for()
    assert "econstruction" in page.frame_locator("main iframe").locator("body").inner_text()
    with page.expect_download() as begun:
        page.click("text=Save all formats (zip)")
    assert begun.value.suggested_filename == "caracas-2019-public.zip"
    watched.is_clean()


@pytest.fixture
def desk(tmp_path: Path, static: Path, chromium: Any) -> Iterator[tuple[str, CaseFolder]]:  # noqa: ANN401  a browser of playwright
    """A server over a small case with two proposals, and the case."""
    assert chromium.is_connected()
    folder = made_case(tmp_path / "data" / "cases" / "caracas")
    with served(tmp_path / "data", static) as address:
        yield address, folder


def states(folder: CaseFolder) -> list[str]:
    return [one.review_state for one in folder.current(Claim)]


def test_the_queue_is_worked_by_keyboard_alone(desk: tuple[str, CaseFolder], browse: Open) -> None:
    address, folder = desk
    watched = browse(base=address)
    page = watched.open("/cases/caracas/queue", "main blockquote mark")
    assert page.inner_text("main blockquote mark") == CLAIM.spans[0].exact
    page.keyboard.press("?")
    page.wait_for_selector("section.help kbd")
    page.keyboard.press("?")
    page.keyboard.press("n")
    page.wait_for_function("location.search.includes('claim=claim-2')")
    page.keyboard.press("r")
    page.wait_for_selector("[role=status]:has-text('Rejected.')")
    page.keyboard.press("u")
    page.wait_for_selector("[role=status]:has-text('Undone.')")
    assert states(folder) == ["proposed", "proposed"]
    page.keyboard.press("e")
    page.wait_for_selector("main form textarea")
    page.keyboard.press("Control+a")
    page.keyboard.type("A hundred soldiers came.")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_selector("[role=status]:has-text('Accepted.')")
    page.keyboard.press("a")
    page.wait_for_selector("main .done")
    assert sorted(states(folder)) == ["accepted", "accepted"]
    page.keyboard.press("q")
    page.wait_for_function("location.pathname === '/cases/caracas'")
    watched.is_clean()


def test_a_proposal_is_edited_split_and_merged(desk: tuple[str, CaseFolder], browse: Open) -> None:
    address, folder = desk
    page = browse(base=address).open("/cases/caracas/queue", "main blockquote mark")
    page.keyboard.press("m")
    page.wait_for_selector("[role=status]:has-text('Merged.')")
    assert sorted(states(folder)) == ["edited", "rejected"]
    page.keyboard.press("u")
    page.wait_for_selector("[role=status]:has-text('Undone.')")
    page.keyboard.press("s")
    page.fill("main form textarea", "About 100 soldiers got off\nup to 40 tons were unloaded")
    page.click("main form button.main")
    page.wait_for_selector("[role=status]:has-text('Split.')", timeout=60_000)
    page.keyboard.press("e")
    page.fill("main form textarea", "Soldiers came.")
    page.click("main form button.main")
    page.wait_for_selector("[role=status]:has-text('Changed')")
    assert "Soldiers came." in [one.proposition for one in folder.current(Claim)]


def test_who_comes_second_is_told_and_overwrites_nothing(desk: tuple[str, CaseFolder], browse: Open) -> None:
    address, folder = desk
    page = browse(base=address).open("/cases/caracas/queue", "main blockquote mark")
    claim = folder.get(Claim, "claim-1")
    folder.append(
        claim._replace(claim_id="", review_state="rejected", reviewer="Ben", supersedes="claim-1"), "Ben", AT
    )
    page.keyboard.press("a")
    page.wait_for_selector("main [role=alert]:has-text('Somebody else was faster')")
    assert states(folder) == ["proposed", "rejected"]
    page.click("main [role=alert] button")
    page.wait_for_selector("[role=status]:has-text('1 of 1')")


def test_an_assessment_is_signed_by_name(desk: tuple[str, CaseFolder], browse: Open) -> None:
    address, folder = desk
    with folder.writing("Ana", AT) as write:
        write.append(CLAIM._replace(claim_id="", review_state="accepted", supersedes="claim-2"))
    page = browse(base=address).open("/cases/caracas/claims/claim-1", "main blockquote mark")
    page.click("main summary:has-text('Sign')")
    page.wait_for_selector("main form")
    page.click("main form button.main")
    page.wait_for_selector("main form [role=alert]")
    page.fill("main form input", "Ada Quist")
    page.click("main form button.main")
    page.wait_for_selector("main :text('Signed by Ada Quist')")
    assert folder.log()[-1].actor == "Ada Quist"


def test_hostile_words_are_shown_as_text(tmp_path: Path, static: Path, browse: Open) -> None:
    folder = made_case(tmp_path / "data" / "cases" / "caracas")
    hostile = SOURCE._replace(
        title=HOSTILE, publisher=HOSTILE, url=None, supersedes="source-1", source_id="source-9"
    )
    with folder.writing(HOSTILE, AT) as write:
        write.append(hostile)
        write.append(CLAIM._replace(claim_id="claim-9", proposition=HOSTILE, kind=HOSTILE))
    assert folder.current(CaseSource)[0].title == HOSTILE
    with served(tmp_path / "data", static) as address:
        for path, wanted in (
            ("/cases/caracas", "main ul"),
            ("/cases/caracas/claims", "main table"),
            ("/cases/caracas/claims/claim-9", "main blockquote mark"),
            ("/cases/caracas/sources/source-9", "main h1"),
            ("/cases/caracas/queue?claim=claim-9", "main blockquote mark"),
        ):
            watched = browse(base=address)
            page = watched.open(path, wanted)
            page.wait_for_selector("main :text('onerror')", state="attached")  # also in a closed menu
            assert page.title() != "taken"
            assert page.locator("main img[src=x]").count() == 0
            watched.is_clean()


def test_search_leads_to_a_case(browse: Open) -> None:
    page = browse().open("/cases", "main li h2")
    page.keyboard.press("/")
    page.keyboard.type("Two aircraft at")
    page.wait_for_selector("dialog li:has-text('Two aircraft at Caracas')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/caracas-2019*")


@pytest.mark.parametrize(("language", "words"), [("es", "Cronología"), ("ru", "Хронология")])
def test_case_pages_speak_the_readers_language(language: str, words: str, browse: Open) -> None:
    page = browse().open(f"{CASE}/timeline?lang={language}", "main ol li")
    page.wait_for_selector(f"main h1:has-text('{words}')")
