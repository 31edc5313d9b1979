"""Layers that people brought, as scenes name them: by id, with the title that each had when the scene was kept.

A scene holds no features. Where a layer is not at hand, on another machine or deleted, its title says what is missing.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl

from briefing.errors import ExportError
from briefing.model import Briefing, Notice, OwnNamed
from geo.own.ids import ID
from geo.own.kept import MAX_TITLE, Kept, plain_title
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from layers.view.asking import decode_question, own_in
from layers.view.decoding import decode_own
from layers.view.link import MAX_QUERY_LENGTH
from layers.view.state import MOST_OWN

SHOWN = 60


def own_of(raw: object, where: str) -> tuple[OwnNamed, ...]:
    """What a file that anybody may have written says of a scene's layers. Raises ExportError."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise ExportError("briefing.wrongType", where=where, wanted="[…]", value=str(raw)[:SHOWN])
    if len(raw) > MOST_OWN:
        raise ExportError("briefing.tooMany", what=where, count=len(raw), limit=MOST_OWN)
    return tuple(_named(entry, f"{where}[{number}]") for number, entry in enumerate(raw))


def _named(entry: object, where: str) -> OwnNamed:
    record = entry if isinstance(entry, dict) else {}
    identifier, title = record.get("id"), record.get("title", "")
    if not (isinstance(identifier, str) and ID.fullmatch(identifier)):
        raise ExportError("briefing.badId", where=where, value=str(entry)[:SHOWN])
    if not isinstance(title, str):
        raise ExportError("briefing.wrongType", where=f"{where}.title", wanted='"…"', value=str(title)[:SHOWN])
    if len(title) > MAX_TITLE:
        raise ExportError("briefing.tooLong", where=f"{where}.title", count=len(title), limit=MAX_TITLE)
    return OwnNamed(identifier, plain_title(title))


def ids_in(view: str) -> tuple[str, ...]:
    """Ids of the layers that people brought in a link's query string."""
    return decode_own(dict(parse_qsl(view[:MAX_QUERY_LENGTH].lstrip("?"))).get("own"), lambda *_: None)


def versions_in(view: str) -> list[str]:
    """The present version of each of these layers and of those that it asks about; a picture with others is another."""
    values = dict(parse_qsl(view[:MAX_QUERY_LENGTH].lstrip("?")))
    named = (*ids_in(view), *own_in(decode_question(values.get("ask"), lambda *_: None)))
    return [found.version if (found := _kept(name, OwnStore.present())) else "" for name in named]


def named_now(ids: Iterable[str], store: OwnStore | None = None) -> tuple[OwnNamed, ...]:
    """Layers by id with their present titles; those that are not at hand are left out."""
    return tuple(_present(ids, store or OwnStore.present()))


def _present(ids: Iterable[str], store: OwnStore) -> Iterator[OwnNamed]:
    found = (_kept(identifier, store) for identifier in ids)
    return (OwnNamed(kept.id, kept.title) for kept in found if kept)


def _kept(identifier: str, store: OwnStore) -> Kept | None:
    try:
        return store.get(identifier)
    except OwnError:
        return None


def gone_notices(briefing: Briefing, store: OwnStore | None = None) -> list[Notice]:
    """What to say of a briefing that names layers which are not at hand: a notice a scene and layer."""
    ids = {layer.id for scene in briefing.scenes for layer in scene.own}
    present = {layer.id for layer in named_now(ids, store)}
    return [
        Notice("briefing.ownGone", {"scene": scene.title or scene.title_en, "title": layer.title or layer.id})
        for scene in briefing.scenes
        for layer in scene.own
        if layer.id not in present
    ]
