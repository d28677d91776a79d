"""The way down a smooth slope: limited-memory BFGS in single precision, for millions of weights."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

Flat = npt.NDArray[np.float32]
Slope = Callable[[Flat], tuple[float, Flat]]
"""How high a place lies, and the gradient there."""

REMEMBERED: Final = 8
"""Past steps from which the curvature is guessed."""
ENOUGH: Final = 1e-4
"""The share of the promised descent with which a step is content."""
SHORTEST: Final = 1e-6


def descend(slope: Slope, start: Flat, steps: int) -> Flat:
    """Walk down from a place, so many steps or until none leads further down."""
    place, (height, gradient) = start, slope(start)
    past: deque[tuple[Flat, Flat, float]] = deque(maxlen=REMEMBERED)
    for _ in range(steps):
        way = _turn(gradient, past)
        if not (promised := float(gradient @ way)):
            break
        length = 1.0 if past else abs(promised) ** -0.5
        lower, steeper = slope(place + np.float32(length) * way)
        while lower > height + ENOUGH * length * promised and length > SHORTEST:
            length /= 2
            lower, steeper = slope(place + np.float32(length) * way)
        if lower >= height:
            break
        step, bend = np.float32(length) * way, steeper - gradient
        if (curvature := float(step @ bend)) > 0:
            past.append((step, bend, curvature))
        place, height, gradient = place + step, lower, steeper
    return place


def _turn(gradient: Flat, past: deque[tuple[Flat, Flat, float]]) -> Flat:
    """Turn the steepest way by what past steps have shown of the curvature."""
    way, shares = -gradient, []
    for step, bend, curvature in reversed(past):
        shares.append(share := float(step @ way) / curvature)
        way -= np.float32(share) * bend
    if past:
        _, bend, curvature = past[-1]
        way *= np.float32(curvature / float(bend @ bend))
    for (step, bend, curvature), share in zip(past, reversed(shares), strict=True):
        way += np.float32(share - float(bend @ way) / curvature) * step
    return way
