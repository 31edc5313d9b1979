"""What the products' process does with layers that people brought. Plain values in, a file out."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.errors import ExportError
from exports.context import Context
from exports.own.memory import GB, MOST_MEMORY_BYTES, bound_memory, let_pages_first
from exports.own.reading import READINGS
from exports.own.records import proposal_record
from exports.own.taken import write_taken
from exports.own.warming import warm
from geo.messages import Breach
from geo.own.kept import Kept, wish_of
from geo.own.layer import OwnLayer
from geo.own.proposals import keep
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from geo.store.store import Store
from layers.own.document import columns_document, layer_document
from layers.own.style import style_of
from layers.text import Language, text

QUICK = 1
"""level of gzip: documents are made anew with every style"""

Options = Mapping[str, Any]


@contextmanager
def _in_words(file: str) -> Iterator[None]:
    """What is wrong with a file becomes words in the language asked for."""
    try:
        yield
    except OwnError as error:
        raise ExportError("own.refused", said=error.breach) from error
    except MemoryError as error:
        said = Breach(file, "", "own-memory", {"detail": str(MOST_MEMORY_BYTES // GB)})
        raise ExportError("own.refused", said=said) from error


def make_own(context: Context, options: Options, out: Path) -> None:
    """Do what options["do"] says: warm, propose, accept, document, columns or file. Raises ExportError."""
    bound_memory()
    with _in_words(options.get("name", "")):
        DOING[options["do"]](context, options, out)


def _store(options: Options) -> OwnStore:
    """Where the server keeps layers, and in whose name it asks."""
    return OwnStore(Store.heard(options["store"]))


def _propose(context: Context, options: Options, out: Path) -> None:
    context.report(0.1, text("own.reading", context.language, name=options["name"]))
    path = Path(options["path"])
    let_pages_first(path.stat().st_size)
    found = READINGS.of(path, options["name"], context.plan, encoding=options.get("encoding", ""))
    records = [proposal_record(number, entry, context.language) for number, entry in enumerate(found)]
    _write_json(out, {"file": options["name"], "layers": records})


def _warm(context: Context, _options: Options, out: Path) -> None:
    """Load what reading, keeping and drawing need: a first file need not wait."""
    warm(context.plan)
    _write_json(out, {})


def _accept(context: Context, options: Options, out: Path) -> None:
    context.report(0.1, text("own.reading", context.language, name=options["name"]))
    wishes = [replace(wish, style=style_of(wish.style, ()).record()) for wish in map(wish_of, options["wishes"])]
    path, encoding = Path(options["path"]), options.get("encoding", "")
    found = READINGS.of(path, options["name"], context.plan, encoding=encoding, last=True)
    made = keep(path, options["name"], wishes, found, _store(options))
    # Whoever takes a file sees it next: what the browser draws is made of what is at hand.
    write_taken(out, [(kept.id, _drawn_now(layer, kept, context.language)) for kept, layer in made])


def _document(context: Context, options: Options, out: Path) -> None:
    store = _store(options)
    kept = store.get(options["id"])
    out.write_bytes(_drawn(store.load(kept.id), kept, context.language))


def _drawn_now(layer: OwnLayer, kept: Kept, language: Language) -> bytes:
    """The same; nothing where there is no room for it: the layer is kept, and may be drawn when it is asked for."""
    try:
        return _drawn(layer, kept, language)
    except MemoryError:
        return b""


def _drawn(layer: OwnLayer, kept: Kept, language: Language) -> bytes:
    """What the browser draws of a layer, gzipped."""
    content = layer_document(layer, kept, style_of(kept.style, kept.fields), language)
    return gzip.compress(content, QUICK, mtime=0)


def _columns(_context: Context, options: Options, out: Path) -> None:
    out.write_bytes(gzip.compress(columns_document(_store(options).load(options["id"])), QUICK, mtime=0))


def _file(context: Context, options: Options, out: Path) -> None:
    from exports.own.files import write_layer  # noqa: PLC0415 - whoever brings a file does not wait for all formats

    write_layer(
        _store(options).load(options["id"]),
        kind=options["kind"],
        crs=options["crs"],
        language=context.language,
        out=out,
    )


DOING = {
    "warm": _warm,
    "propose": _propose,
    "accept": _accept,
    "document": _document,
    "columns": _columns,
    "file": _file,
}


def _write_json(out: Path, record: Mapping[str, Any]) -> None:
    out.write_text(json.dumps(record, ensure_ascii=False, allow_nan=False), encoding="utf-8")
