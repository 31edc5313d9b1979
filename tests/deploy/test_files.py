"""The files of deploy/: what tools can check of them without the machines they are for."""

import json
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from compose_spec import PyCompose

from serve.guards.guard import MOST_ADDRESS
from serve.limits import MOST_BODY_BYTES, MOST_UPLOAD_BYTES
from tests.conftest import ROOT
from tests.deploy.running import DEPLOY, settings
from tests.documentation import variables, variables_of_streamlit

SERVICE = DEPLOY / "systemd" / "plan-map@.service"
DOCKERFILE = DEPLOY / "docker" / "Dockerfile"
OTHERS = {"FORWARDED_ALLOW_IPS"}
"""uvicorn's"""
PYTHONS = {"PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR"}
"""and matplotlib's"""
LINE = re.compile(r"^([A-Z]+)\s+(.*)$")


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "docker" / "compose.yaml").read_text(encoding="utf-8"))
    return found


def instructions() -> list[tuple[str, str]]:
    """Instruction and what it says, of the Dockerfile; lines that go on are one."""
    text = re.sub(r"\\\n\s*", " ", DOCKERFILE.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [LINE.fullmatch(line.strip()) for line in lines]
    assert all(found), lines
    return [(match[1], match[2]) for match in found if match]


def test_the_service_is_one_that_systemd_takes(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("without systemd-analyze")
    # Only what it starts is looked for where the app is here.
    text = SERVICE.read_text(encoding="utf-8").replace("/opt/plan-map/.venv/bin/streamlit", "/bin/true")
    placed = tmp_path / "plan-map@8501.service"
    placed.write_text(text.replace("/opt/plan-map/docs", str(ROOT / "docs")), encoding="utf-8")
    told = subprocess.run([tool, "verify", "--man=no", str(placed)], capture_output=True, text=True, check=False)
    about_us = [line for line in told.stderr.splitlines() if "plan-map" in line]
    assert (told.returncode, about_us) == (0, [])


def test_the_service_may_do_little() -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("without systemd-analyze")
    command = [tool, "security", "--offline=true", "--threshold=30", str(SERVICE)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-400:]


def test_settings_are_settings() -> None:
    known = {*variables(), *variables_of_streamlit(), *OTHERS}
    service = SERVICE.read_text(encoding="utf-8")
    named = {*settings(), *re.findall(r"\b((?:PLAN_MAP|STREAMLIT)_[A-Z_]+)", DOCKERFILE.read_text(encoding="utf-8"))}
    named |= {*re.findall(r"^Environment=(PLAN_MAP_[A-Z_]+)", service, re.MULTILINE)}
    windows = ElementTree.parse(DEPLOY / "windows" / "plan-map.xml")
    named |= {str(entry.get("name")) for entry in windows.iter("env")} - PYTHONS
    assert named - known == set()


def test_the_windows_service_is_as_winsw_wants_it() -> None:
    """WinSW passes over what it does not know: a word that is wrongly written has no effect and no message."""
    root = ElementTree.parse(DEPLOY / "windows" / "plan-map.xml").getroot()
    assert root.tag == "service"
    assert {child.tag for child in root} == {
        "id", "name", "description", "executable", "arguments", "workingdirectory", "logpath", "env", "serviceaccount",
        "onfailure", "log",
    }  # fmt: skip
    # WinSW takes letters, digits and few signs; the account has no rights over the machine.
    assert re.fullmatch(r"[\w-]+", root.findtext("id") or "")
    assert root.findtext("serviceaccount/username") == r"NT AUTHORITY\LocalService"
    (failure,) = root.iter("onfailure")
    assert failure.attrib["action"] in {"restart", "reboot", "none"}
    assert re.fullmatch(r"\d+ (sec|min|hour|day)s?", failure.attrib["delay"])
    (log,) = root.iter("log")
    assert log.attrib == {"mode": "roll-by-size"} and {child.tag for child in log} == {"sizeThreshold", "keepFiles"}
    assert all(set(entry.attrib) == {"name", "value"} for entry in root.iter("env"))
    # The account writes below ProgramData and nowhere else.
    written = [root.findtext("logpath") or "", *(entry.get("value") or "" for entry in root.iter("env"))]
    assert {path.split("plan-map")[0] for path in written if path.startswith("C:")} == {"C:\\ProgramData\\"}


def test_the_image_has_what_the_app_needs_and_no_more() -> None:
    said = instructions()
    copied = {word for name, rest in said if name == "COPY" and "--from" not in rest for word in rest.split()[:-1]}
    assert all((ROOT / name).exists() for name in copied)
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "scripts", "benchmarks"}
    assert folders | {"data", "app.py", ".streamlit", "requirements.lock"} <= copied
    let_in = (DEPLOY / "docker" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in let_in and all(f"!{name}" in let_in or f"!{name}/config.toml" in let_in for name in copied)


def test_the_image_is_made_with_care() -> None:
    said = instructions()
    bases = [rest.split()[0] for name, rest in said if name == "FROM"]
    assert all(":" in base and not base.endswith(":latest") for base in bases)
    (account,) = re.findall(r"--uid (\d+)", " ".join(rest for _, rest in said))
    assert said.index(("USER", account)) < min(place for place, (name, _) in enumerate(said) if name == "CMD")
    assert any("--require-hashes" in rest for name, rest in said if name == "RUN")
    names = [name for name, _ in said]
    assert "HEALTHCHECK" in names and "ADD" not in names
    assert set(names) <= {
        "FROM", "ARG", "RUN", "COPY", "WORKDIR", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD",
    }  # fmt: skip
    for name, rest in said:
        if name in ("CMD", "VOLUME") or name == "HEALTHCHECK":
            json.loads(rest.partition("CMD ")[2] or rest)


def test_the_images_own_question_is_python_and_finds_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    (rest,) = (rest for name, rest in instructions() if name == "HEALTHCHECK")
    code = json.loads(rest.partition("CMD ")[2])[2]
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda url, timeout: asked.append(url))
    for base in ("", "plan", "/a/b/"):
        monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", base)
        exec(code, {})
    assert asked == [f"http://127.0.0.1:8501{path}/health/ready" for path in ("", "/plan", "/a/b")]


def linted(text: str) -> str:
    """What hadolint finds in a Dockerfile, its shell lines too."""
    tool = Path(sysconfig.get_path("scripts")) / "hadolint"
    return subprocess.run([tool, "--no-color", "-"], input=text, capture_output=True, text=True, check=False).stdout


def test_the_dockerfile_has_no_fault_that_its_linter_knows() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    assert linted(text) == ""
    assert "DL3007" in linted(text.replace("python:3.12-slim-bookworm", "python:latest"))


def test_compose_is_what_its_specification_asks_for() -> None:
    text = (DEPLOY / "docker" / "compose.yaml").read_text(encoding="utf-8")
    PyCompose.from_yaml(text).validate()
    for good, bad in {"read_only: true": "read_onyl: true", "retries: 10": "retries: ten", "memory: 3g": "memory: 3q",
                      "[inside]": "[outside]"}.items():  # fmt: skip
        with pytest.raises(ValueError):
            PyCompose.from_yaml(text.replace(good, bad)).validate()
    for service in compose()["services"].values():
        for other, wanted in service.get("depends_on", {}).items():
            assert other in compose()["services"] and wanted == {"condition": "service_healthy"}


def test_compose_names_files_and_volumes_that_are_there() -> None:
    said, folder = compose(), DEPLOY / "docker"
    app = said["services"]["app"]
    assert (folder / app["build"]["context"] / app["build"]["dockerfile"]).resolve() == DOCKERFILE
    assert (folder / app["env_file"]).resolve() == DEPLOY / "plan-map.env"
    made_by_hand = {"certificates", "secrets"}
    for service in said["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            known = source in said["volumes"] or (folder / source).resolve().exists()
            assert known or Path(source).name in made_by_hand, volume
    # Only nginx is reached from outside, and only its network is believed.
    assert [name for name, service in said["services"].items() if "ports" in service] == ["nginx"]
    (subnet,) = (entry["subnet"] for entry in said["networks"]["inside"]["ipam"]["config"])
    assert app["environment"]["FORWARDED_ALLOW_IPS"] == subnet


def test_nginx_takes_what_the_app_takes() -> None:
    conf = (DEPLOY / "nginx" / "plan-map.conf").read_text(encoding="utf-8")
    sizes = [int(size) * 1_000_000 for size in re.findall(r"client_max_body_size (\d+)m;", conf)]
    assert sizes == [MOST_BODY_BYTES, MOST_UPLOAD_BYTES]
    (line,) = re.findall(r"large_client_header_buffers \d+ (\d+)k;", conf)
    assert int(line) * 1024 > MOST_ADDRESS
