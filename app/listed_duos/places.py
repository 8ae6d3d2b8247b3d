"""Places beside mentors: a running duo of the past gets one, even where none was told."""

from collections.abc import Collection

from app.references.known import places_of


class Places:
    """Those of some mentors; `added` are numbers that there were not before, by mentor."""

    def __init__(self, mentor_ids: Collection[int]) -> None:
        self.numbers, self.taken = places_of(mentor_ids)
        self.added: dict[int, list[int]] = {}

    def take(self, mentor_id: int) -> int:
        """The lowest free number, or a new one: history may have gone over the capacity."""
        numbers, taken = self.numbers[mentor_id], self.taken[mentor_id]
        free = sorted(numbers - taken)
        number = free[0] if free else max(numbers, default=0) + 1
        if not free:
            numbers.add(number)
            self.added.setdefault(mentor_id, []).append(number)
        taken.add(number)
        return number

    def leave(self, mentor_id: int, number: int) -> None:
        self.taken[mentor_id].discard(number)

    def before(self, mentor_id: int) -> int:
        """How many places there were."""
        return len(self.numbers[mentor_id]) - len(self.added.get(mentor_id, ()))
