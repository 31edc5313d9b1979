"""Where things live, and what may know what: by imports, lazy ones too, and paths, in Python and browser modules."""

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from layers.screen.served import served
from layers.view.pages import FORM_PAGES
from ui.pages.orders import ORDERS
from web.imports import imported

ROOT = Path(__file__).resolve().parent.parent
ORDER = ("geo", "layers", "web", "briefing", "exports", "serve", "ui", "app")
"""each knows only those before it"""
RENDERERS = ("screen", "paper", "leaflet")
"""of layers/: each draws what layers/style decides"""
ROOMS = (
    "base",
    "progress",
    "state",
    "gpu",
    "map",
    "labels",
    "city",
    "tiles",
    "draw",
    "ask",
    "compare",
    "panel",
    "own",
    "edit",
    "notes",
    "pages",
    "present",
    "embed",
    "start",
)
"""the browser's, in the same order"""
MOST_FILES = 15
MOST_LINES = 250
MOST_COLUMNS = 120
"""as ruff and Biome count them: a Chinese character takes two, what is said to the tools behind the code none"""
FOR_TOOLS = re.compile(r"\s*# (?:noqa|type:|pragma).*$")
SCREENS = {"streamlit"}
PYTHON = [path for name in ORDER for path in sorted((ROOT / name).rglob("*.py"))] + [ROOT / "app.py"]
SCRIPTS = sorted((ROOT / "web").rglob("*.js"))
CODE = [*PYTHON, *(path for name in ORDER for path in sorted((ROOT / name).rglob("*.js")))]
WRITTEN_PATH = re.compile(r"""["']((?:{})(?:/[\w.-]+)+|(?:{})/?)["']""".format("|".join(ORDER), "|".join(ORDER)))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def breaking(paths: Iterable[Path], rule: Callable[[Path], object]) -> dict[str, object]:
    """Name -> what a rule finds, of the files that break it."""
    return {named(path): found for path in paths if (found := rule(path))}


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def top(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in PYTHON}


