"""Addresses: what a user writes for a source, and what it comes to."""

import pytest

from skywitness.links.address import Address, AddressError, parse_address


@pytest.mark.parametrize(
    ("text", "format_", "host", "port"),
    [
        ("beast://10.0.0.7:30005", "beast", "10.0.0.7", 30005),
        ("beast://pi.local", "beast", "pi.local", 30005),
        ("avr://pi", "avr", "pi", 30002),
        ("sbs://[::1]:1234/", "sbs", "::1", 1234),
        ("json+tcp://pi:30154", "aircraft_json_lines", "pi", 30154),
    ],
)
def test_a_stream_has_a_host_and_a_port(text: str, format_: str, host: str, port: int) -> None:
    found = parse_address(text)
    assert (found.kind, found.format, found.host, found.port, found.polled) == ("tcp", format_, host, port, False)


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("readsb+json://pi/tar1090/data/aircraft.json", "http", "http://pi/tar1090/data/aircraft.json"),
        ("readsb+jsons://pi:8443/a.json", "http", "https://pi:8443/a.json"),
        ("readsb+json:///run/readsb/aircraft.json", "file", "/run/readsb/aircraft.json"),
    ],
)
def test_snapshots_come_by_http_or_from_a_file(text: str, kind: str, target: str) -> None:
    found = parse_address(text)
    assert (found.kind, found.target, found.format, found.polled) == (kind, target, "aircraft_json", True)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("adsb.lol://point/10.6,-66.99,100", "https://api.adsb.lol/v2/point/10.6/-66.99/100"),
        ("adsb.lol://mil", "https://api.adsb.lol/v2/mil"),
        ("airplanes.live://hex/AE4AF6,ae1234", "https://api.airplanes.live/v2/hex/ae4af6,ae1234"),
        (
            "adsbx://point/10.6,-66.99,100",
            "https://adsbexchange-com1.p.rapidapi.com/v2/lat/10.6/lon/-66.99/dist/100/",
        ),
        ("adsbx://hex/ae4af6", "https://adsbexchange-com1.p.rapidapi.com/v2/icao/ae4af6/"),
    ],
)
def test_services_are_asked_in_their_own_paths(text: str, target: str) -> None:
    found = parse_address(text)
    assert (found.target, found.keyed, found.every_s) == (target, text.startswith("adsbx"), 5.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("roof=beast://10.0.0.7:30005", "roof"),
        ("beast://10.0.0.7:30005", "beast-10.0.0.7-30005"),
        ("adsb.lol://point/10.6,-66.99,100", "adsb.lolpoint-10.6-66.99-100"),
        ("readsb+json:///run/readsb/aircraft.json", "readsb-json-run-readsb-aircraft.json"),
    ],
)
def test_a_feed_has_a_name_that_a_folder_can_have(text: str, name: str) -> None:
    assert parse_address(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pi:30005",
        "gopher://pi",
        "beast://",
        "beast://pi:99999999",
        "beast://pi/path",
        "readsb+json://",
        "adsb.lol://",
        "adsb.lol://point/1,2",
        "adsb.lol://point/91,0,10",
        "adsb.lol://point/1,2,251",
        "adsb.lol://hex/xyz",
        "adsb.lol://mil/1",
        "../up=beast//pi",
    ],
)
def test_what_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        parse_address(text)


def test_a_name_cannot_leave_its_folder() -> None:
    with pytest.raises(AddressError):
        parse_address("../up=beast://pi")
    assert parse_address("a.b=beast://pi") == Address("a.b", "beast://pi", "tcp", "beast", "pi", 30005)
