"""Questions that no answer covers: kept with every turn, listed for the people who can write the answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.store.database import Part
from bot.store.records import AskedQuestion, PendingTurn, TurnOutcome
from bot.store.tables import InboxRow, QuestionRow


class Questions(Part):
    """Reads the open questions back."""

    def list_questions(self, house: str | None = None) -> tuple[AskedQuestion, ...]:
        """List the open questions of a house, or of all, newest first."""
        query = (
            select(
                QuestionRow.words,
                QuestionRow.guesses,
                QuestionRow.house,
                InboxRow.conversation_id,
                QuestionRow.asked_at,
            )
            .join(InboxRow, InboxRow.id == QuestionRow.inbox_id)
            .order_by(QuestionRow.id.desc())
        )
        if house:
            query = query.where(QuestionRow.house == house)
        with self._database.reading() as connection:
            return tuple(
                AskedQuestion(
                    words=row.words,
                    guesses=tuple(row.guesses),
                    house=row.house,
                    conversation_id=row.conversation_id,
                    asked_at=row.asked_at,
                )
                for row in connection.execute(query)
            )


def write_questions(connection: Connection, turn: PendingTurn, outcome: TurnOutcome, now: datetime) -> None:
    """Keep the questions of a turn that no answer covers, in the caller's transaction."""
    rows = [
        {
            "inbox_id": turn.inbox_id,
            "house": turn.house,
            "words": question.words,
            "guesses": list(question.guesses),
            "asked_at": now,
        }
        for question in outcome.questions
    ]
    if rows:
        connection.execute(insert(QuestionRow), rows)
