"""Pictures: each belongs to a conversation, and to a message once it is sent; some are fetched later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select, update

from bot.store.album import Fetch, Picture, SentPicture
from bot.store.columns import ERROR_LENGTH, Moment
from bot.store.database import Part
from bot.store.errors import LeaseLost, TooManyPictures, UnknownPicture
from bot.store.tables import ConversationRow, PictureRow


class Pictures(Part):
    """Keeps what is known of each picture; the files themselves lie elsewhere, under their digests."""

    def keep_picture(self, picture: Picture, limit: int) -> None:
        """Keep a picture that its customer has not sent yet. Errors: `TooManyPictures`."""
        with self._database.writing() as connection:
            # The conversation is locked, or several uploads at once would count each other out.
            connection.execute(
                select(ConversationRow.id)
                .where(ConversationRow.id == picture.conversation_id)
                .with_for_update()
            )
            if connection.scalars(_COUNT_UNSENT, {"conversation": picture.conversation_id}).one() >= limit:
                raise TooManyPictures(limit)
            values = {name: getattr(picture, name) for name in _COLUMNS}
            connection.execute(_INSERT, {**values, "position": 0, "inbox_id": None})

    def find_picture(self, conversation_id: str, picture_id: str) -> Picture | None:
        """Find a picture of a conversation; another conversation's is as unknown as none."""
        with self._database.reading() as connection:
            ids = {"wanted": picture_id, "conversation": conversation_id}
            row = connection.execute(_FIND, ids).one_or_none()
            return Picture(**row._mapping) if row else None

    def load_pictures(self, ids: Iterable[str]) -> tuple[Picture, ...]:
        """Load pictures in the order that is asked for; those that are gone are left out."""
        wanted = list(ids)
        with self._database.reading() as connection:
            rows = connection.execute(select(*_SHOWN).where(PictureRow.id.in_(wanted)))
            found = {row.id: Picture(**row._mapping) for row in rows}
        return tuple(found[picture] for picture in wanted if picture in found)

    def drop_picture(self, conversation_id: str, picture_id: str) -> bool:
        """Drop a picture that has not been sent yet; False where there is none such."""
        with self._database.writing() as connection:
            ids = {"wanted": picture_id, "conversation": conversation_id}
            return connection.execute(_DROP, ids).rowcount == 1

    def list_digests(self, conversation_id: str) -> tuple[str, ...]:
        """List the files of a conversation's pictures."""
        with self._database.reading() as connection:
            found = connection.scalars(
                select(PictureRow.digest).where(
                    PictureRow.conversation_id == conversation_id, PictureRow.digest.is_not(None)
                )
            )
            return tuple(digest for digest in found if digest)

    def has_digest(self, digest: str) -> bool:
        """Whether any picture is kept under a digest."""
        with self._database.reading() as connection:
            return bool(connection.scalar(select(exists().where(PictureRow.digest == digest))))

    def claim_fetch(self, now: datetime, lease: timedelta) -> Fetch | None:
        """Claim the next picture that is due to be fetched and that nobody else is fetching."""
        with self._database.writing() as connection:
            row = connection.execute(_FIND_DUE, {"now": now}).one_or_none()
            if row is None:
                return None
            connection.execute(_CLAIM, {"wanted": row.id, "until": now + lease})
            return Fetch(**{**row._mapping, "attempts": row.attempts + 1})

    def mark_kept(self, fetch: Fetch, digest: str, width: int, height: int, size: int) -> None:
        """Record that a fetched picture is kept. Errors: `LeaseLost`."""
        self._end_fetch(fetch, state="kept", digest=digest, width=width, height=height, size=size)

    def retry_fetch(self, fetch: Fetch, at: datetime, error: str) -> None:
        """Put a fetch back until a later moment. Errors: `LeaseLost`."""
        self._end_fetch(fetch, state="fetching", next_attempt_at=at, last_error=error[:ERROR_LENGTH])

    def lose_picture(self, fetch: Fetch, error: str) -> None:
        """Give a picture up that cannot be fetched or read. Errors: `LeaseLost`."""
        self._end_fetch(fetch, state="lost", last_error=error[:ERROR_LENGTH])

    def _end_fetch(self, fetch: Fetch, **values: Any) -> None:
        held = update(PictureRow).where(
            PictureRow.id == fetch.id,
            PictureRow.state == "fetching",
            PictureRow.attempts == fetch.attempts,
        )
        with self._database.writing() as connection:
            if not connection.execute(held.values(values | {"claimed_until": None})).rowcount:
                raise LeaseLost(fetch.id)


