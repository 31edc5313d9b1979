"""No text of a file, a link or a user is Markdown on Streamlit's pages: by every call, and on the pages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from layers.text import TABLE
from tests.conftest import ROOT
from ui.plain import INVISIBLE, WORD_JOINER, css_text, plain, said

# What shows its first argument, or one of these by name, as Markdown.
SHOWN = {
    "button", "caption", "checkbox", "download_button", "error", "expander", "file_uploader", "form_submit_button",
    "header", "info", "link_button", "markdown", "metric", "multiselect", "number_input", "page_link", "pills",
    "popover", "radio", "segmented_control", "select_slider", "selectbox", "slider", "spinner", "status", "subheader",
    "success", "tabs", "text_area", "text_input", "title", "toast", "toggle", "warning",
}  # fmt: skip
SHOWN_BY_NAME = {"label", "body", "help", "text", "icon", "format_func"}
MAX_DEPTH = 9
PAGES = sorted(path for path in (ROOT / "ui").rglob("*.py") if path.name != "__init__.py")


class Unsafe(ast.NodeVisitor):
    """Calls that show something as Markdown that is neither a constant, nor wording, nor made of `plain` and `said`."""

    def __init__(self) -> None:
        self.known: dict[str, list[ast.expr]] = {}
        self.found: list[str] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.known = self.known, {**self.known}
        for inner in ast.walk(node):
            if isinstance(inner, ast.Assign):
                for target, value in _assigned(inner):
                    self.known.setdefault(target, []).append(value)
        self.generic_visit(node)
        self.known = outer

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and (
            node.func.attr in {*SHOWN, "progress"} or ast.unparse(node.func) == "st.write"
        ):
            first = [] if node.func.attr == "progress" else node.args[:1]
            shown = [*first, *(word.value for word in node.keywords if word.arg in SHOWN_BY_NAME)]
            self.found += [f"{node.lineno}: {ast.unparse(entry)}" for entry in shown if not self.safe(entry)]
        self.generic_visit(node)

    def safe(self, entry: ast.expr, *, depth: int = 0) -> bool:
        """Whether an expression's text is Markdown of our own."""
        parts = self.parts(entry)
        return depth < MAX_DEPTH and parts is not None and all(self.safe(part, depth=depth + 1) for part in parts)

    def parts(self, entry: ast.expr) -> list[ast.expr] | None:
        """What an expression is made of, nothing where it is safe by itself; None where nobody knows."""
        made: list[ast.expr] | None = None
        match entry:
            case ast.Constant() | ast.Call(func=ast.Name(id="plain" | "said")) | ast.Name(id="position"):
                made = []
            case ast.JoinedStr():
                made = [part.value for part in entry.values if isinstance(part, ast.FormattedValue)]
            case ast.BinOp(op=ast.Add()):
                made = [entry.left, entry.right]
            case ast.IfExp():
                made = [entry.body, entry.orelse]
            case ast.Lambda():
                made = [entry.body]
            case ast.Call(func=ast.Name(id="text")) if all(self.number(word.value) for word in entry.keywords):
                made = []
            case ast.Call(func=ast.Attribute(attr="join"), args=[ast.GeneratorExp() as each]):
                made = [each.elt]
            case ast.Name():
                made = self.known.get(entry.id)
        return made

    @staticmethod
    def number(value: ast.expr) -> bool:
        """Whether a value of wording is a count."""
        return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("len", "int")


def _assigned(node: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    """Names with the values that they get."""
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value] * len(target.elts)
            yield from (
                (part.id, value) for part, value in zip(target.elts, values, strict=True) if isinstance(part, ast.Name)
            )


def unsafe(source: str) -> list[str]:
    visitor = Unsafe()
    visitor.visit(ast.parse(source))
    return visitor.found


# Choices in a list are no Markdown; in a row of buttons they are wording.
LISTS = re.compile(r"(units|themes|names|extents)\.__getitem__|CHOICES\[key\]\.label")
PASSED_ON = {"ordering.py": {"label", "words"}}
"""arguments of a function of the page's own, whose callers are looked at below"""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_shows_a_text_that_may_be_markdown(path: Path) -> None:
    found = [entry for entry in unsafe(path.read_text(encoding="utf-8")) if not LISTS.search(entry)]
    assert [entry for entry in found if entry.partition(": ")[2] not in PASSED_ON.get(path.name, ())] == []


@pytest.mark.parametrize(
    "code",
    [
        "st.warning(error.message(language))",
        "st.button(text('briefings.entry', language, title=name, count=3))",
        "label = f'{name}'\n    st.download_button(label, b'')",
        "bar.progress(0.5, text=job.what)",
        "st.caption(', '.join(entry.value for entry in dropped))",
        "st.button('x', help=name)",
    ],
)
def test_that_look_finds_what_it_looks_for(code: str) -> None:
    assert unsafe(f"def show(name):\n    {code}\n")


# Everything that Streamlit's Markdown knows; the browser test shows what becomes of it there
# (tests/browser/test_hostile.py).
HOSTILE = [
    "![](http://host/x.png)", "http://host/a", "www.host.cn", "a@host.cn", ":smile:", ":material/home:", ":streamlit:",
    ":red[x]", ":red-background[x]", "$x^2$", "$$x$$", "**b** _i_ ~~s~~ `c`", "[x](http://host)", "<b>x</b>",
    "&lt;b&gt;", "# head", "- list", "+ list", "1. list", "1) list", "> quote", "---", "===", "a -> b", "a -- b",
    "a >= b", "a <-> b", "a ~= b", "| a | b |", "- [x] done", "[^1]", "\\*", "    code", "\\", "{{7*7}}", "::: x",
]  # fmt: skip


def as_shown(markdown: str) -> str:
    """What words that went through `plain` show: the sign after each backslash."""
    return re.sub(r"\\(.)", r"\1", markdown).replace(WORD_JOINER, "")


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words(words: str) -> None:
    made = plain(words)
    assert as_shown(made) == words.strip()
    bare = re.sub(r"\\.", "", made)
    assert not re.search(r"[`*_{}\[\]()<>!|~$:^&#]|^[-+]|^\d+\.", bare)
    # In the text as it is shown nothing is left that later steps look for.
    finished = re.sub(r"\\(.)", r"\1", made)
    assert not re.search(r"https?://|www\.|:[\w+-]+:|:material/|\w@\w|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", finished)


def test_lines_stay_lines_and_marks_without_a_width_are_left_out() -> None:
    assert plain("a\n\n    b\r\n1. c\u2028d") == "a  \nb  \n1\\. c  \nd"
    assert plain("\u202eab\u2066c\x00\ud800") == "abc"
    assert not INVISIBLE.search(plain("".join(map(chr, range(0x3000)))).replace("\n", ""))


def test_values_in_wording_stay_words() -> None:
    assert said("briefings.entry", "zh", title="*a*", count=3) == TABLE["briefings.entry"][0].format(
        title="\\*a\\*", count=3
    )


@pytest.mark.parametrize(
    "words",
    [
        '"; } * { background: url(http://host.invalid/x) } "',
        "</style><img src=x onerror=alert(1)>",
        "\\22 \\",
        "选择文件\n",
    ],
)
def test_words_in_css_end_nothing(words: str) -> None:
    made = css_text(words)
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', made)
    parts = re.findall(r"\\([0-9a-f]+) |(.)", made[1:-1])
    assert "".join(chr(int(code, 16)) if code else letter for code, letter in parts) == words
