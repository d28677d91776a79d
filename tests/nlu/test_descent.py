"""The descent that the regressions learn by."""

from __future__ import annotations

import numpy as np

from bot.nlu.descent import Flat, descend

STIFF = np.array([1, 10, 100, 1000], np.float32)


def bowl(place: Flat) -> tuple[float, Flat]:
    away = place - np.arange(4, dtype=np.float32)
    return float(STIFF @ away**2), 2 * STIFF * away


def test_the_deepest_place_of_a_narrow_bowl_is_found() -> None:
    assert np.allclose(descend(bowl, np.zeros(4, np.float32), 60), np.arange(4), atol=1e-2)


def test_every_step_leads_down() -> None:
    heights = [bowl(descend(bowl, np.zeros(4, np.float32), steps))[0] for steps in range(6)]
    assert heights == sorted(heights, reverse=True)


def test_who_stands_at_the_deepest_place_stays() -> None:
    deepest = np.arange(4, dtype=np.float32)
    assert np.array_equal(descend(bowl, deepest, 5), deepest)
