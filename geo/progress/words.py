"""What the own words of a row mean to the rule. docs/progress.md says how a row is to be worded.

An announcement names a goal by a verb (开工, 建成 …) and a year, its own where it names none. A mention speaks of works
going on, of preparation only, or of neither.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from geo.progress.model import Event

ASIDE = re.compile(r"（[^（）]*）|未[写见载][^，。；]*")
"""remarks of whoever wrote the row: no goals"""
PREPARES = re.compile(
    "前期|谋划|研究|预可研|纳入|争取|勘察|规划设计|选址|场址|编制|修编|规划线路|规划落地|规划条件|站点|设站|开展设计"
)
"""preparation: neither works nor a day for them"""
OTHER_WORK = re.compile("整备|征拆|土建|五年")
"""ends of something before the work itself, or in no one year"""
INTENDS = re.compile("动词为|规划建设|规划方案|设计|招标|中标|环评|协议|即将|线位")
"""beside PREPARES, in mentions: something is meant to come"""
NEITHER = re.compile("只|未|不是|不等于")
"""the row itself says that it speaks of something else"""
STEP = re.compile(
    r"(?P<year>20\d\d) ?年|(?P<next>明年)"
    r"|(?P<start>开工|动工|开建|启动(?!区|[^，。；]*(?:前期|规划)))"
    r"|(?P<open>建成|通车|投用|开通|竣工|完工|投产|投入运营|启用|贯通|完成)"
)
NOT_NAMED = "正文未点名"
"""figure of a search in a plan's running text: the item is not named there, which says nothing of its progress"""


@dataclass(frozen=True, slots=True)
class Goal:
    """What an announcement promised, and for which year."""

    kind: str
    """start | open"""
    year: int


def goals_of(event: Event) -> tuple[Goal, ...]:
    """The goals that an announcement names, of each kind the latest year: nobody is held to more than was said."""
    return _goals(event.says, event.on.last.year) if event.event == "announced" else ()


@lru_cache(maxsize=4096)
def _goals(says: str, own: int) -> tuple[Goal, ...]:
    text = ASIDE.sub("", says)
    if PREPARES.search(text) or OTHER_WORK.search(text):
        return ()
    latest = dict(sorted(_steps(text, own)))
    return tuple(Goal(kind, year) for kind, year in latest.items())


def _steps(text: str, own: int) -> Iterator[tuple[str, int]]:
    """Kind and year of each verb: the last year that stands before it, else the announcement's own."""
    year = own
    for step in STEP.finditer(text):
        if step["year"]:
            year = int(step["year"])
        elif step["next"]:
            year = own + 1
        else:
            yield step.lastgroup or "", year


@lru_cache(maxsize=4096)
def prepares(says: str) -> bool:
    """Whether words are of preparation only."""
    return PREPARES.search(says) is not None


@lru_cache(maxsize=4096)
def _of_works(says: str) -> bool:
    return not (prepares(says) or INTENDS.search(says) or NEITHER.search(says))


def speaks_of_works(event: Event) -> bool:
    """Whether a mention tells that works go on. One of low confidence does not."""
    return event.event == "mention" and event.confidence != "low" and _of_works(event.says)


def is_search(event: Event) -> bool:
    """Whether a row looked_for is a search for the work itself."""
    return event.event == "looked_for" and event.figure != NOT_NAMED
