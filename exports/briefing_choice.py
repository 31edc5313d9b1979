"""Which briefing the command line means: one that ships, one that was saved, or a file."""

import argparse
from pathlib import Path

from exports.briefing import Briefing
from exports.briefing_reading import read_briefings
from exports.briefing_store import BriefingStore, store_folder
from exports.context import Context
from exports.errors import ExportError
from exports.scenes import ResolvedBriefing, resolve, shipped_briefings
from layers.link import Vocabulary


def add_briefing_argument(parser: argparse.ArgumentParser) -> None:
    """The option that slides and kit have besides the common ones."""
    parser.add_argument(
        "--briefing",
        required=True,
        metavar="ID|FILE",
        help="简报编号（如 overview），或简报文件 / id of a briefing (such as overview), or a briefing file",
    )


def chosen_briefing(wanted: str, context: Context) -> ResolvedBriefing:
    """The briefing named, for the context's plan. Raises ExportError naming what there is where it is not found or is empty."""
    vocabulary = Vocabulary(context.plan, context.catalogue)
    path = Path(wanted)
    if path.suffix == ".json" and path.is_file():
        found = resolve(read_briefings(path.read_bytes())[0][0], vocabulary, source="own")
    else:
        found = _named(wanted, vocabulary)
    if not found.scenes:
        raise ExportError("briefing.empty", title=found.briefing.name(context.language))
    return found


def _named(wanted: str, vocabulary: Vocabulary) -> ResolvedBriefing:
    shipped: dict[str, Briefing] = {briefing.id: briefing for briefing in shipped_briefings()}
    if wanted in shipped:
        return resolve(shipped[wanted], vocabulary)
    own = {stored.briefing.id: stored.briefing for stored in BriefingStore(store_folder(), reserved=shipped).listing()[0]}
    if wanted in own:
        return resolve(own[wanted], vocabulary, source="own")
    raise ExportError("briefing.unknown", value=wanted[:80], known=", ".join([*shipped, *own]))
