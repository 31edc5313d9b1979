"""Every product from the command line: python -m exports sheet | atlas | brief | report | data | list | map | …

Exit codes: 0 the file is written, 1 it is not (one line on standard error says why), 2 the command is not understood.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from briefing.errors import ExportError
from exports.command import add_common_arguments, context_of, end_progress
from exports.place import check_ending, check_free, check_place
from exports.progress import Cancelled
from layers.paper.letters.lean import lean_matplotlib
from layers.style.faults import CatalogueError
from layers.text import LANGUAGES, Language, text

PRODUCTS = {
    "sheet": "exports.sheet.make",
    "atlas": "exports.atlas.make",
    "brief": "exports.brief.make",
    "report": "exports.report.make",
    "data": "exports.data.make",
    "list": "exports.data.item_list",
    "ask": "exports.ask.make",
    "map": "exports.folium_map",
    "slides": "exports.slides.make",
    "kit": "exports.kit.make",
}
"""product -> the module that makes it: add_arguments(parser), endings(options), run(options, context)"""
DRAWN = ("sheet", "atlas", "brief", "report", "slides")
"""products that matplotlib is loaded for"""


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    """The command's parser; only the product chosen is imported, for it may take a second."""
    parser = argparse.ArgumentParser(prog="python -m exports", description="成果输出 / Products to take away")
    products = parser.add_subparsers(dest="product", required=True, metavar="|".join(PRODUCTS))
    if chosen in DRAWN:
        lean_matplotlib()
    for name, module in PRODUCTS.items():
        words = " / ".join(text(f"product.{name}", language) for language in LANGUAGES)
        product = products.add_parser(name, help=words, description=words)
        add_common_arguments(product)
        if name == chosen:
            importlib.import_module(module).add_arguments(product)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Make the product that arguments ask for and return the exit code."""
    language: Language = "zh"
    try:
        chosen = next((word for word in arguments if not word.startswith("-")), None)
        options = _parser(chosen).parse_args(arguments)
        language = options.lang or language
        product = importlib.import_module(PRODUCTS[options.product])
        check_place(options.out)
        check_ending(options.out, product.endings(options))
        check_free(options.out, force=options.force)
        context, warnings = context_of(options)
        language = context.language
        for warning in warnings:
            print(text("exports.warning", language, what=warning), file=sys.stderr)
        product.run(options, context)
    except ExportError as error:
        return _failed(error.message(language))
    except CatalogueError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(text("exports.unwritable", language, detail=error.strerror or str(error)))
    except (Cancelled, KeyboardInterrupt):
        return _failed(text("exports.cancelled", language))
    end_progress()
    return 0


def _failed(words: str) -> int:
    end_progress()
    print(" ".join(words.split()), file=sys.stderr)
    return 1
