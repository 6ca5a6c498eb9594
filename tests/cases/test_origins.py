"""Origins: reports that go back to one beginning are one."""

from skywitness.cases.origins import OriginCounter, Text
from skywitness.model import CaseSource

WIRE = (
    "Two aircraft of the forces landed at the main airport on Saturday carrying a general and nearly one hundred"
    " people, a witness said, and were met by officers of the host."
)


def source(
    name: str, publisher: str, published: str = "2019-03-24", derives_from: tuple[str, ...] = ()
) -> CaseSource:
    return CaseSource(
        name, "article", f"Report {name}", None, None, publisher, [], published, "en", "secondary",
        list(derives_from), None, None, confidential=False,
    )  # fmt: skip


def test_copies_of_one_wire_report_are_one_origin() -> None:
    texts = [
        Text(source("w", "Reuters", "2019-03-23"), WIRE),
        *(Text(source(f"c{n}", f"Paper {n}"), f"Our city. {WIRE} More soon.") for n in range(7)),
        Text(
            source("d", "Daily"), "An unrelated text about the harvest of this year and its price at the market."
        ),
    ]
    found = OriginCounter().count(texts)
    assert found.words == "9 reports, 2 origins"


def test_a_credit_line_names_the_origin() -> None:
    texts = [
        Text(source("a", "One"), "First text about it.", ["Agence France-Presse contributed to this report"]),
        Text(source("b", "Two"), "Another wording of the matter, reported by AFP on Sunday."),
        Text(source("c", "Three"), "A third wording altogether."),
    ]
    found = OriginCounter().count(texts)
    assert found.words == "3 reports, 2 origins"


def test_a_report_may_have_two_origins() -> None:
    texts = [
        Text(source("r", "Reuters"), "The agency's own words on what it saw."),
        Text(source("t", "TASS"), "Quite another account by other people of it."),
        Text(source("p", "Paper", "2019-03-25", ("r", "t")), "A paper's summary."),
    ]
    found = OriginCounter().count(texts)
    assert found.words == "3 reports, 2 origins"
    assert all(len(reports) == 2 for reports in found.roots.values())


def test_reports_that_name_one_another_end() -> None:
    texts = [Text(source("a", "A", derives_from=("b",)), "x"), Text(source("b", "B", derives_from=("a",)), "y")]
    assert OriginCounter().count(texts).reports == 2


def test_no_reports_have_no_origin() -> None:
    assert OriginCounter().count([]).words == "0 reports, 0 origins"
