"""Who says what: chains of attribution in sentences of our own."""

import pytest

from made_claims import one, read

SAID = [
    ("Colonel Ada Brandt said that two planes had landed at Nairobi airport", "Ada Brandt", "named"),
    ("Two planes landed at Nairobi airport, Colonel Ada Brandt said", "Ada Brandt", "named"),
    ("Two planes landed at Nairobi airport, said Colonel Ada Brandt, who was on duty", "Ada Brandt", "named"),
    (
        "Two planes landed at Nairobi airport, a spokeswoman for the ministry, Ada Brandt, said on Sunday",
        "Ada Brandt",
        "named",
    ),
    ("According to two airport workers, a cargo plane left on Sunday", "two airport workers", "unnamed_group"),
    (
        "A cargo plane left on Sunday, according to a person close to the crew",
        "a person close to the crew",
        "unnamed_individual",
    ),
    ("An official, who asked not to be named, said a cargo plane left", "An official", "explicitly_unnamed"),
    ("The defence ministry said on Sunday that a cargo plane had left", "The defence ministry", "named_by_role"),
    ("News reports in April that a cargo plane had left caused alarm", "News reports", "unnamed_media"),
    ("Planewatch, a flight-tracking site, showed a cargo plane heading to Nairobi", "Planewatch", "named"),
    ("The army has been accused of flying weapons to Nairobi", "", "agentless"),
    ("A cargo plane was spotted at Nairobi airport", "", "agentless"),
    ("Un carguero aterrizó en Nairobi, informó el coronel Luis Prado", "Luis Prado", "named"),
    (
        "Según una fuente del aeropuerto, un carguero aterrizó en Nairobi",
        "una fuente del aeropuerto",
        "unnamed_individual",
    ),
    ("По словам очевидцев, самолёт сел в Каракасе", "очевидцев", "unnamed_group"),
    ("Самолёт сел в Каракасе, сообщил источник в аэропорту", "источник в аэропорту", "unnamed_individual"),
]


@pytest.mark.parametrize(("sentence", "speaker", "anonymity"), SAID)
def test_speaker_of_a_sentence(sentence: str, speaker: str, anonymity: str) -> None:
    last = one(sentence).attributions[-1]
    assert (last.speaker, last.anonymity) == (speaker, anonymity)


def test_chain_has_everybody_in_order() -> None:
    claim = one('The ministry said Brandt told her counterpart that "nothing has landed"')
    assert [link.speaker for link in claim.attributions] == ["The Example", "The ministry", "Brandt"]
    assert [link.depth for link in claim.attributions] == [0, 1, 2]


def test_a_pronoun_means_who_spoke_before() -> None:
    claims = read("Colonel Ada Brandt said a plane had landed. She said it had brought food.")
    assert claims[-1].attributions[-1].speaker == "Ada Brandt"


def test_a_post_belongs_to_who_posted_it() -> None:
    post = "Ada Brandt (@brandt)\n\nAn Il-76 landed at Nairobi yesterday.\n\nMay 11, 2024"
    text = f"Planes seen\n\nTwo planes came on Sunday.\n\n{post}\n\nNo more is known."
    claim = next(claim for claim in read(text) if claim.spans[0].zone == "embed")
    assert claim.attributions[-1].speaker == "Ada Brandt (@brandt)"
    assert claim.times[0].edtf == "2024-05-10"


def test_a_caption_belongs_to_its_photographer() -> None:
    text = (
        "Planes seen\n\nA cargo plane at Nairobi airport. Photograph: Lee Okello/Wire\n\nNo more is known of it."
    )
    caption = next(claim for claim in read(text) if claim.spans[0].zone == "caption")
    assert caption.attributions[-1].speaker == "Lee Okello/Wire"


def test_authors_own_words_are_the_publications() -> None:
    claim = one("The cargo plane left Nairobi on Sunday")
    assert [link.speaker for link in claim.attributions] == ["The Example"]
    assert claim.quote_kind == "author_voice"
