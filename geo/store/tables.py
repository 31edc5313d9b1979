"""The tables. A change of them is a migration as well (geo/store/migrations); a test compares the two.

Times are UTC in ISO 8601, which sort as texts on either database. What came before what is told by numbers that the
database gives, never by a clock.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.engine import Row

REVISION = "0001"
"""the newest migration: a database that says so needs none"""
ID_LENGTH = 200
NUMBER = BigInteger().with_variant(Integer, "sqlite")

METADATA = MetaData()

DOCUMENT = Table(
    "document",
    METADATA,
    Column("kind", String(40), primary_key=True),
    Column("id", String(ID_LENGTH), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("about", String(ID_LENGTH), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("made_by", String(ID_LENGTH), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("changed_by", String(ID_LENGTH), nullable=False),
    Column("deleted_at", String(32)),
    Index("document_about", "kind", "about"),
)
"""what is kept as it is now: one row a document, deleted ones too; about: the item of the plan that it concerns"""

TRAIL = Table(
    "trail",
    METADATA,
    Column("entry", NUMBER, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("who", String(ID_LENGTH), nullable=False),
    Column("action", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("id", String(ID_LENGTH), nullable=False),
    Column("about", String(ID_LENGTH), nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text, nullable=False),
    Index("trail_document", "kind", "id"),
    Index("trail_about", "about"),
    Index("trail_who", "who"),
)
"""who changed what, when: a row a change, written with it or not at all, never changed"""

CLOCK = Table(
    "clock",
    METADATA,
    Column("kind", String(40), primary_key=True),
    Column("revision", NUMBER, nullable=False),
)
"""a number a kind, one more after every change: those who look whether something is new read this alone"""

TAKEOVER = Table(
    "takeover",
    METADATA,
    Column("kind", String(40), primary_key=True),
    Column("folder", String(500), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("left_out", Text, nullable=False),
)
"""folders of earlier versions that were taken over once, and the names of files in them that could not be read"""

AnyRow = Row[tuple[object, ...]]
