"""Rasa's action server without the server: the custom actions run in this process."""

from __future__ import annotations

import importlib
import json
import pkgutil
from typing import Any

import structlog
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

log = structlog.get_logger(__name__)


class InProcessActions(EndpointConfig):
    """An action endpoint that answers from this process and remembers every failure.

    Rasa swallows the exception of an action and goes on as if it had succeeded; the turn therefore
    looks at `failure` before it commits anything.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__("in-process", selective_domain=True)
        # An ImportError inside register_package would end the process; here it is an exception.
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(module.name)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self.failure: str | None = None

    async def request(self, *_: Any, json: dict[str, Any] | None = None, **__: Any) -> Any:
        """Run one action call as rasa-sdk would and answer in its format.

        Raises `ClientResponseError` with status 400 where the action rejects its execution, which is how
        forms learn that a message was not for them.
        """
        call = json or {}
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            raise ClientResponseError(400, rejection.message, _describe(rejection)) from rejection
        except Exception as error:
            self.failure = f"{call.get('next_action')}: {type(error).__name__}"
            log.exception("action failed", action=call.get("next_action"), exc_info=_without_words(error))
            raise ClientResponseError(500, "the action failed", "{}") from None


def _describe(rejection: ActionExecutionRejection) -> str:
    return json.dumps({"error": rejection.message, "action_name": rejection.action_name})


def _without_words(error: Exception) -> Exception:
    """Keep the type and the traceback of an error but not its message, which may quote the customer."""
    return ActionFailed(type(error).__name__).with_traceback(error.__traceback__)


class ActionFailed(Exception):
    """An action raised; the message names the type of its error and nothing that was said."""
