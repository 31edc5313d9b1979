"""The ledger of progress on the command line: `python -m geo.progress list|add|stale`.

list    the state of every item on a day, or of one item with its events
add     a new event: checked, put in order, written whole or not at all
stale   what rests on evidence older than 18 months, with the searches to repeat

See docs/progress.md. Exit code 0; 1 where something is wrong with what was asked or with the data.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from geo.check import read_source_ids
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.progress import Ledger, load
from geo.progress.adding import Desk, add
from geo.progress.model import CONFIDENCES, EVENT_COLUMNS, EVENTS, GRADES, STATES, Event, ItemState
from geo.progress.words import is_search
from geo.sources import SOURCES_FILE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo.progress", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=("zh", "en"), default="zh")
    shared.add_argument("--data", type=Path, default=DATA, help="data folder (default: the project's)")
    commands = parser.add_subparsers(dest="command", required=True)
    shown = commands.add_parser("list", parents=[shared], help="states on a day")
    shown.add_argument("--item", help="only this item, with its events")
    shown.add_argument("--state", choices=STATES, help="only items in this state")
    stale = commands.add_parser("stale", parents=[shared], help="what to look up again")
    for command in (shown, stale):
        command.add_argument("--day", type=_day, default=date.today(), help="2024-06-30 (default: today)")
    _options_of_add(commands.add_parser("add", parents=[shared], help="a new event"))
    return parser


def _options_of_add(parser: argparse.ArgumentParser) -> None:
    """The columns of an event; the id is made."""
    parser.add_argument("--item", required=True, help="id of the plan")
    parser.add_argument("--event", required=True, choices=EVENTS)
    parser.add_argument("--on", required=True, help="when it happened: 2024, 2024-06 or 2024-06-30")
    parser.add_argument("--part", default="", help="the part that is meant (default: the whole)")
    parser.add_argument("--figure", default="")
    parser.add_argument("--says", required=True, help="what the source says, own words, Chinese")
    parser.add_argument("--says-en", required=True, help="the same in English")
    parser.add_argument("--source", required=True, help="id of data/progress/sources.csv or data/SOURCES.md")
    parser.add_argument("--published", default="", help="when it was said (default: the source's)")
    parser.add_argument("--seen", default="", help="when it was looked at (default: today)")
    parser.add_argument("--grade", default="", choices=GRADES, help="(default: the source's)")
    parser.add_argument("--confidence", required=True, choices=CONFIDENCES)
    parser.add_argument("--conflicts-with", default="", help="ids of events that contradict it")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: 2024-06-30") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line entry. Returns the exit code."""
    options = _parser().parse_args(arguments)
    plan = load_plan(options.data)
    ledger = load(plan.items, data=options.data)
    if options.command == "add":
        return _add(options, plan, ledger)
    for breach in ledger.breaches:
        print(breach.text(options.lang), file=sys.stderr)
    if options.command == "stale":
        lines = list(_stale_lines(plan, ledger, options.day, options.lang))
    elif options.item is not None and options.item not in plan.by_id:
        print(_no_item(options.item, options.lang), file=sys.stderr)
        return 1
    else:
        lines = list(_list_lines(plan, ledger, options))
    print("\n".join(lines))
    return 0


def _no_item(item: str, language: str) -> str:
    remedy = ("没有项目 {}；编号见 docs/items.md", "no item {}; docs/items.md has the ids")
    return remedy[language == "en"].format(item)


def _followed(plan: Plan, ledger: Ledger, day: date) -> Iterator[ItemState]:
    """States of the items that have events, or parts that have, in plan order."""
    states = (ledger.state(item.id, day) for item in plan.items)
    return (found for found in states if ledger.of(found.item) or found.state.name != "unknown")


def _list_lines(plan: Plan, ledger: Ledger, options: argparse.Namespace) -> Iterator[str]:
    states = [ledger.state(options.item, options.day)] if options.item else _followed(plan, ledger, options.day)
    for state in states:
        if options.state in (None, state.state.name):
            yield state_line(state)
    if options.item:
        yield from (event_line(event, options.lang) for event in ledger.of(options.item))


def state_line(found: ItemState) -> str:
    """An item's state in one line; never without how old its evidence is."""
    state = found.state
    notes = [
        f"since {state.since}" if state.since else "",
        f"as of {state.as_of}" if state.as_of else "no evidence",
        state.confidence,
        f"{state.done}/{state.of}" if state.of else "",
        "promise not kept" if found.promise_kept is False else "",
        f"slipped {', '.join(f'{slip.goal} {slip.year} {slip.part}'.strip() for slip in state.slips)}"
        if state.slips
        else "",
        f"looked for {state.looked_for}" if state.looked_for else "",
        f"{len(state.conflicts)} conflicts" if state.conflicts else "",
        "STALE" if state.stale else "",
    ]
    return f"{found.item:34}{state.name:16}{' · '.join(filter(None, notes))}"


def event_line(event: Event, language: str) -> str:
    """An event in one line."""
    says = event.says if language == "zh" else event.says_en
    what = " ".join(filter(None, (event.part, event.figure)))
    cited = f"{event.source} {event.published} {event.id}"
    return f"  {event.on!s:11}{event.event:11}{event.confidence:7}{says} [{what}] {cited}"


def _stale_lines(plan: Plan, ledger: Ledger, day: date, language: str) -> Iterator[str]:
    for found in _followed(plan, ledger, day):
        if found.state.stale:
            yield state_line(found)
            searches = [event for event in ledger.of(found.item) if is_search(event)]
            yield from (event_line(event, language) for event in searches)


def _add(options: argparse.Namespace, plan: Plan, ledger: Ledger) -> int:
    sources, unread = read_source_ids(options.data / "SOURCES.md", SOURCES_FILE)
    cells = {name: getattr(options, name) for name in EVENT_COLUMNS[1:]}
    done = add(cells, Desk(plan, ledger, sources, options.data, date.today()))
    for breach in (*unread, *done.breaches):
        print(breach.text(options.lang), file=sys.stderr)
    if not done.place:
        print({"zh": "没有写入任何内容", "en": "nothing was written"}[options.lang], file=sys.stderr)
        return 1
    print("\n".join([done.place, *done.lines]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
