"""What may be told of few people. Values in, values out."""

from collections.abc import Mapping

LEAST = 10
"""Below that a number of people is not told, zero neither: as in what a country publishes (ONS
Longitudinal Study, threshold of ten; see `disclosure.protect`)."""


def protected(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts that may be told beside their total; None for those that may not.

    Whatever is below ten is hidden. So that nothing follows from the total, what is hidden is two
    numbers at least, and together nobody or ten people at least: the smallest others are hidden
    with it.
    """
    hidden = {name for name, count in counts.items() if count < LEAST}
    rest = sorted((name for name in counts if name not in hidden), key=lambda name: counts[name])
    while hidden and rest and (len(hidden) < 2 or 0 < sum(counts[n] for n in hidden) < LEAST):
        hidden.add(rest.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}
