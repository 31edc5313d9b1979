"""A person, and what they may do, as a value: whoever only asks needs no database."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["none", "reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""each may do what those before it may"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the app knows them."""

    id: str
    """of this store; empty where the app has only one user, or does not ask who somebody is"""
    name: str
    email: str
    role: Role
    is_anonymous: bool = False
    signed_out: int = 0
    """when an administrator ended all their sign-ins, in seconds since 1970"""

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)
