"""Every lane and every process that makes something for visitors."""

from serve.ask.work import LANE as ASK_LANE
from serve.jobs import LONG_LANE, QUICK_LANE, Lane
from serve.ogc.work import LANE as OGC_LANE
from serve.own.work import LANE as OWN_LANE

LANES: tuple[Lane, ...] = (QUICK_LANE, LONG_LANE, OWN_LANE, ASK_LANE, OGC_LANE)
