"""``skywitness case queue``: proposals one by one, with the quote in its place in the original."""

import os
import sys
from typing import Annotated

import typer

from skywitness.cases.claims_card import card
from skywitness.cases.claims_review import EDITABLE, KINDS
from skywitness.cli import case_options, options
from skywitness.cli.case_claims_list import one_of
from skywitness.cli.errors import notice, reported
from skywitness.cli.queue_keys import key, lines
from skywitness.cli.queue_run import QueueRun
from skywitness.model import Claim
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case queue
skywitness case queue --testable
printf 'aarq' | skywitness case queue --by "A. Reader\""""

_KEYS = "a accept, e edit, s split, m merge with the next, r reject, n next, u undo, q quit, ? this"
_BOLD = ("\x1b[7m", "\x1b[0m")
_SIGNS = (">>>", "<<<")
_TESTABLE = {"track", "registry", "physics"}


@reported
def run(
    *,
    by: case_options.By,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only proposals of this kind of check.")
    ] = None,
    testable: Annotated[
        bool, typer.Option("--testable", help="Only what tracks, registers or physics could test.")
    ] = False,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Single keys decide; each decision is stored at once under your name, and nothing of the proposal is lost."""
    one_of("--kind", kind, KINDS)
    folder = shelf.find_case(data, case)
    cards = [
        claim
        for claim in folder.current(Claim)
        if claim.review_state == "proposed"
        and kind in {None, claim.kind}
        and (not testable or claim.checkability in _TESTABLE)
    ]
    if not cards:
        notice("no proposals are waiting; `skywitness case claims propose` makes some")
        return
    run_through = QueueRun(folder, by, cards)
    notice(_KEYS)
    while (claim := run_through.card) is not None:
        _show(run_through, claim)
        pressed = key().lower()
        if pressed in {"", "q", "\x03", "\x04"}:
            break
        _press(run_through, claim, pressed)
    waiting = sum(claim.review_state == "proposed" for claim in folder.current(Claim))
    notice(f"{len(run_through.steps)} decided now, {waiting} still waiting")


def _show(run_through: QueueRun, claim: Claim) -> None:
    text = run_through.folder.text_left(claim.spans[0].text_sha256)
    typer.echo(f"\n{run_through.index + 1} of {len(run_through.cards)}")
    typer.echo("\n".join(card(claim, text, _BOLD if _has_colours() else _SIGNS)))


def _has_colours() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb" and "NO_COLOR" not in os.environ


def _press(run_through: QueueRun, claim: Claim, pressed: str) -> None:
    """Do what a key says; a wrong value is named and the card shown again."""
    try:
        _act(run_through, claim, pressed)
    except ValueError as error:
        notice(f"not done: {error}")


def _act(run_through: QueueRun, claim: Claim, pressed: str) -> None:
    if pressed in "ar":
        run_through.decide(claim, "accepted" if pressed == "a" else "rejected")
    elif pressed == "n":
        run_through.index += 1
    elif pressed == "u":
        notice("undone" if run_through.undo() else "nothing to undo")
    elif pressed == "e":
        _edit(run_through, claim)
    elif pressed == "s":
        run_through.split(claim, lines("words of a part, as the text has them; an empty line ends"))
    elif pressed == "m":
        _merge(run_through, claim)
    else:
        notice(_KEYS)


def _edit(run_through: QueueRun, claim: Claim) -> None:
    typed = lines(f"field=value ({', '.join((*EDITABLE, 'speaker', 'quote'))}); an empty line ends")
    pairs = [words.partition("=") for words in typed]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise ValueError(f"{wrong[0]!r} has no =")
    changes = {name.strip(): value.strip() for name, _, value in pairs}
    if changes:
        run_through.edit(claim, changes)


def _merge(run_through: QueueRun, claim: Claim) -> None:
    if run_through.index + 1 >= len(run_through.cards):
        raise ValueError("there is no next claim to merge with")
    run_through.merge(claim, run_through.cards[run_through.index + 1])
