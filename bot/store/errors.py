"""What can go wrong in the store; each error says what happened, where, and how to mend it."""

# Each name says what happened, which a suffix would not.

from __future__ import annotations


class StoreError(Exception):
    """Anything the store refuses or cannot do."""


class StoreUnavailable(StoreError):
    """The database cannot be read or written now; nothing of the transaction was kept."""

    def __init__(self, what: str, where: str, mend: str) -> None:
        super().__init__(f"{what} ({where}). {mend}")
        self.what, self.where, self.mend = what, where, mend


class SchemaMismatch(StoreUnavailable):
    """The database belongs to another version of Loupe, or has not been set up yet."""


class VersionRace(StoreError):
    """Another turn of the conversation was committed first: load the turn and compute it again."""

    def __init__(self, conversation_id: str, version: int) -> None:
        super().__init__(f"conversation {conversation_id} has moved on from version {version}")


class AlreadyAnswered(StoreError):
    """The message was answered (or parked) before: its replies are found by `find_replies`."""

    def __init__(self, inbox_id: int) -> None:
        super().__init__(f"message {inbox_id} has been answered already")


class OutOfTurn(StoreError):
    """An earlier message of the same conversation still waits for its turn."""

    def __init__(self, inbox_id: int, waiting_for: int) -> None:
        super().__init__(f"message {inbox_id} has to wait for message {waiting_for}")
        self.waiting_for = waiting_for


class MessageConflict(StoreError):
    """The external id was used before for another sender, house or text: forged, or a client's mistake."""

    def __init__(self, channel: str) -> None:
        super().__init__(f"a different message on channel {channel} has the same external id")


class MessageErased(StoreError):
    """The message belonged to a conversation that was erased; it stays erased."""

    def __init__(self) -> None:
        super().__init__("the message belongs to a conversation that was erased")


class UnknownPicture(StoreError):
    """A message names a picture that its customer has not sent in, or has sent before."""

    def __init__(self, picture_id: str) -> None:
        super().__init__(f"there is no unsent picture {picture_id} in this conversation")


class TooManyPictures(StoreError):
    """The conversation holds as many pictures as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the conversation already holds {limit} pictures")
        self.limit = limit


class ForeignInquiry(StoreError):
    """The inquiry belongs to another conversation."""

    def __init__(self, inquiry_id: str) -> None:
        super().__init__(f"inquiry {inquiry_id} belongs to another conversation")


class LeaseLost(StoreError):
    """What was claimed was claimed by somebody else, settled or erased meanwhile; the mark was refused."""

    def __init__(self, claimed: int | str) -> None:
        super().__init__(f"{claimed} is no longer held by this claim")


class ConversationNotFound(StoreError):
    """There is no conversation of that id."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(f"there is no conversation {conversation_id}")


class ErasureIncomplete(StoreError):
    """The rows are gone, but a reader kept the database from overwriting their bytes: erase again."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"the conversation is erased, but its bytes may linger in {where} because another process is "
            "reading. Run the erasure again when it is done."
        )
