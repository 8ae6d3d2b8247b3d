"""The optimum where limits are of units and lie within each other: a flow through a network.

A class of subjects flows into places, through the caps of the place from the narrowest to the
widest, into its offer, and out; whoever is not counted flows out directly. The least cost is found
by OR-tools' network simplex of cost scaling, in whole numbers. That nothing better exists is then
proved without it: prices are read off the network, and no split can bring more than they say.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from app.optimum.problem import Ints
from app.optimum.shape import NO_LIMIT, Shape
from app.optimum.worth import Worth

FAR = 2**40


@dataclass(frozen=True)
class Network:
    """Nodes are numbered: classes, places, caps, offers. Tree arcs lead from a place or a cap
    upwards; `limit` is the cap's."""

    shape: Shape
    tails: Ints
    heads: Ints
    limit: Ints
    promise: Ints

    @property
    def places(self) -> int:
        return len(self.shape.members)

    @property
    def caps(self) -> int:
        return self.places + len(self.shape.offer)

    @property
    def offers(self) -> int:
        return self.caps + len(self.shape.left)

    @property
    def out(self) -> int:
        return self.offers + len(self.promise)


@dataclass(frozen=True)
class Flow:
    """How many of each class go to each of its places, through each tree arc, into each offer."""

    network: Network
    by_arc: Ints
    by_tree: Ints
    by_offer: Ints
    unpaid: Ints


def network_of(shape: Shape, promise: Ints) -> Network:
    """`promise`: units by offer that are still to be counted before anything else."""
    places, caps = len(shape.members), len(shape.members) + len(shape.offer)
    offers = caps + len(shape.left)
    arcs: dict[tuple[int, int], int] = {}
    for place, chain in enumerate(shape.chains):
        nodes = [places + place, *(caps + cap for cap in chain), offers + int(shape.offer[place])]
        limits = [NO_LIMIT, *(int(shape.left[cap]) for cap in chain)]
        arcs |= dict(zip(pairwise(nodes), limits, strict=True))
    ends = np.array(list(arcs), dtype=np.int64).reshape(-1, 2)
    limit = np.array(list(arcs.values()), dtype=np.int64)
    return Network(shape, ends[:, 0], ends[:, 1], limit, promise)


def solve(network: Network, worth: Worth) -> Flow:
    """The split of the greatest worth. Because the counts of the offers that can be had together
    form a polymatroid, the order of the worths decides: ranks are as good as sums. All those who
    stay where they stand weigh less than one rank: they decide between equals."""
    shape, size = network.shape, network.shape.size
    stays = shape.stays
    everything = int(stays.sum()) + 1
    solver = min_cost_flow.SimpleMinCostFlow()
    everybody = int(size.sum())
    offers = np.arange(network.offers, network.out)
    out = np.full(len(offers), network.out)
    nothing = np.zeros(len(network.tails), dtype=np.int64)
    blocks = (
        (shape.arc_class, network.places + shape.arc_place, size[shape.arc_class], None),
        (shape.arc_class, network.places + shape.arc_place, stays, -np.ones_like(stays)),
        (network.tails, network.heads, np.minimum(network.limit, everybody), nothing),
        (offers, out, network.promise, -worth.promised * everything),
        (offers, out, np.full(len(offers), everybody), -worth.plain * everything),
        (np.arange(len(size)), np.full(len(size), network.out), size, np.zeros_like(size)),
    )
    arcs = [
        solver.add_arcs_with_capacity_and_unit_cost(
            tails, heads, capacity, np.zeros_like(capacity) if cost is None else cost
        )
        for tails, heads, capacity, cost in blocks
    ]
    solver.set_nodes_supplies(np.arange(len(size)), size)
    solver.set_node_supply(network.out, -everybody)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the network has no solution: {status}")
    flows = [solver.flows(numbers) for numbers in arcs]
    return Flow(network, flows[0] + flows[1], flows[2], flows[3] + flows[4], flows[5])


@dataclass(frozen=True)
class Prices:
    """By node, as ranks of worth: `best` is what one unit more that arrives there brings, `least`
    what must be given up so that one unit more can arrive there. `groups`: nodes of one group can
    exchange units without any loss."""

    best: Ints
    least: Ints
    groups: Ints


def prices_of(flow: Flow, worth: Worth) -> Prices:
    """Read off what the flow leaves open: an arc with room leads forward, one in use back."""
    network, shape = flow.network, flow.network.shape
    used, room = flow.by_arc > 0, flow.by_tree < network.limit
    down = flow.by_tree > 0
    places = network.places + shape.arc_place
    tails = np.concatenate(
        [shape.arc_class, places[used], network.tails[room], network.heads[down]]
    )
    heads = np.concatenate(
        [places, shape.arc_class[used], network.heads[room], network.tails[down]]
    )
    best = np.zeros(network.out, dtype=np.int64)
    least = np.full(network.out, FAR, dtype=np.int64)
    offers, counted, promise = slice(network.offers, network.out), flow.by_offer, network.promise
    best[offers] = np.where(counted < promise, worth.promised, worth.plain)
    lost = np.where(counted <= promise, worth.promised, worth.plain)
    least[offers] = np.where(counted > 0, lost, FAR)
    least[: network.places][flow.unpaid > 0] = 0
    links = coo_matrix((np.ones(len(tails), dtype=np.int8), (tails, heads)), (network.out,) * 2)
    _, groups = connected_components(links, directed=True, connection="strong")
    return Prices(*_spread(best, least, groups, (groups[tails], groups[heads])), groups)


def _spread(best: Ints, least: Ints, groups: Ints, arcs: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """The greatest `best` that can be reached from, and the smallest `least` that reaches a node,
    along any arcs."""
    number = int(groups.max(initial=-1)) + 1
    pairs = np.unique(arcs[0] * number + arcs[1])
    tails, heads = np.divmod(pairs[pairs // number != pairs % number], number)
    highest, lowest = np.zeros(number, dtype=np.int64), np.full(number, FAR, dtype=np.int64)
    np.maximum.at(highest, groups, best)
    np.minimum.at(lowest, groups, least)
    while True:
        before = highest.copy(), lowest.copy()
        np.maximum.at(highest, tails, highest[heads])
        np.minimum.at(lowest, heads, lowest[tails])
        if np.array_equal(before[0], highest) and np.array_equal(before[1], lowest):
            return highest[groups], lowest[groups]


def brought(flow: Flow, worth: Worth) -> Ints:
    """The sums of the objective that the flow brings."""
    kept = np.minimum(flow.by_offer, flow.network.promise)
    return np.asarray(
        kept @ worth.rows[worth.promised] + (flow.by_offer - kept) @ worth.rows[worth.plain]
    )


def bound(flow: Flow, prices: Prices, worth: Worth) -> Ints:
    """The sums that no split exceeds (weak duality): everybody at the price of one unit more, every
    full cap and every promise at what one unit more under it brings."""
    network, rows = flow.network, worth.rows
    price = rows[prices.best]
    classes = network.shape.size @ price[: network.places]
    above, below = prices.best[network.heads], prices.best[network.tails]
    dear = above > below
    caps = network.limit[dear] @ (rows[above[dear]] - rows[below[dear]])
    at_offer = prices.best[network.offers : network.out]
    kept = worth.promised > at_offer
    promises = network.promise[kept] @ (rows[worth.promised[kept]] - rows[at_offer[kept]])
    return np.asarray(classes + caps + promises)
