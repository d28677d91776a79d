"""How Alembic runs here: on the connection, and inside the transaction, that `bot.store.schema` opened."""

from alembic import context

from bot.store.tables import ConversationRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ConversationRow.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
