"""House rules of everything but the source, each a function that returns complaints; an empty list is a pass."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

README_LINES = 150
DECISION_LINES = 60
_BUILT = {"build", "dist", "demo-data", "node_modules", "__pycache__", "static"}
_SHOWN_DOTS = {".ci", ".gitignore"}
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_MEASURED = re.compile(r"`([a-z][a-z0-9_]*_(?:deg|ft|kt|fpm|nm|dbfs))`")
_DATE = re.compile(r"^Date: \d{4}-\d\d-\d\d$", re.MULTILINE)
_STATUS = re.compile(r"^Status: (proposed|accepted|superseded by \d{4})$", re.MULTILINE)
# One letter of each stands in brackets, so that this page does not break its own rule.
_REGISTRY = r"p[y]pi\.|p[y]thonhosted|registry\.n[p]mjs|n[p]mjs\.|d[e]bian\.org|crates\.i[o]"
_MACHINE = r"(^|[\s\"'(=:])/(w[o]rk|t[m]p|h[o]me|r[o]ot|U[s]ers|o[p]t)/"
_DIARY = r"\b(this|the|previous|next) s[e]ssion\b|\bi[s]sue #?\d"
_FORBIDDEN = re.compile(f"{_REGISTRY}|{_MACHINE}|{_DIARY}", re.IGNORECASE)
_FREE = re.compile(r"\b(MIT|BSD|0BSD|ISC|PSF|Apache|Zlib)\b", re.IGNORECASE)
_BINDING = re.compile(r"\b[AL]?GPL|General Public|Mozilla|MPL|EUPL|CeCILL|Proprietary|Commercial", re.IGNORECASE)
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(.*)$")
_REQUIRED = re.compile(r"^[A-Za-z0-9._-]+")


def files(root: Path) -> list[Path]:
    """Every file of the tree that is ours: no caches, nothing built."""
    return sorted(path for path in root.rglob("*") if path.is_file() and _ours(path.relative_to(root).parts))


def _ours(parts: tuple[str, ...]) -> bool:
    return not any(part in _BUILT or (part.startswith(".") and part not in _SHOWN_DOTS) for part in parts)


def texts(root: Path, suffix: str = "") -> dict[str, str]:
    """Text of every file of ours with this suffix, by its path in the tree; what is not text is left out."""
    found = {}
    for file in files(root):
        content = file.read_bytes()
        if file.name.endswith(suffix) and b"\0" not in content:
            found[file.relative_to(root).as_posix()] = content.decode("utf-8", "replace")
    return found


def not_for_the_tree(pages: Mapping[str, str]) -> list[str]:
    """Lines with paths of somebody's machine, hosts of package registries, or the story of the work."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in pages.items()
        for number, line in enumerate(text.splitlines(), 1)
        if _FORBIDDEN.search(line)
    ]


def broken_links(root: Path, pages: Mapping[str, str]) -> list[str]:
    """Relative links, and headings after ``#``, that lead nowhere.

    Args:
        root: the tree.
        pages: Markdown by path in the tree.
    """
    return [
        f"{path}: {target}"
        for path, text in pages.items()
        for target in _LINK.findall(_FENCED.sub("", text))
        if not re.match(r"[a-z]+:", target) and not _resolves(root / path, target)
    ]


def _resolves(page: Path, target: str) -> bool:
    place, _, heading = target.partition("#")
    file = (page.parent / place) if place else page
    if not heading:
        return file.exists()
    return file.is_file() and heading in set(_anchors(file.read_text("utf-8")))


def _anchors(text: str) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.*?) *$", _FENCED.sub("", text), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def undated_decisions(pages: Mapping[str, str]) -> list[str]:
    """Decision pages without a date, a status or their number, and ones that are no half-page.

    Args:
        pages: text by file name, for example ``0001-delta-tables.md``.
    """
    complaints = []
    for index, (name, text) in enumerate(sorted(pages.items()), 1):
        wanted = {
            f"name begins with {index:04}-": name.startswith(f"{index:04}-"),
            f"heading begins with {name[:4]}": text.startswith(f"# {name[:4]} "),
            "a line 'Date: YYYY-MM-DD'": bool(_DATE.search(text)),
            "a line 'Status: accepted'": bool(_STATUS.search(text)),
            f"at most {DECISION_LINES} lines beside tables": _prose_lines(text) <= DECISION_LINES,
        }
        complaints += [f"{name}: wanted {what}" for what, holds in wanted.items() if not holds]
    return complaints


def _prose_lines(text: str) -> int:
    return sum(not line.startswith("|") for line in text.splitlines())


def strange_fields(pages: Mapping[str, str], known: Collection[str]) -> list[str]:
    """Names of measured quantities in pages that the source spells otherwise, or not at all."""
    return [
        f"{path}: {name}" for path, text in pages.items() for name in _MEASURED.findall(text) if name not in known
    ]


def listed_fields(page: str) -> dict[str, list[str]]:
    """Names in the first column of each table of a Markdown page, by the heading above it."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in page.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").strip("` ")
        elif row := re.match(r"^\| *`([^`]+)`", line):
            found.setdefault(heading, []).append(row[1])
    return found


def undocumented_commands(names: Collection[str], reference: str, pages: Mapping[str, str]) -> list[str]:
    """Commands that the reference, or no other page, tells how to use.

    Args:
        names: of the commands.
        reference: the generated page of commands.
        pages: other Markdown, by path in the tree.
    """
    told = "\n".join(pages.values())
    missing = [f"{name}: not in the reference" for name in names if not _names(reference, name)]
    return missing + [f"{name}: in no other page" for name in names if not _names(told, name)]


def _names(text: str, command: str) -> bool:
    return re.search(rf"\bskywitness {re.escape(command)}\b(?!-)", text) is not None


def lock_complaints(pyproject: str, lock: str) -> list[str]:
    """Dependencies that the lock lacks, pins twice or pins without a hash.

    Args:
        pyproject: text of ``pyproject.toml``.
        lock: text of ``requirements.lock``.
    """
    table = tomllib.loads(pyproject)
    wanted = [*table["project"]["dependencies"], *table["dependency-groups"]["dev"]]
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock.strip())
    pins = [(match[1].lower(), entry) for entry in entries if (match := _LOCKED.match(entry.splitlines()[0]))]
    names = [name for name, _ in pins]
    absent = [f"{name}: not in the lock" for name in map(requirement_name, wanted) if name not in names]
    twice = [f"{name}: pinned twice" for name in sorted(set(names)) if names.count(name) > 1]
    bare = [f"{name}: no hash" for name, entry in pins if "--hash=sha256:" not in entry]
    return absent + twice + bare


def requirement_name(requirement: str) -> str:
    """Name of the package that a requirement asks for, in lower case."""
    name = _REQUIRED.match(requirement)
    return name[0].lower() if name else ""


def exemptions_without_reason(pyproject: str) -> list[str]:
    """Lines of the lists of lint exemptions that have no comment after the code."""
    return [line.strip() for line in pyproject.splitlines() if re.match(r'^  "[A-Z]+\d+",(?!\s*#\s*\S)', line)]


def forbidding_licences(packages: Mapping[str, str]) -> list[str]:
    """Packages whose words about their licence name no permissive one, or name one that binds the user.

    Args:
        packages: what the metadata say (expression, licence line, classifiers), by name of the package.
    """
    return [
        f"{name}: {words}" for name, words in packages.items() if _BINDING.search(words) or not _FREE.search(words)
    ]
