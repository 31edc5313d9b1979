"""What the fields of an item and of an event may hold, for forms: as the schemas and the rules have it."""

from typing import Any

from geo.files.schema import allowed
from geo.model import Plan
from geo.progress.bringing import LICENCE
from geo.progress.ledger import load
from geo.progress.model import CONFIDENCES, EVENTS, GRADES
from geo.rules.items import LOCATED_OF_PRECISION, STAGES_OF_VERB, TYPES_OF_LOCATED, UNCERTAINTY_RANGE_M
from geo.sources import load_sources


def choices_of(plan: Plan) -> dict[str, Any]:
    """Lists by field; of verbs their stages, of precisions what they may be said of and how many metres they bear."""
    precisions = allowed("precision")
    register, _ = load_sources(plan.data)
    events = load(plan.items, data=plan.data).sources
    verbs = {verb: sorted(stages) for verb, stages in STAGES_OF_VERB.items()}
    # What is no verb of works belongs to policies.
    verbs |= {item.plan_verb: ["policy"] for item in plan.items if item.plan_verb not in verbs}
    return {
        "verbs": verbs,
        "located": list(TYPES_OF_LOCATED),
        "precisions": {
            name: {
                "located": sorted(LOCATED_OF_PRECISION.get(name, TYPES_OF_LOCATED.keys() - {"citywide"})),
                "metres": UNCERTAINTY_RANGE_M.get(name),
            }
            for name in precisions
        },
        "sources": [{"id": source.id, "title": source.title, "about": source.date} for source in register.values()],
        "register": [
            {"id": source.id, "title": source.title, "about": f"{source.publisher} · {source.published}"}
            for source in events.values()
        ],
        "events": list(EVENTS),
        "confidences": list(reversed(CONFIDENCES)),
        "grades": list(GRADES),
        "licence": LICENCE,
    }
