"""The room that is left under the caps while subjects are placed one by one."""

from collections.abc import Sequence

from app.optimum.problem import Hindrance, Obstacle, Problem
from app.optimum.shape import rate_at


class Room:
    """What is taken so far."""

    def __init__(self, problem: Problem, chosen: Sequence[int] = ()) -> None:
        self.problem = problem
        self.rates = [rate_at(problem, place) for place in range(len(problem.places))]
        self.taken = [0] * len(problem.caps)
        self.cents = [0] * len(problem.caps)
        self.counted = [0] * len(problem.offers)
        for place in chosen:
            if place >= 0:
                self.take(place)

    def take(self, place: int) -> None:
        one = self.problem.places[place]
        self.counted[one.offer] += 1
        for cap in one.caps:
            self.taken[cap] += 1
            self.cents[cap] += self.rates[place]

    def is_open(self, place: int) -> bool:
        return self.in_the_way(place) is None

    def in_the_way(self, place: int) -> Hindrance | None:
        """The cap that one more there would break."""
        one = self.problem.places[place]
        for cap in one.caps:
            if not self.has_room(cap, place):
                is_share = self.problem.caps[cap].percent is not None
                return Hindrance(Obstacle.SHARE if is_share else Obstacle.FULL, one.offer, cap)
        return None

    def has_room(self, number: int, place: int) -> bool:
        """Whether one more at this place keeps to the cap."""
        cap = self.problem.caps[number]
        if cap.percent is not None:
            here = cap.standing_here + self.taken[number] + 1
            whole = cap.standing_all + self.counted[cap.offer] + 1
            return here * 100 <= cap.percent * whole
        if cap.left_cents is not None:
            return self.cents[number] + self.rates[place] <= cap.left_cents
        return self.taken[number] < cap.left_units

    def exceeds(self, number: int) -> bool:
        """Whether what was chosen is more than the share."""
        cap = self.problem.caps[number]
        here, whole = cap.standing_here + self.taken[number], cap.standing_all
        return here * 100 > (cap.percent or 0) * (whole + self.counted[cap.offer])
