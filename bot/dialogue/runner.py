"""The model's graph, run as a list: its nodes in an order that suits every one of them."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner


class OrderedRunner:
    """Run the nodes of a loaded graph one after the other, without a scheduler's cost at every message."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._schema = loaded._graph_schema
        self._nodes: dict[str, GraphNode] = loaded._instantiated_nodes
        self._orders: dict[tuple[str, ...], tuple[str, ...]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Compute the targets, or all of the graph's own targets, from the inputs."""
        wanted = tuple(targets or self._schema.target_names)
        results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted, set(results))
        for name in self._orders[wanted]:
            needs = self._schema.nodes[name].needs.values()
            results[name] = self._nodes[name](*(results[need] for need in needs))
        return dict(results[name] for name in wanted)

    def _order(self, wanted: tuple[str, ...], given: set[str]) -> tuple[str, ...]:
        order: list[str] = []

        def visit(name: str) -> None:
            if name in given or name in order:
                return
            for need in self._schema.nodes[name].needs.values():
                visit(need)
            order.append(name)

        for name in wanted:
            visit(name)
        return tuple(order)
