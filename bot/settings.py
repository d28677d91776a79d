"""Every setting of the service: its environment variable, its default and what it means."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.atelier.packs.pack import HOUSES

ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?")


class Settings(BaseSettings):
    """The settings, read once from the environment; each name is prefixed with LOUPE_."""

    model_config = SettingsConfigDict(env_prefix="LOUPE_", frozen=True)

    home: Path = Field(Path("var"), description="Where the database, the local mailbox and uploads live.")
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8080, description="The port to listen on.")
    public_url: str | None = Field(None, description="The address under which customers reach the service.")
    database_url: str | None = Field(
        None, description="An SQLAlchemy URL; by default SQLite at `loupe.db` in LOUPE_HOME."
    )
    model: Path = Field(Path("models/loupe.tar.gz"), description="The trained model.")
    encoder: Path = Field(Path("models/encoder"), description="The sentence encoder's folder.")
    smtp_url: SecretStr | None = Field(
        None,
        description="The mail server, `smtp://user:password@host:587?starttls=true`; by default briefs go to "
        "a Maildir at `mail` in LOUPE_HOME.",
    )
    mail_from: str = Field("loupe@localhost", description="The sender of the briefs.")
    rest_token: SecretStr | None = Field(
        None, description="The bearer token that the REST channel requires; none is required by default."
    )
    house: str = Field("josefina_bailleres", description="The house that the demo page shows first.")
    secret: SecretStr | None = Field(
        None,
        description="What visitors' tokens are signed with, the same for every replica; by default a random "
        "one, kept in the file `secret` in LOUPE_HOME.",
    )
    origins: dict[str, tuple[str, ...]] = Field(
        {},
        description="The pages that may show the chat, as JSON: each origin with its houses, "
        '`{"https://shop.example": ["josefina_bailleres"]}`.',
    )
    proxies: int = Field(
        0, ge=0, description="How many proxies stand in front and add to X-Forwarded-For; 0 for none."
    )
    houses: Path = Field(HOUSES, description="The folder with the houses' packs, one folder a house.")
    today: date | None = Field(None, description="A fixed date, for tests.")
    twilio_account_sid: str | None = Field(
        None, description="The account at Twilio (`AC…`); without it nothing is texted. See docs/twilio.md."
    )
    twilio_auth_token: SecretStr | None = Field(
        None, description="The account's primary auth token, which signs Twilio's webhooks."
    )
    twilio_numbers: dict[str, str] = Field(
        {},
        description="The numbers, as JSON, each with the house that answers there: "
        '`{"+14155550100": "josefina_bailleres", "whatsapp:+14155550100": "josefina_bailleres"}`.',
    )
    twilio_api_key: SecretStr | None = Field(
        None, description="An API key and its secret, `SK…:secret`, for requests; else the auth token."
    )
    twilio_api_url: str = Field("https://api.twilio.com", description="Twilio's address, or a stand-in's.")
    twilio_messaging_service_sid: str | None = Field(
        None, description="The messaging service (`MG…`) that SMS go out by."
    )
    twilio_window_template: str | None = Field(
        None,
        description="The WhatsApp template (`HX…`) for customers who were last heard over a day ago; its "
        "{{1}} is the text.",
    )
    twilio_quick_replies: dict[int, str] = Field(
        {},
        description="WhatsApp templates with quick replies, as JSON, by their number of buttons: "
        '`{"2": "HX…", "3": "HX…"}`.',
    )
    twilio_delete_media: bool = Field(
        False, description="Whether pictures are deleted at Twilio once they are stored here."
    )
    twilio_quiet: float = Field(
        2.5, ge=0, le=15, description="Seconds of silence after which a burst of messages is answered."
    )
    twilio_pace: float = Field(
        1.0, ge=0, description="SMS segments a second that each number sends; 0 for no limit."
    )

    @field_validator("origins")
    @classmethod
    def _check_origins(cls, origins: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for origin in origins:
            if not ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin} is no origin: write scheme and host alone, as https://shop.example"
                )
        return origins

    @property
    def store_url(self) -> str:
        """The database's URL, resolved."""
        return self.database_url or f"sqlite:///{self.home.absolute() / 'loupe.db'}"

    @property
    def picture_folder(self) -> Path:
        """Where customers' pictures lie."""
        return self.home / "pictures"

    @property
    def mail_folder(self) -> Path:
        """Where the local Maildir lies."""
        return self.home / "mail"
