"""How a request is refused: what was wrong, where, and how to mend it."""

from __future__ import annotations


class Refused(Exception):
    """A request that cannot be taken as it is; nothing was stored and nothing was sent."""

    def __init__(
        self, status: int, what: str, *, where: str, remedy: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(what)
        self.status = status
        """The HTTP status: the sender's part (4xx), or 503 while nothing can be kept."""
        self.what = what
        self.where = where
        """The part of the request: a header, "body", or a field such as "metadata.house"."""
        self.remedy = remedy
        self.headers = headers or {}

    def to_json(self) -> dict[str, str]:
        """Write the refusal as the JSON object that every surface answers with."""
        return {"error": self.what, "where": self.where, "remedy": self.remedy}
