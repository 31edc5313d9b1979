"""Which briefing the command line means: one that ships, one that was saved, or a file."""

import argparse
from pathlib import Path

from briefing.errors import ExportError
from briefing.model import Briefing
from briefing.reading import read_briefings
from briefing.resolved import ResolvedBriefing, resolve, shipped_briefings
from briefing.store import BriefingStore
from exports.context import Context
from exports.place import read_given
from layers.view.link import Vocabulary


def add_briefing_argument(parser: argparse.ArgumentParser) -> None:
    """The option that slides and kit have besides the common ones."""
    parser.add_argument(
        "--briefing",
        required=True,
        metavar="ID|FILE",
        help="简报编号（如 overview），或简报文件 / id of a briefing (such as overview), or a briefing file",
    )


def chosen_briefing(name: str, context: Context) -> ResolvedBriefing:
    """The briefing named, for the context's plan.

    Raises ExportError naming what there is where it is not found or is empty.
    """
    vocabulary = Vocabulary(context.plan, context.catalogue)
    path = Path(name)
    if path.suffix.lower() == ".json":
        found = resolve(read_briefings(read_given(path))[0][0], vocabulary, source="own")
    else:
        found = _named(name, vocabulary)
    if not found.scenes:
        raise ExportError("briefing.empty", title=found.briefing.name(context.language))
    return found


def _named(name: str, vocabulary: Vocabulary) -> ResolvedBriefing:
    shipped: dict[str, Briefing] = {briefing.id: briefing for briefing in shipped_briefings()}
    if name in shipped:
        return resolve(shipped[name], vocabulary)
    own = {stored.briefing.id: stored.briefing for stored in BriefingStore.present(reserved=shipped).listing()[0]}
    if name in own:
        return resolve(own[name], vocabulary, source="own")
    raise ExportError("briefing.unknown", value=name[:80], known=", ".join([*shipped, *own]))
