"""Persons who have signed in, and what each may do. Kept in the store like everything else, with its trail."""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, replace

from geo.files.strict import one_line
from geo.store.errors import StoreError
from geo.store.model import Document, Why
from geo.store.person import ROLES, Person, Role
from geo.store.store import Store

KIND = "person"
MAX_NAME = 120


def person_id(issuer: str, subject: str) -> str:
    """The id of whoever an identity provider calls so: two providers never share one."""
    return f"p-{hashlib.sha256(json.dumps([issuer, subject]).encode()).hexdigest()[:16]}"


class People:
    """The persons of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listing(self) -> list[Person]:
        """All, by name. Raises StoreError."""
        return sorted(map(_person, self._store.listing(KIND)), key=lambda person: (person.name, person.id))

    def find(self, identifier: str) -> Person | None:
        """One of them. Raises StoreError."""
        with self._store.reading() as present:
            found = present and present.find(KIND, identifier)
        return _person(found) if found and found.deleted_at is None else None

    def named(self, given: str) -> Person:
        """Whoever has this id, or alone has this e-mail. Raises StoreError where nobody has, or several have."""
        wanted = given.strip()
        known = self.listing()
        found = [person for person in known if person.id == wanted] or [
            person for person in known if wanted and person.email.casefold() == wanted.casefold()
        ]
        if not found:
            raise StoreError("store-nobody", value=one_line(given)[:MAX_NAME])
        if len(found) > 1:
            raise StoreError("store-several", value=wanted, detail=", ".join(person.id for person in found))
        return found[0]

    def met(self, claims: Mapping[str, object], *, newcomers: Role) -> Person:
        """Whoever has signed in with these claims of OpenID Connect; who is new gets the role newcomers.

        Raises StoreError, and ValueError where the claims name nobody.
        """
        issuer, subject = claims.get("iss"), claims.get("sub")
        if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
            raise ValueError("iss, sub")
        identifier = person_id(issuer, subject)
        name, email = (one_line(str(claims.get(claim) or ""))[:MAX_NAME] for claim in ("name", "email"))
        present = self.find(identifier)
        if present is not None and (present.name, present.email) == (name, email):
            return present
        with self._store.by(identifier).changes() as changes:
            changes.begin(KIND)
            kept = changes.find(KIND, identifier)
            if kept is None:
                person = Person(identifier, name, email, newcomers)
                changes.add(KIND, identifier, _content(person))
                return person
            person = replace(_person(kept), name=name, email=email)
            changes.change(KIND, identifier, _content(person), version=kept.version, why=Why(action="sign in"))
            return person

    def give_role(self, identifier: str, role: Role, *, reason: str = "") -> Person:
        """Let somebody do more or less. Raises StoreError where there is no such person, or would be no admin left."""
        with self._store.changes() as changes:
            changes.begin(KIND)
            kept = changes.get(KIND, identifier)
            others = [_person(found) for found in changes.listing(KIND) if found.id != identifier]
            before = _person(kept)
            if before.role == "admin" != role and not any(person.role == "admin" for person in others):
                raise StoreError("store-last-admin", value=before.name or identifier)
            after = replace(before, role=role)
            changes.change(KIND, identifier, _content(after), version=kept.version, why=Why(reason, "role"))
            return after

    def sign_out(self, identifier: str, *, reason: str = "") -> Person:
        """End all sign-ins of somebody, copies of their cookie too. Raises StoreError where there is no such person."""
        with self._store.changes() as changes:
            changes.begin(KIND)
            kept = changes.get(KIND, identifier)
            after = replace(_person(kept), signed_out=int(time.time()))
            changes.change(KIND, identifier, _content(after), version=kept.version, why=Why(reason, "sign out"))
            return after


def _person(document: Document) -> Person:
    raw = json.loads(document.content)
    role: Role = raw["role"] if raw["role"] in ROLES else "none"
    return Person(document.id, str(raw["name"]), str(raw["email"]), role, signed_out=int(raw.get("signed_out", 0)))


def _content(person: Person) -> str:
    record = asdict(person)
    named = {name: record[name] for name in ("name", "email", "role")}
    ended = {"signed_out": person.signed_out} if person.signed_out else {}
    return json.dumps(named | ended, ensure_ascii=False)
