"""What both halves know stands once: the document has it, and the types that check the browser's modules are fresh."""

import gzip
import json
from dataclasses import replace

from geo.model import Plan
from geo.progress.standing import standings
from geo.query import FACETS, Filter, matching
from layers.screen.served import served
from layers.style.catalogue import load_catalogue
from layers.view.contract import contract
from layers.view.facets import facet_values
from layers.view.link import PARAMETERS, Vocabulary, decode, encode
from layers.view.state import View
from scripts.contract import FILE, declarations

CATALOGUE = load_catalogue()


def test_the_document_carries_it(plan: Plan) -> None:
    document = json.loads(gzip.decompress(served().plan.gzipped))
    assert document["contract"] == contract(plan, CATALOGUE)


def test_the_browser_s_types_are_those_of_python() -> None:
    assert FILE.read_text(encoding="utf-8") == declarations(), "run: python -m scripts.contract"


def test_every_value_of_every_field_is_in_its_row_and_finds_its_items(plan: Plan) -> None:
    values = facet_values(plan, CATALOGUE)
    assert list(values) == list(FACETS)
    known = standings(plan, None)
    for name, facet in FACETS.items():
        present = {value for item in plan.items for value in facet.values(item, known[item.id])}
        assert present <= set(values[name])
        for value in present:
            found = matching(plan.items, Filter(**{name: frozenset({value})}), lambda: known)
            assert found == [item for item in plan.items if value in facet.values(item, known[item.id])] != []
        slugs = [value.slug for value in values[name].values()]
        assert len(set(slugs)) == len(slugs), name


def test_a_field_that_nobody_put_in_order_has_the_values_of_the_items(plan: Plan) -> None:
    """A field more is one line of Filter: its values are found in the items."""
    odd = replace(FACETS["stage"], name="verb", parameter="verb", field="plan_verb", none="null")
    FACETS["verb"] = odd
    try:
        verbs = facet_values(plan, CATALOGUE)["verb"]
        assert set(verbs) == {item.plan_verb for item in plan.items}
        assert verbs["加快"].label("en") == "加快"
        assert "verb" in [row["name"] for row in contract(plan, CATALOGUE)["facets"]]
    finally:
        del FACETS["verb"]


def test_links_have_the_parameters_of_the_contract_and_no_other(plan: Plan) -> None:
    words = Vocabulary(plan, CATALOGUE)
    full = (
        "page=table&lang=en&ground=dark&base=none&on=ka&op=ka50&own=0123abcd4567&theme=water&cat=airports&stage=start"
        "&state=open&promise=kept&slip=yes&opened=2024&dist=none&col=4&prec=site&kind=line&q=x&tint=progress"
        "&day=2023-06-30&sel=hub-xili&unit=nanshan&at=114,22.5,10&3d=1&sort=name&group=stage&target=text&result=met"
        "&targetsort=-gap&brief=overview&scene=2&ask=ask%3Dnear%26of%3Dsel%253Dhub-xili%26r%3D500&vs=day%3D2023-01-01"
        "&split=side"
    )
    view, dropped = decode(full, words)
    assert dropped == () and view != View()
    assert [part.partition("=")[0] for part in encode(view, words).split("&")] == list(PARAMETERS)
