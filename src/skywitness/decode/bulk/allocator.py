"""Allocator: what one block's columns leave is kept for those of the next."""

import numpy as np

_LARGEST_BYTES = 31 << 20
"""The largest that glibc takes as a measure of what a program uses again (mallopt(3), M_MMAP_THRESHOLD)."""


def keep_freed_memory() -> None:
    """Have the C library keep freed memory of a block's size.

    Otherwise it hands it back to the system after many of the columns and has it anew for the next, a tenth of the
    whole time. It goes by the largest piece that was ever freed; one that is never written to takes no room.
    """
    np.empty(_LARGEST_BYTES, np.uint8)
