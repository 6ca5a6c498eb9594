"""``skywitness case claims``: the table of its commands, one file a command."""

from skywitness.cli.lazy import Command

EXAMPLES = """\
skywitness case claims propose
skywitness case claims list --kind arrival
skywitness case claims export > claims.csv"""

COMMANDS = (
    Command(
        "propose",
        "skywitness.cli.case_claims_propose",
        "Propose the claims of captured texts, for a person to judge.",
    ),
    Command(
        "list", "skywitness.cli.case_claims_list", "List claims: what is said, by whom, and what could test it."
    ),
    Command(
        "show", "skywitness.cli.case_claims_show", "Show a claim with its words in their place, and its history."
    ),
    Command("export", "skywitness.cli.case_claims_export", "Write claims as CSV or JSON."),
    Command("import", "skywitness.cli.case_claims_import", "Add or change claims by a CSV or JSON file."),
)
"""Every command of claims: its name, its module and its sentence in the help."""
