"""Everything that is done often, with the keyboard alone."""

from watched_pages import Open


def test_the_way_from_the_map_to_a_flight_needs_no_mouse(browse: Open) -> None:
    watched = browse()
    page = watched.open("/", "[data-ready=yes]")
    page.keyboard.press("/")
    page.keyboard.type("RA-82035")
    page.wait_for_selector("dialog li:has-text('RA-82035')")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=tab][aria-selected=true]")
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#tab-flights[aria-selected=true]")
    page.wait_for_selector("main table a[href^='/flights/']")
    page.focus("main table a[href^='/flights/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/flights/154073-*")
    page.keyboard.press("Escape")
    page.wait_for_function("location.pathname === '/'")
    watched.is_clean()


def test_single_keys_change_the_view_and_the_address(browse: Open) -> None:
    page = browse().open("/", "[data-ready=yes]")
    for key, wanted in (("g", "proj=globe"), ("d", "theme=light"), ("u", "units=metric"), ("l", "layers=none")):
        page.keyboard.press(key)
        page.wait_for_function(f"location.search.includes('{wanted}')")
    page.keyboard.press("?")
    page.wait_for_selector("main kbd")


def test_keys_that_are_typed_do_nothing_else(browse: Open) -> None:
    page = browse().open("/", "[data-ready=yes]")
    page.fill("input[type=search]", "")
    page.type("input[type=search]", "mild")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert "filter=mild" in page.url


def test_first_tab_leads_past_the_rooms(browse: Open) -> None:
    page = browse().open("/status", "main h1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
