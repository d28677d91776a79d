"""Why a file is not taken as a picture; each says it in words for the customer, and how to mend it."""

from __future__ import annotations

from typing import Final, Literal

BYTES_LIMIT: Final = 10 * 1024 * 1024
"""Bytes of a file that are taken."""
PIXELS_LIMIT: Final = 50_000_000
"""Pixels of a picture that are taken."""

Fault = Literal["too_large", "not_a_picture", "too_many_pixels", "damaged"]


class Unreadable(Exception):
    """A file that cannot be taken as a picture; nothing of it was kept."""

    def __init__(self, fault: Fault) -> None:
        self.fault: Fault = fault
        self.what, self.remedy = _EXPLANATIONS[fault]
        super().__init__(self.what)


_EXPLANATIONS: Final[dict[Fault, tuple[str, str]]] = {
    "too_large": (
        "This file is larger than 10 MB.",
        "Send a smaller version of it, or a screenshot.",
    ),
    "not_a_picture": (
        "This file is not a picture that we can open.",
        "Send a JPEG, PNG, WebP or HEIC picture; of anything else, a screenshot.",
    ),
    "too_many_pixels": (
        "This picture has more than 50 megapixels.",
        "Send a smaller version of it, or a screenshot.",
    ),
    "damaged": (
        "This picture is damaged or cannot be read.",
        "Send it once more, or a screenshot of it.",
    ),
}
