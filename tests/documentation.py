"""What the documentation names, and whether it exists: paths, modules, constants, options, variables, links.

Looked at: code spans and code blocks of README, CONTRIBUTING and docs/. A name that is not ours (another program's
variable, a file inside a product) stands in FOREIGN.
"""

import ast
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from streamlit import config

from exports.products import PRODUCTS, _parser
from scripts.docs import writing as generated
from tests.conftest import ROOT

PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "scripts" / "README.md", *(ROOT / "docs").rglob("*.md")]
)
PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"app"}
SOURCE_SUFFIXES = (".py", ".js", ".css", ".toml", ".md", ".json", ".geojson", ".html", ".png")
FOREIGN = {
    # in every package index and proxy
    "PIP_INDEX_URL", "PIP_TRUSTED_HOST", "--proxy", "--cert", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY",
    "--require-hashes",
    # Python, git, Streamlit, deck.gl
    "PYTHONPATH", "HOST_CONFIG", "postMessage", "matchMedia", "--bbox", "--maxzoom",
    # files in a product, or of another package
    "fields.csv", "sources.csv", "evidence.csv", "README.txt", "plan_unplaced.dbf", "index.html",
    "nbextension/static/index.js", "static/index.html", "weekly.json", "pip.conf", "config.toml",
}  # fmt: skip
FOREIGN_PARAMETERS = {"embed"}
PLACEHOLDER = re.compile(r"<[^<>]*>|…|\*+")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`]+)`")
WORD = re.compile(r"[^\s|(),;\"'“”]+")
PATH = re.compile(r"(?:\.{1,2}/)?[\w.<>*…-]+(?:/[\w.<>*…-]+)*/?")
WRITTEN = re.compile(r"--out \S+")
DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+")
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+[A-Z]\w*")
OPTION = re.compile(r"(?<![\w-])--[a-z][\w.-]*")
PARAMETER = re.compile(r"(?<![\w.])(?:[?&])([a-z0-9]+)=")
COMMAND = re.compile(rf"-m ((?:{'|'.join(sorted(PACKAGES))})[\w.]*)(.*)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of code in a page of the documentation."""

    page: Path
    code: str

    def missing(self, what: str) -> str:
        return f"{self.page.relative_to(ROOT)}: {what} in “{self.code[:60]}”"


@cache
def mentions() -> tuple[Mention, ...]:
    return tuple(Mention(page, code) for page in PAGES for code in codes(page.read_text(encoding="utf-8")))


def codes(page: str) -> Iterator[str]:
    """Code spans, each on one line, and the lines of code blocks."""
    for fence in FENCE.findall(page):
        yield from fence.splitlines()[1:-1]
    for span in SPAN.findall(FENCE.sub("", page)):
        yield " ".join(span.split())


@cache
def sources() -> dict[str, str]:
    """Path from the root -> text, of everything that is written by hand and not documentation."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for folder in sorted(PACKAGES - {"app"})
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".toml") and path.name not in ("documentation.py", "test_docs.py")
    } | {name: (ROOT / name).read_text(encoding="utf-8") for name in ("app.py", ".streamlit/config.toml")}


@cache
def files() -> frozenset[str]:
    """Everything in the project, as a path from its root; what git leaves out is not looked at."""
    found = set()
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name != ".git" and name not in made_at_run_time() and not name.endswith("_cache")
        ]
        found |= {(Path(folder) / name).relative_to(ROOT).as_posix() for name in (*folders, *names)}
    return frozenset(found)


@cache
def made_at_run_time() -> frozenset[str]:
    """Folders that git leaves out: made by the app or by the README's commands."""
    return frozenset(line.strip().strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())


def exists(name: str, page: Path) -> bool:
    """Whether a path named in a page is there: from the root, beside the page, or, without a folder, anywhere.

    `<…>` and * stand for any.
    """
    name = name.removeprefix("./").rstrip("/")
    if name.split("/")[0] in made_at_run_time() or name in FOREIGN:
        return True
    beside = (page.parent / name).resolve()
    if not PLACEHOLDER.search(name):
        return (
            name in files()
            or beside.exists()
            or ("/" not in name and any(path.endswith("/" + name) for path in files()))
        )
    pattern = re.compile("(?:.*/)?" + "[^/]*".join(map(re.escape, PLACEHOLDER.split(name))))
    return any(map(pattern.fullmatch, files()))


def is_path(word: str) -> bool:
    if "://" in word or word.startswith(("-", "/")) or not PATH.fullmatch(word):
        return False
    top = word.removeprefix("./").split("/")[0]
    return word.endswith(SOURCE_SUFFIXES) or (
        "/" in word and (top in PACKAGES or top in {*files(), *made_at_run_time()})
    )


@cache
def python_names(module: str) -> frozenset[str] | None:
    """Names that a module of ours defines; None where there is no such module."""
    path = ROOT / (module.replace(".", "/") + ".py")
    path = path if path.is_file() else ROOT / module.replace(".", "/") / "__init__.py"
    if not path.is_file():
        return None
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    defined = [
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    ]
    return frozenset([*defined, *(node.id for node in targets)])


def dotted_exists(name: str) -> bool:
    """Whether `package.module.name` is a module of ours, or a name in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        names = python_names(".".join(parts[:length]))
        if names is not None:
            return length == len(parts) or parts[length] in names
    return (ROOT / name.replace(".", "/")).is_dir()


@cache
def options_of(module: str) -> frozenset[str]:
    """The options that a module adds to a parser."""
    text = sources().get(module.replace(".", "/") + ".py", "")
    nodes = ast.walk(ast.parse(text)) if "add_argument" in text else []
    calls = [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument"]
    names = {str(argument.value) for call in calls for argument in call.args if isinstance(argument, ast.Constant)}
    return frozenset(name for name in names if name.startswith("--"))


@cache
def product_options(product: str) -> frozenset[str]:
    usage = next(action.choices for action in _parser(product)._actions if action.dest == "product")
    assert isinstance(usage, dict)
    return frozenset(name for name in usage[product]._option_string_actions if name.startswith("--"))


@cache
def commands() -> dict[str, frozenset[str]]:
    """Command -> its own options: every module that adds arguments, and every product of `exports`."""
    modules = [
        path.removesuffix(".py").replace("/", ".")
        for path in sources()
        if path.endswith(".py") and not path.startswith("tests/")
    ]
    found = {
        module.removesuffix(".__main__"): options_of(module)
        for module in modules
        if options_of(module) and not module.startswith("exports.")
    }
    return found | {f"exports {product}": product_options(product) for product in PRODUCTS}


@cache
def streamlit_options() -> frozenset[str]:
    return frozenset(config.get_config_options(force_reparse=False))


@cache
def streamlit_sections() -> frozenset[str]:
    return frozenset(option.rpartition(".")[0] for option in streamlit_options())


def known_options(code: str) -> frozenset[str]:
    """The options that a piece of code may name: those of its command; those of any where it names none."""
    command = COMMAND.search(code)
    words = command[2].split() if command else code.split()
    product = (
        next((word for word in words if not word.startswith("-")), "") if not command or command[1] == "exports" else ""
    )
    chosen = [frozenset({"--help"}), *(product_options(name) for name in product.split("|") if name in PRODUCTS)]
    if command and command[1] != "exports":
        chosen.append(commands().get(command[1], frozenset()))
    if len(chosen) == 1 and (not command or product.startswith("<")):
        chosen += commands().values()
    return frozenset().union(*chosen)


def complaints_about(code: str, page: Path) -> Iterator[str]:
    """Whatever a piece of code names that is not there."""
    for word in (word.lstrip(":=[]{}$").rstrip(".:=[]{}") for word in WORD.findall(WRITTEN.sub("", code))):
        if is_path(word):
            if not exists(word, page):
                yield f"no path {word}"
        elif DOTTED.fullmatch(word) and word.split(".")[0] in PACKAGES and not dotted_exists(word):
            yield f"no module or name {word}"
        elif CONSTANT.fullmatch(word) and word not in FOREIGN and not is_known_constant(word):
            yield f"no name {word}"
        elif is_setting(word) and word not in streamlit_options() and not dotted_exists(word):
            yield f"no option of Streamlit {word}"
    yield from option_complaints(code)
    for name in PARAMETER.findall(code):
        if name not in link_parameters() | FOREIGN_PARAMETERS:
            yield f"no link parameter {name}"


def is_setting(word: str) -> bool:
    """Whether a word looks like a setting of Streamlit: section.name."""
    section, _, name = word.partition(".")
    return name.isidentifier() and section in streamlit_sections() and word not in streamlit_sections()


@cache
def words_of_sources() -> frozenset[str]:
    return frozenset(word for text in sources().values() for word in re.findall(r"\w+", text))


@cache
def variables_of_streamlit() -> frozenset[str]:
    return frozenset(
        "STREAMLIT_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.replace(".", "_")).upper()
        for name in streamlit_options()
    )


def is_known_constant(name: str) -> bool:
    return name in words_of_sources() or name in variables_of_streamlit()


def option_complaints(code: str) -> Iterator[str]:
    for command in re.split(r" && |; ", code):
        ours = COMMAND.search(command)
        if ours and not (dotted_exists(ours[1]) and find_spec(ours[1])):
            yield f"no command {ours[1]}"
        if ours or command.startswith("--") or command.split(" ")[0] in PRODUCTS or "streamlit run" in command:
            for option in OPTION.findall(command):
                known = (
                    option in known_options(command)
                    or option.removeprefix("--") in streamlit_options()
                    or option in FOREIGN
                )
                if not known:
                    yield f"no option {option}"


@cache
def link_parameters() -> frozenset[str]:
    return frozenset(generated.parameters_of_python() | generated.parameters_of_contract())


@cache
def documented() -> str:
    return "\n".join(mention.code for mention in mentions())


def is_documented(name: str) -> bool:
    """Whether a name stands in a code span or block of any page."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", documented()) is not None


def variables() -> Iterable[str]:
    return sorted({name for text in sources().values() for name in re.findall(r"PLAN_MAP_[A-Z_]+\b", text)})
