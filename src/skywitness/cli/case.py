"""``skywitness case``: the table of its commands, one file a command."""

from skywitness.cli.lazy import Command

EXAMPLES = """\
skywitness case new "Two aircraft at Caracas"
skywitness case add https://example.org/news/aircraft.html
skywitness case verify"""

COMMANDS = (
    Command("new", "skywitness.cli.case_new", "Begin a case and open it."),
    Command("list", "skywitness.cli.case_list", "List cases; the one that is open is marked."),
    Command("open", "skywitness.cli.case_open", "Open a case: the other commands mean it from now on."),
    Command("add", "skywitness.cli.case_add", "Capture an address, a file or pasted words as they are now."),
    Command("sources", "skywitness.cli.case_sources", "List sources with their captures and what these lack."),
    Command("show", "skywitness.cli.case_show", "Show a capture: what it is, what it says, what it lacks."),
    Command("search", "skywitness.cli.case_search", "Find words in captured texts and in claims."),
    Command("claims", "skywitness.cli.case_claims", "Propose, list, show, export and import what sources claim."),
    Command("queue", "skywitness.cli.case_queue", "Judge proposed claims one by one with single keys."),
    Command("diff", "skywitness.cli.case_diff", "Tell what changed between two captures of a source."),
    Command(
        "forget", "skywitness.cli.case_forget", "Delete the bytes of a capture; what was deleted, and why, stays."
    ),
    Command(
        "stamp", "skywitness.cli.case_stamp", "Have a third party confirm that the case existed at this time."
    ),
    Command("check", "skywitness.cli.case_check", "Hold claims against the record."),
    Command("assess", "skywitness.cli.case_assess", "Propose an assessment of each checked claim."),
    Command("approve", "skywitness.cli.case_approve", "Sign assessments by name."),
    Command("timeline", "skywitness.cli.case_timeline", "List what was observed, reported, earlier, scheduled."),
    Command("origins", "skywitness.cli.case_origins", "Count the origins that the reports go back to."),
    Command("export", "skywitness.cli.case_export", "Write a case as one zip that checks itself."),
    Command("dossier", "skywitness.cli.case_dossier", "Write a page that can be published, and other formats."),
    Command("log", "skywitness.cli.case_log", "Show who did what to a case, and when."),
    Command("verify", "skywitness.cli.case_verify", "Check a case byte for byte, and name what was changed."),
)
"""Every command of cases: its name, its module and its sentence in the help."""
