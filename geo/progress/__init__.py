"""What became of the works: a ledger of dated events with their sources, and the state that follows by rule.

`load(items)` gives a Ledger; `ledger.of(item)` its events; `ledger.state(item, day)` what is known of it on a day.
"""

from geo.progress.ledger import Ledger, load

__all__ = ["Ledger", "load"]
