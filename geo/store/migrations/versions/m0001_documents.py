"""Documents, the trail, the clock, and what was taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """To this revision."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "document",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.Column("deleted_at", sa.String(32)),
    )
    op.create_index("document_about", "document", ["kind", "about"])
    op.create_table(
        "trail",
        sa.Column("entry", number, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("trail_document", "trail", ["kind", "id"])
    op.create_index("trail_about", "trail", ["about"])
    op.create_index("trail_who", "trail", ["who"])
    op.create_table(
        "clock",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("revision", number, nullable=False),
    )
    op.create_table(
        "takeover",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("folder", sa.String(500), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("left_out", sa.Text, nullable=False),
    )
