from tests.browsers import address, browser, chromium
from tests.doors import client, desk

__all__ = ["address", "browser", "chromium", "client", "desk"]
