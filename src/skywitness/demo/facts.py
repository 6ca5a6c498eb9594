"""Facts: what the walk-through says of the reconstruction: what was published, and what we made up."""

from typing import NamedTuple

NOTICE = (
    "This is a reconstruction. No recording of these flights can be had: a simulator flew them again from"
    " published facts, and what no report says was made up. Nothing here is evidence of what happened."
)


class Fact(NamedTuple):
    """One part of the story.

    Attributes:
        title: what it is about, with its dates.
        published: what reports say, second-hand, with who said it.
        assumed: what the reconstruction adds or chooses.
    """

    title: str
    published: str
    assumed: str


FACTS = (
    Fact(
        "Reconstruction, September and October 2018: An-124s to Khmeimim",
        "Interfax counted five flights of RA-82010, RA-82032 and RA-82035 by 1 October and seven by 3 October,"
        " over the Caspian, Iran and Iraq.",
        "Which airframe flew on which day, and all times, are assumed in this reconstruction.",
    ),
    Fact(
        "Reconstruction, autumn 2018 to summer 2019: runs to Latakia",
        "Several reports call the runs of both airframes between Chkalovsky and Latakia regular; none lists them.",
        "How many there were, their days and their ways are invented in this reconstruction: a count of them here"
        " shows what the tool does, not what the aircraft did.",
    ),
    Fact(
        "Reconstruction, 10 to 15 December 2018: with two Tu-160s to Maiquetia",
        "The Russian defence ministry: landed on 10 December, left on the 14th, 10,459 km over the Barents and"
        " Norwegian Seas, the Atlantic and the Caribbean. Flight-watchers named RA-82035 and RA-86496.",
        "Times, Chkalovsky as base and a stop of the Il-62M at Murmansk are assumed in this reconstruction; the"
        " bombers carry no civil transponder and are left out.",
    ),
    Fact(
        "Reconstruction, 2 to 4 March 2019: RA-86496 to Caracas by way of Rabat",
        "UAWire after Flightradar24: left near Chkalovsky at 09:34 on 2 March, by way of Rabat, near Caracas"
        " early on the 3rd, seen over Grenada later that day. Another report names Sheremetyevo.",
        "That it landed at Rabat both ways, and how long it stood, is assumed in this reconstruction.",
    ),
    Fact(
        "Reconstruction, 22 to 27 March 2019: RA-82035 and RA-86496 to Caracas",
        "RBC after Flightradar24: RA-82035 left Chkalovsky on 22 March at 15:12 Moscow time and the Il-62M at"
        " 16:05; some reports give both times for RA-82035. Both came by way of Syria and landed at Maiquetia on"
        " the 23rd. Some reports add Dakar, one names Damascus. One left on the 24th while the Il-62 was still"
        " parked.",
        "This reconstruction lets both land at Latakia and at Diass near Dakar (GOBD), the An-124 there in a"
        " night when the receiver is out: its stop can only be inferred. Times after the first take-offs are"
        " assumed, and so is the Il-62M's return on the 26th.",
    ),
    Fact(
        "Reconstruction, 22 to 27 June 2019: RA-86496 to Caracas again",
        "In Venezuela after Flightradar24: landed early on 23 June; Reuters saw it at Maiquetia on the 24th.",
        "A stop at Rabat, times and the return on the 26th are assumed in this reconstruction.",
    ),
    Fact(
        "Reconstruction, September 2019: an An-124 from Latakia to Caracas",
        "Flight-watchers: an An-124 of the 224th Flight Unit left Chkalovsky on 20 September and flew on from"
        " Latakia to Caracas, there by the 25th.",
        "That it was RA-82035, the day, and that it flew without a stop are assumed in this reconstruction.",
    ),
    Fact(
        "Reconstruction, all year: everything around them",
        "That satellite navigation was disturbed around Khmeimim is published (C4ADS, March 2019).",
        "Other aircraft, receivers, winds, the days of disturbance and the digits of callsigns are invented for"
        " this reconstruction.",
    ),
)
