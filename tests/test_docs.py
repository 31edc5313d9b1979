"""What the documentation names exists, and what exists is documented.

tests/documentation.py tells how names are found.
"""

import re
import tomllib
from pathlib import Path

import pytest

from exports.products import PRODUCTS
from geo.model import Plan
from geo.query import FACETS
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from scripts.docs import writing as generated
from tests.conftest import ROOT
from tests.documentation import (
    PAGES,
    commands,
    complaints_about,
    is_documented,
    link_parameters,
    mentions,
    sources,
    variables,
)  # fmt: skip

INNER = {"exports.worker", "benchmarks.apps.kepler", "benchmarks.apps.without", "benchmarks.brought.peers"}
"""commands that other modules start, not people"""
LINK = re.compile(r"\]\(([^)#\s]+)")
LABEL = re.compile(r"「([^」]+)」")
QUERY = re.compile(r"\?[a-z0-9]+=[^\s\"']*")


def test_what_the_docs_name_exists() -> None:
    found = [mention.missing(what) for mention in mentions() for what in complaints_about(mention.code, mention.page)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_every_option_of_every_command_is_documented() -> None:
    assert not [
        f"{command} {option}"
        for command, options in commands().items()
        for option in sorted(options)
        if not is_documented(option)
    ]


def test_every_command_is_documented() -> None:
    runnable = [
        path.removesuffix(".py").replace("/", ".")
        for path, text in sources().items()
        if '__name__ == "__main__"' in text
    ]
    names = [name.removesuffix(".__main__") for name in runnable if not name.startswith("tests.") and name not in INNER]
    missing = [name for name in names if not is_documented(f"-m {name}")]
    missing += [product for product in PRODUCTS if not is_documented(product)]
    assert not missing


def test_every_variable_is_documented() -> None:
    assert not [name for name in variables() if not is_documented(name)]


def test_every_link_parameter_is_documented() -> None:
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    assert not [name for name in link_parameters() if f"| `{name}` |" not in page]


def test_every_setting_of_streamlit_is_documented() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    names = [f"{section}.{name}" for section, content in settings.items() if section != "theme" for name in content]
    assert not [name for name in names if not is_documented(name)]


def test_links_named_in_the_docs_work(plan: Plan) -> None:
    words = Vocabulary(plan, load_catalogue())
    queries = [
        (mention, query) for mention in mentions() for query in QUERY.findall(mention.code) if "embed" not in query
    ]
    assert queries
    assert not [mention.missing(f"{query} drops") for mention, query in queries if decode(query, words)[1]]


def test_python_reads_the_parameters_that_the_contract_names() -> None:
    assert (
        generated.parameters_of_contract()
        == generated.parameters_of_python()
        >= {facet.parameter for facet in FACETS.values()}
    )


def test_the_manual_names_what_the_app_says() -> None:
    """Words in 「」 stand on the screen: in the wording or in the catalogue."""
    manual = (ROOT / "docs" / "zh" / "使用手册.md").read_text(encoding="utf-8")
    said = "\n".join(re.sub(r"\{\w+\}", "N", text) for path, text in sources().items() if path.endswith(".toml"))
    missing = [label for label in LABEL.findall(manual) if re.sub(r"\d+", "N", label) not in said and label not in said]
    assert LABEL.search(manual) and not missing


@pytest.mark.parametrize("name", generated.PAGES)
def test_generated_pages_are_fresh(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == generated.PAGES[name](), "run: python -m scripts.docs"


def test_it_sees_what_is_wrong() -> None:
    page = ROOT / "README.md"
    for wrong in (
        "ui/nowhere.py", "data/plan/<theme>.csv", "geo.check.nothing", "geo.nowhere", "PLAN_MAP_NOTHING",
        "python -m exports sheet --nothing", "python -m geo.check --paper A4", "--nothing", "?nothing=1",
        "sheet --crs wgs84", "server.nothing", "python -m scripts.nothing",
        "STREAMLIT_SERVER_NOTHING",
    ):  # fmt: skip
        assert list(complaints_about(wrong, page)), wrong
    for right in (
        "app.py", "geo/query.py", "data/plan/<theme>.geojson", "geo.query.Filter", "PLAN_MAP_DATA",
        "python -m exports sheet --paper A4", "--view", "?theme=water&dist=longgang", "server.baseUrlPath",
        "python -m geo.check --lang en", "STREAMLIT_SERVER_PORT",
    ):  # fmt: skip
        assert not list(complaints_about(right, page)), right
