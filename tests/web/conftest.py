from tests.doors import client, desk

__all__ = ["client", "desk"]
