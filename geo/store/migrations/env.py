"""Called by Alembic: runs the migrations on the connection that `geo.store.upgrade` gives."""

from alembic import context

from geo.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True
)  # batches: SQLite cannot alter a column
with context.begin_transaction():
    context.run_migrations()
