"""docs/progress-state.md: what the ledger says today of every theme, where sources differ, what was looked for in vain.

The day is that of the newest event, so that the page changes with the ledger and not with the calendar.
"""

from datetime import date
from html import escape

from exports.command import everything
from exports.context import Context
from exports.progress import silent
from exports.report.content import sources
from exports.report.model import Paragraph, Section, Table
from exports.report.overall import states_by_theme
from exports.report.scope import scope_of
from exports.report.summary import confidence_table
from exports.report.works import conflicts, not_found
from geo.plan import load_plan
from geo.progress.standing import ledger_of
from layers.style.catalogue import load_catalogue
from scripts.docs.parts import MADE, table


def newest_day() -> date:
    """The last day from which on anything of the ledger counts."""
    plan = load_plan()
    return max(event.certain_from for item in plan.items for event in ledger_of(plan).of(item.id))


def progress_page() -> str:
    """docs/progress-state.md."""
    plan, catalogue = load_plan(), load_catalogue()
    context = Context(everything(catalogue), plan, catalogue, "zh", silent)
    scope = scope_of(context, district=None, theme=None, day=newest_day())
    counted = (_markdown(states_by_theme(scope)), _markdown(confidence_table(scope)))
    rest = [_section(found) for found in (conflicts(scope), not_found(scope))]
    return f"""\
# 台账现状 · The ledger as it stands

{MADE}

As of {scope.day}: {len(scope.items)} items are followed. What the words mean and how they follow from the events:
[progress.md](progress.md). The same tables, with every work and in English: `python -m exports report`.

## 各主题的状态与可信度 · States and confidence by theme

{chr(10).join(counted)}
{chr(10).join(rest)}
{_section(sources(scope))}"""


def _section(section: Section) -> str:
    parts = [_plain(block.words) if isinstance(block, Paragraph) else _markdown(block) for block in section.blocks]
    return f"## {section.title}\n\n" + "\n\n".join(parts)


def _plain(words: str) -> str:
    """Words of the ledger as they stand: nothing of them becomes markup."""
    return escape(words, quote=False).replace("*", "\\*").replace("_", "\\_").replace("`", "\\`")


def _markdown(block: object) -> str:
    """A table of the report as a table of the page."""
    if not isinstance(block, Table):
        raise TypeError(f"{type(block).__name__} has no place on this page")
    rows = [[_plain(cell).replace("\n", "<br>") for cell in row] for row in block.rows]
    return f"{block.caption}\n\n{table(block.header, rows)}\n"
