"""What every command shares: the view it is made of, where the file goes, how far it is."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from briefing.errors import ExportError
from exports.context import Context
from exports.place import SHOWN, read_given
from exports.progress import Report, silent
from geo.own.ids import ID, PREFIX
from geo.query import clean_text
from layers.own.words import missing_words
from layers.screen.present import present_plan
from layers.style.catalogue import Catalogue, load_catalogue
from layers.text import LANGUAGES, Language
from layers.view.link import PARAMETERS, PRODUCT_PARAMETERS, Dropped, Vocabulary, decode, parameters_of
from layers.view.state import MOST_OWN, View

MAX_VIEW_BYTES = 100_000
BAR_LINE = 78


def add_common_arguments(parser: argparse.ArgumentParser) -> None:
    """Options that every product has."""
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="成果文件 / the file to write")
    parser.add_argument(
        "--force", action="store_true", help="文件已存在也替换 / replace the file if it is there already"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="语言，缺省随链接，否则中文 / language: the link's, else Chinese"
    )
    parser.add_argument(
        "--view",
        metavar="LINK|FILE",
        help="分享链接，或存有链接的文件；缺省为全部 / a share link, or a file that holds one; everything by default",
    )


def add_own_argument(parser: argparse.ArgumentParser) -> None:
    """The option of products that show or hold layers that people brought."""
    parser.add_argument(
        "--own",
        nargs="+",
        type=_own_id,
        default=[],
        metavar="ID",
        help="自有图层编号，最上面的在前；加在链接所有的之上 / ids of own layers, the topmost first, above the link's",
    )


def _own_id(written: str) -> str:
    identifier = written if written.startswith(PREFIX) else PREFIX + written
    if not ID.fullmatch(identifier):
        raise argparse.ArgumentTypeError(f"{written[:40]}: {PREFIX}0123456789ab")
    return identifier


def everything(catalogue: Catalogue) -> View:
    """The view of the whole plan: every layer on, nothing filtered."""
    return View(layers=frozenset(layer.id for layer in catalogue.layers))


def wanted_view(given: str | None, words: Vocabulary) -> tuple[View, tuple[Dropped, ...]]:
    """The view that --view names, and what of it was dropped. Raises ExportError where it is neither link nor file."""
    if given is None:
        return everything(words.catalogue), ()
    path = Path(given)
    if _is_file(path):
        try:
            lines = read_given(path)[:MAX_VIEW_BYTES].decode("utf-8-sig").split()
        except UnicodeDecodeError as error:
            raise ExportError("exports.noview", name=path.name) from error
        # The last word: a browser's shortcut file (.url) says more before it.
        given = lines[-1] if lines else ""
    if given and "=" not in given and "?" not in given and "://" not in given:
        raise ExportError("exports.noview", name=given[:80])
    view, dropped = decode(given, words)
    return view, (*unknown_parameters(given), *dropped)


def unknown_parameters(link: str) -> tuple[Dropped, ...]:
    """Parameters of a link that mean nothing here; an address without a question mark has none."""
    if "://" in link and "?" not in link:
        return ()
    known = (*PARAMETERS, *PRODUCT_PARAMETERS)
    return tuple(
        Dropped(clean_text(name)[:SHOWN], clean_text(value)[:SHOWN])
        for name, value in parameters_of(link).items()
        if name not in known
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a link is longer than any file's name
        return False


def context_of(options: argparse.Namespace) -> tuple[Context, list[str]]:
    """What the options ask for, and warnings: parts of the link that no longer exist, problems in the data."""
    catalogue = load_catalogue()
    plan, undrawable = present_plan()
    view, dropped = wanted_view(options.view, Vocabulary(plan, catalogue))
    view = replace(view, own=tuple(dict.fromkeys((*getattr(options, "own", ()), *view.own)))[:MOST_OWN])
    language: Language = options.lang or ("en" if view.language == "en" else "zh")
    warnings = [f"--view: {entry.parameter}={entry.value}" for entry in dropped]
    warnings += [breach.text(language) for breach in (*plan.breaches, *undrawable)]
    context = Context(view, plan, catalogue, language, progress())
    return context, [*warnings, *(missing_words(gone, language) for gone in context.workspace.gone(view.own))]


def progress() -> Report:
    """Progress on standard error where somebody watches."""
    if not sys.stderr.isatty():
        return silent

    def report(share: float, what: str) -> None:
        sys.stderr.write(f"\r\x1b[K{share:4.0%} {what[:BAR_LINE]}")
        sys.stderr.flush()

    return report


def end_progress() -> None:
    """Leave the line of progress, so that the next words start on their own."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
