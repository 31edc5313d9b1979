"""A briefing as a meeting kit: one HTML file that opens from a stick, with no network, and presents.

It holds the app's own browser modules, deck.gl, the plan, the basemap, the plan's text and the briefing. Before it is
written, whatever in it would need the network is looked for (`network_needs`), and the kit is refused while anything
does.
"""

import argparse
import base64
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from briefing.errors import ExportError
from briefing.files import written_whole
from briefing.resolved import ResolvedBriefing
from exports.briefing_choice import add_briefing_argument, chosen_briefing
from exports.context import Context
from exports.kit.parts import KitParts, kit_parts
from layers.text import LANGUAGES, text
from web.imports import IMPORTED, imported

PAGE = Path(__file__).resolve().parent / "page.html"
MAX_BYTES = 15_000_000
PREFIX = "plan-map/"
"""modules import each other by such names in the file"""
PLACE = re.compile(r"\{\{(\w+)\}\}")
ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s"'`)<]*""", re.IGNORECASE)
NO_ADDRESSES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg")
"""names of namespaces: nothing is loaded from them"""
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
LITERAL_REQUESTS = (
    re.compile(r"""\b(?:fetch|new EventSource)\(\s*["'`](?!data:|blob:)([^"'`]*)"""),
    re.compile(r"""\bimport\(\s*["'`](?!\.{1,2}/)([^"'`]*)"""),
    re.compile(r"""\bfrom\s+["'](?!\.{1,2}/)([^"']*)"""),
    re.compile(r"""\b(import\.meta\.url)"""),
    re.compile(r"""\bnew (?:WebSocket|Worker|SharedWorker)\(([^)]*)"""),
    re.compile(r"""\b(?:sendBeacon|importScripts)\(([^)]*)"""),
)
STYLE_REQUESTS = (re.compile(r"@import\s+([^;]+)"), re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]*)"""))
SHOWN = 80
MAX_NAMED = 5


def make_kit(resolved: ResolvedBriefing, context: Context, out: Path) -> None:
    """Write the kit of a briefing to out.

    Raises ExportError where it would need the network or is too large, OSError, Cancelled.
    """
    context.report(0.0, text("kit.gathering", context.language))
    parts = kit_parts(resolved, context)
    context.report(0.5, text("kit.checking", context.language))
    needs = list(network_needs(parts))
    if needs:
        raise ExportError("kit.needsNetwork", count=len(needs), what="; ".join(needs[:MAX_NAMED]))
    content = kit_html(parts, resolved, context).encode()
    if len(content) > MAX_BYTES:
        raise ExportError("kit.tooLarge", size=len(content) / 1e6, limit=MAX_BYTES // 1_000_000)
    context.report(0.9, text("slides.writing", context.language))
    with written_whole(out) as path:
        path.write_bytes(content)
    context.report(1.0, out.name)


def network_needs(parts: KitParts) -> Iterator[str]:
    """Everything in the parts that a browser would fetch from elsewhere: `where: what`.

    deck.gl itself asks for nothing unasked.
    """
    for name, source in parts.modules.items():
        code = COMMENT.sub("", source)
        for pattern in LITERAL_REQUESTS:
            yield from (f"{name}: {found[1][:SHOWN]}" for found in pattern.finditer(code))
        yield from (f"{name}: {address}" for address in _addresses(code))
    for pattern in STYLE_REQUESTS:
        yield from (f"css: {found[1][:SHOWN]}" for found in pattern.finditer(parts.styles))
    yield from (
        f"{where}: {address}" for where, value in _texts(parts.settings, "settings") for address in _addresses(value)
    )
    for name in ("plan", "basemap", "city"):
        layers = json.loads(gzip.decompress(parts.documents[name])).get("layers", [])
        yield from (f"{where}: {address}" for where, value in _texts(layers, name) for address in _addresses(value))


def _addresses(words: str) -> Iterator[str]:
    for found in ADDRESS.finditer(words):
        if not found[0].startswith(NO_ADDRESSES):
            yield found[0][:SHOWN]


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text inside a JSON value, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, where)


def kit_html(parts: KitParts, resolved: ResolvedBriefing, context: Context) -> str:
    """The file's text. Everything that comes from data is escaped for where it stands."""
    language = context.language
    fillings = {
        "language": "zh-CN" if language == "zh" else "en",
        "title": escape(resolved.briefing.name(language)),
        "styles": parts.styles.replace("</", "<\\/"),
        "opening": escape(" · ".join(text("app.loading", name) for name in LANGUAGES)),
        "parts": "\n".join(_part(name, content) for name, content in parts.documents.items()),
        "settings": _json(parts.settings),
        "imports": _json({"imports": {PREFIX + name: _module(name, source) for name, source in parts.modules.items()}}),
        "failed": _json(" · ".join(text("kit.failed", name, detail="{detail}") for name in LANGUAGES)),
    }
    return PLACE.sub(lambda found: fillings[found[1]], PAGE.read_text(encoding="utf-8"))


def _part(name: str, content: bytes) -> str:
    return f'<script type="text/plain" data-part="{name}">{base64.b64encode(content).decode()}</script>'


def _module(name: str, source: str) -> str:
    """A module as an address that holds it; modules at such addresses can import each other by name only."""
    names = iter(imported(name, source))
    renamed = IMPORTED.sub(lambda found: f"{found[1]}{found[2]}{PREFIX}{next(names)}{found[2]}", source)
    return "data:text/javascript;base64," + base64.b64encode(renamed.encode()).decode()


def _json(value: Any) -> str:
    """JSON that cannot end the script it stands in."""
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports kit`."""
    add_briefing_argument(parser)


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (".html", ".htm")


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the kit that the options ask for. Raises ExportError."""
    make_kit(chosen_briefing(options.briefing, context), context, options.out)
