"""What the service writes to its log: identities and causes, never a customer's words."""

from __future__ import annotations

import logging
import os
import sys

import structlog


def configure_logs(level: int = logging.INFO) -> None:
    """Send structured lines to stderr; must run before Rasa is imported, whose defaults print messages."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Deprecations inside other people's packages are for their authors; Rasa resets any filter set here.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for name in ("rasa", "rasa_sdk", "aiohttp.server"):
        # At lower levels Rasa quotes what customers write, and even as warnings whatever begins with "/";
        # aiohttp quotes the bytes of requests that it could not read.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
