"""Who may be written to: the one list of those who asked for silence, and the words agreed to on a phone."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, exists, select, text

from bot.store.columns import Moment
from bot.store.database import Part
from bot.store.phone_tables import ConsentRow, SuppressionRow
from bot.store.records import PendingTurn, TurnOutcome

ASKED: Final = "asked"


class Permissions(Part):
    """Answers whether a house may write to somebody, whatever the channel on which they said so."""

    def is_opted_out(self, house: str, contact: str) -> bool:
        """Say whether a phone number or sender has asked the house for silence."""
        with self._database.reading() as connection:
            return is_opted_out(connection, house, contact)

    def silence(self, house: str, contact: str, now: datetime, how: str = ASKED) -> bool:
        """Put somebody on the list; False where they are on it already."""
        with self._database.writing() as connection:
            return _silence(connection, house, contact, now, how)


def is_opted_out(connection: Connection, house: str, contact: str) -> bool:
    """Say whether somebody is on the list, in the caller's transaction."""
    return bool(connection.scalar(_IS_SILENCED, {"digest": _digest(house, contact)}))


def has_consented(connection: Connection, conversation_id: str) -> bool:
    """Say whether a conversation's consent is on record, in the caller's transaction."""
    return bool(connection.scalar(_HAS_CONSENTED, {"conversation": conversation_id}))


def write_permissions(connection: Connection, turn: PendingTurn, outcome: TurnOutcome, now: datetime) -> None:
    """Write what a turn changes of who may be written to, in the caller's transaction."""
    for contact in outcome.silences:
        _silence(connection, turn.house, contact, now, ASKED)
    for contact in outcome.resumes:
        connection.execute(_RESUME, {"digest": _digest(turn.house, contact)})
    if outcome.consent:
        consent = {
            "conversation_id": turn.conversation_id,
            "channel": turn.channel,
            "version": outcome.consent.version,
            "words": outcome.consent.text,
            "given_at": now,
        }
        connection.execute(_KEEP_CONSENT, consent)


def _silence(connection: Connection, house: str, contact: str, now: datetime, how: str) -> bool:
    row = {"digest": _digest(house, contact), "house": house, "since": now, "how": how}
    return bool(connection.execute(_SILENCE, row).rowcount)


def _digest(house: str, contact: str) -> str:
    """Hash a contact: the same person on SMS and on WhatsApp is one entry."""
    return hashlib.sha256(f"{house}\0{contact.removeprefix('whatsapp:')}".encode()).hexdigest()


_IS_SILENCED = select(exists().where(SuppressionRow.digest == bindparam("digest")))
_HAS_CONSENTED = select(exists().where(ConsentRow.conversation_id == bindparam("conversation")))
_SILENCE = text(
    "INSERT INTO suppressions (digest, house, since, how) VALUES (:digest, :house, :since, :how) "
    "ON CONFLICT (digest) DO NOTHING"
).bindparams(bindparam("since", type_=Moment))
_RESUME = delete(SuppressionRow).where(SuppressionRow.digest == bindparam("digest"))
_KEEP_CONSENT = text(
    "INSERT INTO consents (conversation_id, channel, version, words, given_at) "
    "VALUES (:conversation_id, :channel, :version, :words, :given_at) "
    "ON CONFLICT (conversation_id, version) DO NOTHING"
).bindparams(bindparam("given_at", type_=Moment))
