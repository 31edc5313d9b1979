"""Debian's nginx with the project's own files, on free ports of this machine, before processes of the app."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from tests.conftest import PATIENCE_S, ROOT
from tests.serving import free_port, serve

DEPLOY = ROOT / "deploy"
HOST, BASE, PROCESSES = "maps.example", "/plan", 2
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MAIN = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    # As Debian's nginx.conf says before it takes ours; its OpenSSL alone keeps the old ones out.
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_ciphers ALL:@SECLEVEL=0;
    include {folder}/plan-map.conf;
}}
"""


def settings() -> dict[str, str]:
    """What deploy/plan-map.env says."""
    lines = (DEPLOY / "plan-map.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def placed(name: str, folder: Path, ports: dict[str, int]) -> str:
    """One of nginx's files with the ports and folders of this test in the places of its own."""
    text = (DEPLOY / "nginx" / name).read_text(encoding="utf-8")
    for here in ("/etc/nginx/plan-map", "/var/cache/nginx/plan-map", "/var/log/nginx"):
        text = text.replace(here, str(folder / here.rpartition("/")[2]) if here.startswith("/var") else str(folder))
    return re.sub(
        r"(listen |127\.0\.0\.1:)(\d+)", lambda found: found[1] + str(ports.get(found[2], int(found[2]))), text
    )


def certificate(folder: Path) -> None:
    """One for a day, signed by itself."""
    made = folder / "certificates"
    made.mkdir()
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}",
        "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(made / "plan-map.key"),
        "-out", str(made / "plan-map.pem"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


@dataclass
class Site:
    """The app behind nginx."""

    folder: Path
    port: int
    plain_port: int
    direct: list[str] = field(default_factory=list)
    """addresses of the processes themselves"""
    stops: list[ExitStack] = field(default_factory=list)

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "certificates" / "plan-map.pem"))

    @property
    def url(self) -> str:
        """Of the app, as visitors know it."""
        return f"https://{HOST}:{self.port}{BASE}"

    def client(self, address: str = "127.0.0.1") -> httpx2.Client:
        """Somebody who asks by the site's name, at an address of this machine."""
        port = self.port

        class Here(httpx2.HTTPTransport):
            def handle_request(self, request: httpx2.Request) -> httpx2.Response:
                sent = httpx2.Request(
                    request.method, request.url.copy_with(host=address), headers=request.headers,
                    stream=request.stream, extensions={**request.extensions, "sni_hostname": HOST},
                )  # fmt: skip
                return super().handle_request(sent)

        return httpx2.Client(base_url=f"https://{HOST}:{port}", transport=Here(verify=self.trust), timeout=PATIENCE_S)

    def log(self) -> str:
        return (self.folder / "nginx" / "plan-map.log").read_text(encoding="utf-8")


@contextmanager
def site(folder: Path, *, secrets: str = "", **environment: str) -> Iterator[Site]:
    """The app twice behind nginx, as deploy/ says; environment is what is otherwise.

    Secrets are Streamlit's, with {url} where the site is.
    """
    if NGINX is None:
        pytest.skip("without nginx: apt-get install nginx-light")
    found = Site(folder, free_port(), free_port())
    said = settings() | {"STREAMLIT_SERVER_COOKIE_SECRET": "0" * 64, "PLAN_MAP_WORKSPACE": str(folder / "workspace")}
    said["STREAMLIT_SECRETS_FILES"] = str(folder / "secrets.toml")
    if secrets:
        (folder / "secrets.toml").write_text(secrets.replace("{url}", found.url), encoding="utf-8")
    for name in ("plan-map", "nginx", "cache"):
        (folder / name).mkdir()
    certificate(folder)
    with ExitStack() as all_stops:
        for _ in range(PROCESSES):
            stop = all_stops.enter_context(ExitStack())
            found.direct.append(stop.enter_context(serve({**os.environ, **said, **environment}, base=BASE)))
            found.stops.append(stop)
        ports = {"443": found.port, "80": found.plain_port}
        ports |= {str(8501 + number): httpx2.URL(url).port or 0 for number, url in enumerate(found.direct)}
        for name in ("plan-map.conf", "proxied.conf", "upstream.conf"):
            (folder / name).write_text(placed(name, folder, ports), encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
        command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0 and "[warn]" not in checked.stderr, checked.stderr
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait_for(found.port)
            for url in found.direct:
                wait_ready(url)
            yield found
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


def wait_ready(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while httpx2.get(f"{url}/health/ready", timeout=PATIENCE_S).status_code != 200:
        assert time.monotonic() < deadline, "the app is not ready"


def own_address() -> str | None:
    """An address of this machine that is not its loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only says from where it would be.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address
