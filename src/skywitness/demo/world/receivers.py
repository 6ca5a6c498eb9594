"""Receivers: where somebody listened, in the reconstruction; all places and heights are invented.

Dense around Moscow, the Mediterranean's north and Europe, sparse in Syria, Iraq, North Africa and Venezuela, none
on the open sea or in the Sahara. It is no site's true coverage.
"""

from typing import NamedTuple


class Receiver(NamedTuple):
    """One receiver.

    Attributes:
        name: town or island.
        lat_deg: degrees north.
        lon_deg: degrees east.
        height_ft: of the aerial above the ground or sea that it looks over.
        up: share of days on which it works.
    """

    name: str
    lat_deg: float
    lon_deg: float
    height_ft: float
    up: float = 0.97


RECEIVERS = (
    # Russia, the Caspian and the Caucasus
    Receiver("Chkalovsky", 55.90, 38.05, 90, 0.92),
    Receiver("Moscow", 55.75, 37.60, 400),
    Receiver("Domodedovo", 55.42, 37.88, 80),
    Receiver("Ryazan", 54.63, 39.74, 120),
    Receiver("Voronezh", 51.67, 39.18, 150),
    Receiver("Volgograd", 48.71, 44.51, 150),
    Receiver("Samara", 53.50, 50.15, 120),
    Receiver("Rostov", 47.23, 39.72, 100),
    Receiver("Sochi", 43.59, 39.73, 300),
    Receiver("Astrakhan", 46.35, 48.04, 60, 0.85),
    Receiver("Makhachkala", 42.98, 47.50, 200, 0.80),
    Receiver("Yerevan", 40.18, 44.51, 300),
    Receiver("Baku", 40.41, 49.87, 200),
    Receiver("Saint Petersburg", 59.93, 30.34, 150),
    Receiver("Arkhangelsk", 64.54, 40.54, 80, 0.80),
    Receiver("Murmansk", 68.97, 33.08, 300, 0.90),
    # The Middle East
    Receiver("Tehran", 35.80, 51.43, 600, 0.75),
    Receiver("Erbil", 36.19, 44.01, 100, 0.80),
    Receiver("Baghdad", 33.31, 44.37, 60, 0.70),
    Receiver("Doha", 25.29, 51.53, 120),
    Receiver("Kuwait", 29.37, 47.98, 100),
    Receiver("Latakia", 35.52, 35.79, 150, 0.78),
    Receiver("Damascus", 33.51, 36.28, 400, 0.35),
    Receiver("Beirut", 33.89, 35.50, 500),
    Receiver("Tel Aviv", 32.08, 34.78, 150),
    Receiver("Cairo", 30.05, 31.25, 120, 0.80),
    Receiver("Larnaca", 34.90, 33.62, 200),
    Receiver("Troodos", 34.92, 32.88, 4500),
    Receiver("Adana", 37.00, 35.32, 150),
    Receiver("Antalya", 36.88, 30.70, 200),
    # The Mediterranean and Europe
    Receiver("Crete", 35.33, 25.14, 600),
    Receiver("Athens", 37.98, 23.73, 500),
    Receiver("Malta", 35.90, 14.48, 300),
    Receiver("Palermo", 38.11, 13.35, 400),
    Receiver("Rome", 41.90, 12.50, 250),
    Receiver("Cagliari", 39.22, 9.12, 250),
    Receiver("Palma", 39.57, 2.65, 250),
    Receiver("Alicante", 38.35, -0.48, 250),
    Receiver("Gibraltar", 36.14, -5.35, 1200),
    Receiver("Madrid", 40.42, -3.70, 300),
    Receiver("Lisbon", 38.72, -9.14, 250),
    Receiver("Corunna", 43.37, -8.40, 300),
    Receiver("Paris", 48.86, 2.35, 300),
    Receiver("London", 51.51, -0.13, 300),
    Receiver("Brest", 48.39, -4.49, 200),
    Receiver("Copenhagen", 55.68, 12.57, 150),
    Receiver("Stockholm", 59.33, 18.07, 200),
    Receiver("Tallinn", 59.44, 24.75, 150),
    Receiver("Tromso", 69.65, 18.96, 600),
    Receiver("Vardo", 70.37, 31.11, 200),
    Receiver("Faroe Islands", 62.01, -6.77, 600),
    Receiver("Reykjavik", 64.15, -21.94, 300),
    # Africa and the Atlantic islands
    Receiver("Casablanca", 33.57, -7.59, 120),
    Receiver("Rabat", 34.02, -6.84, 100, 0.90),
    Receiver("Gran Canaria", 28.12, -15.43, 800),
    Receiver("Dakar", 14.72, -17.35, 120, 0.85),
    # The Caribbean and the Americas
    Receiver("Barbados", 13.10, -59.61, 500),
    Receiver("Martinique", 14.61, -61.07, 500),
    Receiver("Guadeloupe", 16.25, -61.55, 300),
    Receiver("Trinidad", 10.66, -61.51, 400, 0.90),
    Receiver("Curacao", 12.11, -68.93, 200),
    Receiver("Maiquetia", 10.60, -66.97, 80, 0.80),
    Receiver("San Juan", 18.47, -66.11, 200),
    Receiver("Santo Domingo", 18.48, -69.93, 150),
    Receiver("Havana", 23.11, -82.37, 100, 0.60),
    Receiver("Miami", 25.76, -80.19, 200),
    Receiver("Bogota", 4.71, -74.07, 600),
)
