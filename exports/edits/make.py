"""What the process does with changes of the plan. Plain values in, JSON out: what became of it, or why nothing did."""

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from exports.context import Context
from geo.edits.choices import choices_of
from geo.edits.feature import feature_hash
from geo.edits.present import forget_present, present_folder
from geo.edits.proposal import RulesError
from geo.edits.proposals import Proposals
from geo.edits.records import breach_record, proposal_record
from geo.messages import Breach
from geo.store.errors import StoreError
from geo.store.store import Store
from layers.screen.served import served
from layers.text import Language

Options = Mapping[str, Any]
Record = dict[str, Any]


def make_edits(context: Context, options: Options, out: Path) -> None:
    """Do what options["do"] says; options["store"] tells the store and in whose name."""
    if options["do"] in DOCUMENTS:
        DOCUMENTS[options["do"]]()
        out.write_text("{}", encoding="utf-8")
        return
    proposals = Proposals(Store.heard(options["store"]), context.plan)
    try:
        made = DOING[options["do"]](proposals, context, options)
    except RulesError as error:
        made = {"breaches": _texts(error.breaches, context.language, _item_of(options))}
    except StoreError as error:
        made = {"refused": error.code, "words": error.breach.text(context.language)}
    out.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


def _hold() -> None:
    # From the shelf they would come without what the next ones are made with.
    from layers.screen.document import bundle  # noqa: PLC0415 - takes long to import

    bundle(present_folder())


_holding = threading.Thread()


def _warm() -> None:
    """Beside what is asked for meanwhile: whoever types waits for no import."""
    global _holding  # noqa: PLW0603 - one at a time
    if not _holding.is_alive():
        _holding = threading.Thread(target=_hold, name="warming", daemon=True)
        _holding.start()


DOCUMENTS: dict[str, Callable[[], object]] = {"documents": served, "warm": _warm}


def _texts(breaches: list[Breach], language: Language, item: str) -> list[Record]:
    return [dict(breach_record(breach, language, item=item)) for breach in breaches]


def _item_of(options: Options) -> str:
    """Whose form is open, where one is."""
    return str(options.get("item") or options.get("cells", {}).get("item", ""))


def _item(proposals: Proposals, context: Context, options: Options) -> Record:
    file, feature = proposals.present(options["item"])
    found = proposals.listing(about=options["item"])
    return {
        "item": options["item"],
        "file": file,
        "feature": feature,
        "base": feature_hash(feature),
        "proposals": [proposal_record(proposal) for proposal in found],
    }


def _check(proposals: Proposals, context: Context, options: Options) -> Record:
    after, breaches = proposals.check(options["item"], options["feature"], options.get("sources", ()))
    return {"hash": feature_hash(after), "breaches": _texts(breaches, context.language, options["item"])}


def _check_event(proposals: Proposals, context: Context, options: Options) -> Record:
    made = proposals.check_event(options["cells"], options.get("source"))
    breaches = _texts(made.breaches, context.language, _item_of(options))
    return {"cells": made.row, "source": made.source, "breaches": breaches}


def _choices(_proposals: Proposals, context: Context, _options: Options) -> Record:
    return choices_of(context.plan)


def _propose(proposals: Proposals, _context: Context, options: Options) -> Record:
    given, sources = options["feature"], options.get("sources", ())
    made = proposals.propose(options["item"], given, base=options["base"], says=options["says"], sources=sources)
    return {"proposal": proposal_record(made)}


def _propose_event(proposals: Proposals, _context: Context, options: Options) -> Record:
    made = proposals.propose_event(options["cells"], says=options["says"], source=options.get("source"))
    return {"proposal": proposal_record(made)}


def _accept(proposals: Proposals, _context: Context, options: Options) -> Record:
    made = proposals.accept(options["id"], version=options["version"], reason=options["reason"])
    # The documents of the new plan are on the shelf before anybody asks for them.
    forget_present()
    served()
    return {"proposal": proposal_record(made)}


def _refuse(proposals: Proposals, _context: Context, options: Options) -> Record:
    made = proposals.refuse(options["id"], version=options["version"], reason=options["reason"])
    return {"proposal": proposal_record(made)}


def _withdraw(proposals: Proposals, _context: Context, options: Options) -> Record:
    return {
        "proposal": proposal_record(
            proposals.withdraw(options["id"], version=options["version"], anybody=options["anybody"])
        )
    }


DOING: dict[str, Callable[[Proposals, Context, Options], Record]] = {
    "item": _item,
    "check": _check,
    "check-event": _check_event,
    "choices": _choices,
    "propose": _propose,
    "propose-event": _propose_event,
    "accept": _accept,
    "refuse": _refuse,
    "withdraw": _withdraw,
}
