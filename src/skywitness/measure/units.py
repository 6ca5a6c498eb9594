"""Units: exact factors between what formats carry and what we keep (ft, kt, ft/min, NM)."""

FT_PER_M = 1 / 0.3048  # international foot, exact
M_PER_NM = 1852.0  # international nautical mile, exact
KT_PER_MPS = 3600 / 1852  # exact
FPM_PER_MPS = 60 / 0.3048  # exact
KT_PER_KMH = 1000 / 1852  # exact
