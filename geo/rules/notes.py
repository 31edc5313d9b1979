"""What a note must not say: how things stand. The ledger of progress has that, with its source and its day."""

import re
from collections.abc import Iterable, Iterator

from geo.facts import facts
from geo.messages import Breach
from geo.model import Item
from geo.progress import Ledger

STATES_IT = re.compile(r"(?:^|。)\s*(?:现状|实际(?:状态|进展|进度)?(?:（[^）]*）)?)[:：]")
"""a sentence that says so of itself"""
DATED = re.compile(
    r"(20\d\d(?:-\d\d(?:-\d\d)?)?)年?[^。；，、：]{0,8}?(?:开通|开工|动工|通车|启用|投用|投运|开港|竣工|完工|建成)"
)
"""a date of what can only be an event"""
SHOWN = 40


def note_breaches(items: Iterable[Item], ledger: Ledger) -> Iterator[Breach]:
    """Notes that say how things stand, or date an event of the plan's years that no row of the ledger has.

    A plan without a ledger may say it where it can.
    """
    if not ledger.events:
        return
    known = {str(event.on) for event in ledger.events}
    first = str(facts().period[0].year)
    for item in items:
        if found := STATES_IT.search(item.note):
            value = item.note[found.start() :].lstrip("。")[:SHOWN]
            yield Breach(item.file, item.id, "note-states", {"value": value})
        for found in DATED.finditer(item.note):
            if found[1][:4] >= first and not any(on.startswith(found[1]) for on in known):
                yield Breach(item.file, item.id, "note-dates", {"value": found[0][:SHOWN]})
