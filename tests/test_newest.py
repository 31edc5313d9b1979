"""What `python -m scripts.newest` does before it installs anything."""

from pathlib import Path

from scripts.newest import REQUIREMENTS, copy_project, loosened, pinned, take_pydeck
from tests.conftest import ROOT
from web.assets import PYDECK_VERSION

TEXT = "# why\n-r requirements.txt\npydeck==0.9.3\nStreamlit==1.67.0\n"


def test_pins_become_lower_bounds() -> None:
    assert loosened(TEXT) == "# why\n-r requirements.txt\npydeck>=0.9.3\nStreamlit>=1.67.0\n"
    assert loosened(TEXT, ["streamlit"]) == "# why\n-r requirements.txt\npydeck==0.9.3\nStreamlit>=1.67.0\n"


def test_every_requirement_is_pinned() -> None:
    for name in REQUIREMENTS:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert len(pinned("\n".join(lines))) == len(
            [line for line in lines if line and not line.startswith(("#", "-"))]
        )


def test_the_copy_takes_another_pydeck_and_the_project_does_not(tmp_path: Path) -> None:
    copy_project(tmp_path)
    take_pydeck(tmp_path, "99.0")
    changed = [
        path for path in tmp_path.glob("*/*.py") if '\nPYDECK_VERSION = "99.0"\n' in path.read_text(encoding="utf-8")
    ]
    assert len(changed) == 1 and (tmp_path / "app.py").is_file()
    original = ROOT / changed[0].relative_to(tmp_path)
    assert f'PYDECK_VERSION = "{PYDECK_VERSION}"' in original.read_text(encoding="utf-8")