def send_pictures(
    connection: Connection,
    pictures: Sequence[SentPicture],
    conversation_id: str,
    inbox_id: int,
    now: datetime,
) -> None:
    """Put the pictures of a message with it, within its transaction. Errors: `UnknownPicture`."""
    for position, picture in enumerate(pictures):
        place = {"inbox": inbox_id, "place": position, "said": picture.note}
        ids = {"wanted": picture.id, "conversation": conversation_id}
        if picture.source is None:
            if not connection.execute(_SEND, {**ids, **place}).rowcount:
                raise UnknownPicture(picture.id)
            continue
        row = {
            "id": picture.id,
            "conversation_id": conversation_id,
            "inbox_id": inbox_id,
            "position": position,
            "state": "fetching",
            "note": picture.note,
            "source": picture.source,
            "next_attempt_at": now,
            "created_at": now,
        }
        connection.execute(_INSERT, row)


def read_sent_pictures(connection: Connection, inbox_id: int) -> tuple[SentPicture, ...]:
    """Read the pictures that came with a message, in the caller's transaction."""
    rows = connection.execute(_LIST_SENT, {"inbox": inbox_id})
    return tuple(SentPicture(row.id, row.note, row.source) for row in rows)


def read_pictures_of(connection: Connection, conversation_id: str) -> dict[int, list[Picture]]:
    """Read the pictures of a conversation by the message they came with, in the caller's transaction."""
    found: dict[int, list[Picture]] = {}
    for row in connection.execute(_LIST_BY_MESSAGE, {"conversation": conversation_id}):
        values = dict(row._mapping)
        found.setdefault(values.pop("inbox_id"), []).append(Picture(**values))
    return found


_COLUMNS = (
    "id", "conversation_id", "state", "note", "digest", "width", "height", "size", "created_at",
)  # fmt: skip
_SHOWN = tuple(getattr(PictureRow, name) for name in _COLUMNS)
_own = (PictureRow.id == bindparam("wanted"), PictureRow.conversation_id == bindparam("conversation"))
_unsent = PictureRow.inbox_id.is_(None)
_INSERT = insert(PictureRow)
_FIND = select(*_SHOWN).where(*_own)
_DROP = delete(PictureRow).where(*_own, _unsent)
_COUNT_UNSENT = (
    select(func.count())
    .select_from(PictureRow)
    .where(PictureRow.conversation_id == bindparam("conversation"), _unsent)
)
_SEND = (
    update(PictureRow)
    .where(*_own, _unsent)
    .values(inbox_id=bindparam("inbox"), position=bindparam("place"), note=bindparam("said"))
)
_LIST_SENT = (
    select(PictureRow.id, PictureRow.note, PictureRow.source)
    .where(PictureRow.inbox_id == bindparam("inbox"))
    .order_by(PictureRow.position)
)
_LIST_BY_MESSAGE = (
    select(PictureRow.inbox_id, *_SHOWN)
    .where(PictureRow.conversation_id == bindparam("conversation"), PictureRow.inbox_id.is_not(None))
    .order_by(PictureRow.inbox_id, PictureRow.position)
)
_now = bindparam("now", type_=Moment)
_FIND_DUE = (
    select(
        PictureRow.id,
        PictureRow.conversation_id,
        ConversationRow.channel,
        PictureRow.source,
        PictureRow.attempts,
        PictureRow.created_at,
    )
    .join(ConversationRow, ConversationRow.id == PictureRow.conversation_id)
    .where(
        PictureRow.state == "fetching",
        PictureRow.next_attempt_at <= _now,
        or_(PictureRow.claimed_until.is_(None), PictureRow.claimed_until <= _now),
    )
    .order_by(PictureRow.next_attempt_at, PictureRow.id)
    .limit(1)
    .with_for_update(of=PictureRow, skip_locked=True)
)
_CLAIM = (
    update(PictureRow)
    .where(PictureRow.id == bindparam("wanted"))
    .values(claimed_until=bindparam("until"), attempts=PictureRow.attempts + 1)
)
