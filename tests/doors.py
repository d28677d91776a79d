"""A running service with a desk that echoes, for the tests of its doors."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from tests.fakes import EchoDesk, create_service


@pytest.fixture
def desk() -> EchoDesk:
    """Who answers, and knows what was asked."""
    return EchoDesk()


@pytest_asyncio.fixture
async def client(desk: EchoDesk) -> AsyncIterator[TestClient]:
    """Whoever calls."""
    async with TestClient(TestServer(create_service(desk))) as client:
        yield client
