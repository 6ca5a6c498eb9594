"""Chain: of pieces that cannot all be true, the chain of mutually reachable ones that most positions support."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
Ease = Callable[[Rows, Rows], Floats]
"""Takes rows and later rows, arrays of one shape; tells how easily each is reached, from 0 (not at all) to 1."""

_LOOK_BACK = 64
_SILENCE_S = 60.0
_MOST_USED = 0.5
_BLOCK = 4096  # pieces weighed at a time, so that memory stays bounded


def outside_chain(used: Floats, seconds: Floats, ease: Ease, most_used: float = _MOST_USED) -> NDArray[np.bool_]:
    """True for each row outside the best chain of pieces; shape (n,).

    The rows are cut at every step that is not plainly honest: one that uses much of what is possible, and any
    after a silence of a minute, after which nearly everything is possible. An error that can just be reached must
    not take with it what lies before or behind.

    A piece is joined to one of the 64 before it, or to the end of the best chain before those: however long a
    stretch of errors, the true path goes on behind it. Of chains with as many rows the easier one is taken, then
    the earlier.

    Args:
        used: share of what is possible that each step between neighbours uses, shape (n - 1,).
        seconds: between neighbouring rows, shape (n - 1,).
        ease: how easily one row is reached from another.
        most_used: share above which a step is cut.
    """
    cuts = (used > most_used) | (seconds > _SILENCE_S)
    count = len(cuts) + 1
    starts = np.flatnonzero(np.concatenate(([True], cuts)))
    ends = np.append(starts[1:], count) - 1
    outside = np.ones(count, np.bool_)
    for piece in _best(ends - starts + 1, starts, ends, ease):
        outside[starts[piece] : ends[piece] + 1] = False
    return outside


def _best(sizes: Rows, starts: Rows, ends: Rows, ease: Ease) -> list[int]:
    best = sizes.astype(np.float64)
    previous = np.full(len(best), -1, np.int64)
    champion, most = 0, float(best[0])
    for piece, eases in _windows(starts, ends, ease):
        low = max(piece - _LOOK_BACK, 0)
        if low > 0 and (support := float(best[low - 1])) > most:
            champion, most = low - 1, support
        supports = best[low:piece] + eases[_LOOK_BACK - (piece - low) :]
        joined = int(supports.argmax())
        support = float(supports[joined])
        joined += low
        if low > champion and most > support and ease(ends[[champion]], starts[[piece]])[0] > 0:
            joined, support = champion, most
        if support > 0:
            best[piece] += support
            previous[piece] = joined
    chain, piece = [], int(np.argmax(best))
    while piece >= 0:
        chain.append(piece)
        piece = int(previous[piece])
    return chain


def _windows(starts: Rows, ends: Rows, ease: Ease) -> Iterator[tuple[int, Floats]]:
    """Each piece but the first, and how easily it follows each of the 64 before it, earliest first.

    Where it cannot follow at all the ease is -inf, so that no support makes up for it.
    """
    back = np.arange(-_LOOK_BACK, 0)
    for first in range(1, len(starts), _BLOCK):
        later = np.arange(first, min(first + _BLOCK, len(starts)))
        earlier = later[:, None] + back
        eases = ease(ends[np.maximum(earlier, 0)], np.broadcast_to(starts[later][:, None], earlier.shape))
        yield from zip(later.tolist(), np.where((earlier >= 0) & (eases > 0), eases, -np.inf), strict=True)


def eased(used: Floats) -> Floats:
    """Ease from the share of what is possible that a step uses: over 1 it is 0, and else 1 less the share."""
    return np.where(used <= 1, np.maximum(1 - used, 1e-6), 0.0)
