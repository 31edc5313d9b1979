"""Both databases, as the tests of the store have them."""

from tests.geo.store.conftest import database, database_url, postgresql, store

__all__ = ["database", "database_url", "postgresql", "store"]
