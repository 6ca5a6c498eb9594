"""What every request passes: host, sizes, tokens, cookies, roles, origins, and the headers of every answer."""

from pathlib import Path

import httpx
import pytest

from skywitness.web.site import SiteOptions
from skywitness.web.users import Role, Users, fits, hashed, users_of
from web_site import served

TOKEN = "a long and random token"  # noqa: S105  of the tests only
HTML = {"Accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("path", ["/", "/status.json", "/nothing", "/aircraft/zzzzzz.json"])
def test_every_answer_carries_the_headers(web: httpx.Client, path: str) -> None:
    headers = web.get(path).headers
    policy = headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts == "script-src 'self'"
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "localhost.evil.example", "", "a@127.0.0.1"]
)
def test_a_name_that_is_not_its_own_is_refused(web: httpx.Client, host: str) -> None:
    assert web.get("/status.json", headers={"Host": host}).status_code in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "localhost:1234", "127.0.0.1:1234", "[::1]:1234", "192.168.1.7"])
def test_its_own_names_and_addresses_are_not(web: httpx.Client, host: str) -> None:
    assert web.get("/me.json", headers={"Host": host}).status_code == 200


def test_an_allowed_name_is_taken(data: Path) -> None:
    with served(data, SiteOptions(hosts=frozenset({"desk.example.org"}))) as web:
        assert web.get("/me.json", headers={"Host": "desk.example.org:8080"}).status_code == 200


def test_too_long_an_address_is_refused(web: httpx.Client) -> None:
    assert web.get("/aircraft/" + "a" * 600).status_code == 414
    assert web.get("/status.json?q=" + "a" * 9_000).status_code == 414


def test_without_a_token_nobody_is_let_in(data: Path) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        refused = web.get("/status.json")
        assert refused.status_code == 401
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert web.get("/status.json", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert web.get("/status.json", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert web.get("/tiles/world.pmtiles").status_code == 401


def test_a_browser_is_sent_to_the_login_and_back(data: Path) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        sent = web.get("/status?x=1", headers=HTML)
        assert sent.status_code == 303
        assert sent.headers["location"] == "/login?next=/status%3Fx%3D1"
        form = web.get(sent.headers["location"])
        assert 'value="/status?x=1"' in form.text
        entered = web.post("/login", data={"token": TOKEN, "next": "/status?x=1"})
        assert entered.status_code == 303
        assert entered.headers["location"] == "/status?x=1"
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert web.get("/status.json").status_code == 200
        web.post("/logout")
        assert web.get("/status.json").status_code == 401


def test_a_cookie_that_was_not_made_here_is_nobodys(data: Path) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        assert web.get("/me.json", headers={"Cookie": "skywitness=WyJhbmEiLDMsOWU5OV0=.00"}).status_code == 401


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil"])
def test_the_login_never_leads_away(data: Path, target: str) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        assert web.post("/login", data={"token": TOKEN, "next": target}).headers["location"] == "/"


def test_wrong_tokens_are_not_tried_for_ever(data: Path) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        codes = [web.post("/login", data={"token": "wrong"}).status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]


def test_another_sites_page_may_not_send_a_form(data: Path) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        sent = web.post("/login", data={"token": TOKEN}, headers={"Origin": "https://evil.example"})
        assert sent.status_code == 403


def test_words_of_the_address_are_text_in_the_form(data: Path) -> None:
    with served(data, SiteOptions(users=Users(TOKEN))) as web:
        page = web.get("/login", params={"next": '/"><script>alert(1)</script>'}).text
    assert "<script" not in page


def test_users_have_the_role_that_the_settings_give(data: Path) -> None:
    named = users_of([("ana", "editor", hashed("one")), ("ben", "viewer", hashed("two"))])
    with served(data, SiteOptions(users=Users(named=named))) as web:
        ana = web.get("/me.json", headers={"Authorization": "Bearer one"}).json()
        ben = web.get("/me.json", headers={"Authorization": "Bearer two"}).json()
    assert (ana["name"], ana["role"]) == ("ana", "editor")
    assert (ben["name"], ben["role"]) == ("ben", "viewer")
    assert Role.VIEWER < Role.EDITOR < Role.APPROVER


def test_a_hash_fits_its_token_only() -> None:
    kept = hashed("token")
    assert fits("token", kept)
    assert not fits("Token", kept)
    assert not fits("token", "scrypt$x")
    assert kept != hashed("token")


@pytest.mark.parametrize(
    "rows", [[("a", "king", "scrypt$1$1$1$1$1")], [("a", "viewer", "plain")], [("", "viewer", "")]]
)
def test_users_that_cannot_be_are_refused(rows: list[tuple[str, str, str]]) -> None:
    with pytest.raises(ValueError, match=r"role|hash|name"):
        users_of(rows)
