"""Lines in SBS-1, as a receiver sends them on port 30003, made for the import's tests."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

T0 = datetime(2025, 2, 4, 10, 0, tzinfo=UTC)


def sbs_line(
    icao24: str = "4CA123",
    time: datetime = T0,
    lat_deg: float | str = 52.0,
    lon_deg: float | str = 4.0,
    altitude_ft: int = 35_000,
) -> bytes:
    """One airborne position (transmission type 3)."""
    stamp = f"{time:%Y/%m/%d},{time:%H:%M:%S}.{time.microsecond // 1000:03}"
    line = f"MSG,3,1,1,{icao24},1,{stamp},{stamp},,{altitude_ft},,,{lat_deg},{lon_deg},,,0,0,0,0\r\n"
    return line.encode()


def sbs_flight(count: int, icao24: str = "4CA123", start: datetime = T0, step_s: float = 1.0) -> bytes:
    """Positions one step apart, flying north-east at a likely speed."""
    return b"".join(_lines(count, icao24, start, step_s))


def _lines(count: int, icao24: str, start: datetime, step_s: float) -> Iterator[bytes]:
    for index in range(count):
        elapsed_s = index * step_s
        lat_deg, lon_deg = 40 + elapsed_s * 0.001 % 10, 4 + elapsed_s * 0.001 % 10
        yield sbs_line(icao24, start + timedelta(seconds=elapsed_s), round(lat_deg, 5), round(lon_deg, 5))
