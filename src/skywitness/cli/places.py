"""Places: a latitude and a longitude as a user writes them."""

import typer


def place(text: str | None, option: str) -> tuple[float, float] | None:
    """A place from ``LAT,LON``; None stays None.

    Args:
        text: what was written.
        option: where, for the message.

    Raises:
        typer.BadParameter: no place on the globe.
    """
    if text is None:
        return None
    try:
        lat_deg, lon_deg = map(float, text.split(","))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not LAT,LON in degrees", param_hint=option) from error
    if not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 180):
        raise typer.BadParameter(f"{text} is not on the globe", param_hint=option)
    return lat_deg, lon_deg
