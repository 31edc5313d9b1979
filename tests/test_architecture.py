"""A package imports only what stands before it: data -> geo -> layers -> exports -> ui -> app. Lazy imports count."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["geo", "layers", "exports", "ui", "app"]
SCREENS = {"streamlit"}
MODULES = [path for name in ORDER for path in (ROOT / name).rglob("*.py")] + [ROOT / "app.py"]


def imported_packages(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.split(".")[0] for name in names}


def package_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path: Path) -> None:
    package = package_of(path)
    later = set(ORDER[ORDER.index(package) + 1 :]) | {"scripts", "tests", "benchmarks"}
    assert not imported_packages(path) & later


@pytest.mark.parametrize("path", [path for path in MODULES if package_of(path) in ("geo", "layers")], ids=lambda path: path.stem)
def test_geo_and_layers_know_no_screen(path: Path) -> None:
    assert not imported_packages(path) & SCREENS


def test_app_stays_small() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_the_app_serves_the_map_without_what_only_its_makers_need() -> None:
    # The warm-up may make them in its own time.
    code = "import sys, ui.routes; ui.routes.warm_up = lambda: None; import app; print(*sorted({heavy} & set(sys.modules)))".format(
        heavy={"folium", "matplotlib", "pydeck", "pypinyin", "shapely"}
    )
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
