"""Asking an area: stays are not taken for aircraft, and going from one area to another shows both times."""

import re

from watched_pages import Open

CARACAS = "/area?circle=10.6,-67,30&since=2018-12-01&until=2018-12-20"


def test_aircraft_are_counted_once_however_often_they_came(browse: Open) -> None:
    watched = browse()
    page = watched.open(CARACAS, "main tbody tr")
    who = [cell.inner_text().split()[0] for cell in page.query_selector_all("main tbody tr td:first-child")]
    assert len(set(who)) < len(who)
    assert f"{len(set(who))} aircraft, {len(who)} stays" in page.inner_text("main")
    watched.is_clean()


def test_going_over_shows_when_it_left_and_when_it_came(browse: Open) -> None:
    watched = browse()
    page = watched.open(f"{CARACAS}&then=34,36,300&within=200", "main tbody tr")
    assert page.eval_on_selector_all("main tbody tr:first-child time", "all => all.length") == 2
    watched.is_clean()


def test_an_area_of_all_the_world_is_answered(browse: Open) -> None:
    watched = browse()
    page = watched.open("/area?bbox=-180,-90,180,90&since=2018-09-01&until=2019-09-30", "main tbody tr")
    assert re.search(r"\d+ aircraft, \d+ stays", page.inner_text("main"))
    watched.is_clean()


def test_what_is_too_much_to_ask_is_refused_in_words(browse: Open) -> None:
    watched = browse()
    refusal = {"title": "Content Too Large", "detail": "ask for a shorter span, a smaller area or named aircraft"}
    watched.page.route("**/area.json*", lambda route: route.fulfill(status=413, json=refusal))
    page = watched.open(CARACAS, "main [role=alert]")
    assert refusal["detail"] in page.inner_text("main [role=alert]")
    watched.page.route("**/layers/heatmap.json*", lambda route: route.fulfill(status=413, json=refusal))
    page = watched.open("/?layers=heatmap", "text=The layer could not be shown")
    assert watched.strangers == []


def test_one_layer_of_cells_is_shown_at_a_time(browse: Open) -> None:
    watched = browse()
    page = watched.open("/?t=2019-03-22T21:30:00Z&layers=labels,heatmap", "[data-ready=yes]")
    page.click("button[aria-label='Layers']")
    page.click("label:has-text('Coverage')")
    page.wait_for_function("location.search.includes('layers=labels,coverage')")
    assert not page.is_checked("label:has-text('Heat map') input")
    page.mouse.click(700, 500)
    page.wait_for_selector("label:has-text('Heat map')", state="detached")
    watched.is_clean()


def test_a_saved_area_is_found_in_the_search_and_forgotten(browse: Open) -> None:
    watched = browse()
    page = watched.open(CARACAS, "main tbody tr")
    page.fill("label:has-text('Name of this area') input", "La Guaira & coast")
    page.click("main button:has-text('Save')")
    watched.open("/status", "main figure svg")
    page.keyboard.press("Control+k")
    page.keyboard.type("guaira")
    page.wait_for_selector("dialog li:has-text('La Guaira & coast')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/area?circle=10.6*")
    page.click("button[aria-label='Forget La Guaira & coast']")
    page.wait_for_selector("a:has-text('La Guaira & coast')", state="detached")
    watched.is_clean()