@cache
def imports_of(path: Path) -> set[str]:
    """Modules that a Python file imports, lazily or not: the longest name that is one of ours, else the package."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                name if (name := f"{node.module}.{alias.name}") in MODULES else node.module for alias in node.names
            }
    return found


def circles(graph: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Every set of nodes that reach each other."""
    reached: dict[str, set[str]] = {}
    for node in graph:
        seen, open_ends = set(), [node]
        while open_ends:
            for other in graph.get(open_ends.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    open_ends.append(other)
        reached[node] = seen
    yield from ([node, *sorted(reached[node])] for node in graph if node in reached[node])


def imported_upwards(path: Path) -> set[str]:
    later = {*ORDER[ORDER.index(top(path)) + 1 :], "scripts", "tests", "benchmarks"}
    return {name for name in imports_of(path) if name.split(".")[0] in later}


def test_imports_point_downwards() -> None:
    assert breaking(PYTHON, imported_upwards) == {}


def other_renderers(path: Path) -> set[str]:
    others = {f"layers.{name}" for name in RENDERERS if name != path.relative_to(ROOT).parts[1]}
    return {name for name in imports_of(path) if ".".join(name.split(".")[:2]) in others}


def test_no_renderer_knows_another() -> None:
    """What two of them need is a style's: layers/style."""
    files = [path for name in RENDERERS for path in (ROOT / "layers" / name).rglob("*.py")]
    assert len(files) > len(RENDERERS)
    assert breaking(files, other_renderers) == {}


def strings_of(path: Path) -> str:
    """Texts in a Python file that are no docstrings; another file as it stands."""
    if path.suffix != ".py":
        return text_of(path)
    nodes = list(ast.walk(tree_of(path)))
    holders = [node for node in nodes if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    words = {id(node.body[0].value) for node in holders if node.body and isinstance(node.body[0], ast.Expr)}
    constants = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(repr(node.value) for node in constants if id(node) not in words)


def written_upwards(path: Path) -> list[str]:
    later = ORDER[ORDER.index(top(path)) + 1 :]
    return [found for found in WRITTEN_PATH.findall(strings_of(path)) if found.split("/")[0] in later and "/" in found]


def test_paths_point_downwards() -> None:
    assert breaking(CODE, written_upwards) == {}


def test_no_circle_among_python_files() -> None:
    graph = {name: {other for other in imports_of(path) if other in MODULES} for name, path in MODULES.items()}
    assert list(circles(graph)) == []


def test_no_circle_among_browser_modules() -> None:
    graph = {_script(path): set(imported(_script(path), text_of(path))) for path in SCRIPTS}
    assert {other for others in graph.values() for other in others} <= set(graph)
    assert list(circles(graph)) == []


def test_a_circle_is_seen() -> None:
    assert list(circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == [
        ["a", "a", "b", "c"],
        ["b", "a", "b", "c"],
        ["c", "a", "b", "c"],
    ]


def _script(path: Path) -> str:
    return path.relative_to(ROOT / "web").as_posix()


def later_rooms(path: Path) -> list[str]:
    name = _script(path)
    later = ROOMS[ROOMS.index(name.split("/")[0]) + 1 :]
    return [other for other in imported(name, text_of(path)) if other.split("/")[0] in later]


def test_rooms_of_the_browser_point_downwards() -> None:
    assert breaking(SCRIPTS, later_rooms) == {}


def test_only_serve_and_ui_know_streamlit() -> None:
    files = [path for path in PYTHON if top(path) in ("geo", "layers", "web", "briefing", "exports")]
    assert breaking(files, lambda path: {name for name in imports_of(path) if name.split(".")[0] in SCREENS}) == {}


def test_no_folder_of_code_has_too_many_files() -> None:
    folders = (
        {path.parent for path in CODE}
        | {path.parent for name in ("tests", "scripts", "benchmarks") for path in (ROOT / name).rglob("*.py")}
        | {path.parent for path in (ROOT / "web" / "styles").rglob("*.css")}
        | {ROOT / "layers" / "wording"}
    )
    crowded = {
        named(folder): count
        for folder in folders
        if (count := sum(file.is_file() for file in folder.iterdir())) > MOST_FILES
    }
    crowded.pop(".", None)
    assert crowded == {}


def test_no_file_is_too_long() -> None:
    lengths = {named(path): len(text_of(path).splitlines()) for path in CODE}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def columns(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in FOR_TOOLS.sub("", line))


def test_no_line_is_too_long() -> None:
    """In Python and JavaScript; a line of Python that cannot be broken says so by `# noqa: E501`."""
    aside = (ROOT / folder for folder in ("tests", "scripts", "benchmarks"))
    others = [path for folder in aside for end in ("*.py", "*.js") for path in sorted(folder.rglob(end))]
    long = [
        f"{named(path)}:{number}: {columns(line)} columns"
        for path in (*CODE, *others)
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        # A line has no more columns than bytes: most need no count letter by letter.
        if len(line.encode()) > MOST_COLUMNS and columns(line) > MOST_COLUMNS and "noqa: E501" not in line
    ]
    assert long == []


def test_app_stays_small() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_the_app_serves_the_map_without_what_only_its_makers_need() -> None:
    code = "import sys, app; print(*sorted({heavy} & set(sys.modules)))".format(
        heavy={"flask", "folium", "matplotlib", "pydeck", "pygeoapi", "pypinyin", "shapely"}
    )
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ""


# What products are made with. A place is a value of shapely's, whoever counts with it: pages may have that one.
MAKERS = (
    "docx",
    "fiona",
    "folium",
    "geopandas",
    "matplotlib",
    "openpyxl",
    "pandas",
    "pptx",
    "pydeck",
    "pyogrio",
    "pypdf",
    "xlsxwriter",
)
WALK = """
import importlib, sys
from pathlib import Path
for path in sorted(Path("ui").rglob("*.py")):
    importlib.import_module(".".join(path.with_suffix("").parts))
import ui.pictures
from streamlit.testing.v1 import AppTest

def refused(job):
    job.end("failed", error="not drawn here")
    return job

ui.pictures.submit = refused
for query in QUERIES:
    page = AppTest.from_file(str(Path("app.py").resolve()), default_timeout=300)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    for button in page.button:
        if button.key == "briefing-strategy":
            button.click().run()
    for box in page.selectbox:
        if box.key == "data-crs":
            box.set_value("gcj02").run()
    assert not page.exception, page.exception
    print(query, *sorted(set(MAKERS) & set(sys.modules)))
"""


def test_no_page_brings_what_makes_products_into_the_server() -> None:
    queries = [{"page": page} for page in ("map", *FORM_PAGES)] + [
        {"page": "exports", "product": product} for product in ORDERS
    ]
    # Where the shelf has no documents yet the server makes them itself, before anybody asks for a page.
    served()
    code = WALK.replace("QUERIES", repr(queries)).replace("MAKERS", repr(MAKERS))
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [str(query) for query in queries]
