"""An app where persons sign in, with a real OpenID Connect provider beside it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import oidc_provider_mock

from geo.store.people import People
from geo.store.person import Person, Role
from geo.store.store import Store
from tests.conftest import PATIENCE_S, ROOT
from tests.serving import free_port, serve

SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "a secret of the tests that is long enough for its signature"
client_id = "plan-map"
client_secret = "hush"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


class App:
    """An app where persons sign in."""

    def __init__(self, url: str, provider: str, folder: Path) -> None:
        self.url, self.provider, self.folder = url, provider, folder

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, follow_redirects=False, timeout=60)

    def signed_in(self, subject: str, client: httpx.Client | None = None) -> httpx.Client:
        """A browser in which somebody has signed in; client is one that is there already."""
        said = {"name": subject, "email": f"{subject}@example.cn"}
        httpx.put(f"{self.provider}/users/{subject}", json=said)
        client = client or self.client()
        to_login = client.get("/sign-in")
        assert to_login.status_code == 303
        to_provider = client.get(f"/{to_login.headers['location']}")
        allowed = httpx.post(to_provider.headers["location"], data={"sub": subject})
        back = client.get(allowed.headers["location"])
        assert back.headers["location"].rstrip("/") in ("", self.url)
        # Whoever has signed in is known with what they ask for first.
        client.get("/early.json")
        return client

    @property
    def people(self) -> People:
        return People(Store.in_folder(self.folder))

    def known(self, subject: str) -> Person:
        """Somebody who has signed in."""
        return next(person for person in self.people.listing() if person.name == subject)

    def role(self, subject: str, role: Role) -> None:
        """Give a role, as another process of the office does."""
        self.people.give_role(self.known(subject).id, role)

    def command(self, subject: str, does: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Do something about somebody, as whoever runs the server does first."""
        return subprocess.run(
            [sys.executable, "-m", "geo.store", does, self.known(subject).id, *options, "--lang", "en"],
            cwd=ROOT, env={**os.environ, "PLAN_MAP_WORKSPACE": str(self.folder)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip


@contextmanager
def an_app(folder: Path, **environment: str) -> Iterator[App]:
    """One that keeps what it keeps in a folder; environment: what is otherwise."""
    port = free_port()
    url, said = f"http://127.0.0.1:{port}", {**os.environ, "PLAN_MAP_WORKSPACE": str(folder), **environment}
    with oidc_provider_mock.run_server_in_thread() as server:
        provider = f"http://localhost:{server.server_port}"
        (folder / "secrets.toml").write_text(SECRETS.format(url=url, provider=provider))
        with serve(said, "--secrets.files", str(folder / "secrets.toml"), port=port):
            yield App(url, provider, folder)


def until(ask: Callable[[], httpx.Response], status: int) -> None:
    """Ask until the answer has a status: a role is looked up again within a second. Says what was answered instead."""
    end = time.monotonic() + PATIENCE_S
    while (answer := ask()).status_code != status:
        assert time.monotonic() < end, f"{answer.status_code}: {answer.text[:500]} {dict(answer.headers)}"
        time.sleep(0.1)
