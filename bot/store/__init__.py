"""Everything the service remembers: messages in, replies and briefs out, inquiries, and who was erased."""

from bot.store.database import new_id
from bot.store.errors import (
    AlreadyAnswered,
    ConversationNotFound,
    ErasureIncomplete,
    ForeignInquiry,
    LeaseLost,
    MessageConflict,
    MessageErased,
    OutOfTurn,
    SchemaMismatch,
    StoreError,
    StoreUnavailable,
    VersionRace,
)
from bot.store.records import (
    Button,
    Conversation,
    Delivery,
    Inbound,
    InquiryRecord,
    Line,
    MailDraft,
    PastReply,
    PendingTurn,
    Received,
    Reply,
    TurnOutcome,
)
from bot.store.schema import migrate
from bot.store.store import Store, open_store

__all__ = [
    "AlreadyAnswered",
    "Button",
    "Conversation",
    "ConversationNotFound",
    "Delivery",
    "ErasureIncomplete",
    "ForeignInquiry",
    "Inbound",
    "InquiryRecord",
    "LeaseLost",
    "Line",
    "MailDraft",
    "MessageConflict",
    "MessageErased",
    "OutOfTurn",
    "PastReply",
    "PendingTurn",
    "Received",
    "Reply",
    "SchemaMismatch",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "TurnOutcome",
    "VersionRace",
    "migrate",
    "new_id",
    "open_store",
]
