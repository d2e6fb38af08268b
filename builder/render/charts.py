"""A bar for each year, as a list of links whose bars are inline SVG: no script, no style attribute, no picture.

Strategy: an ordered list of links is what it means, so that is what it is; the SVG only draws. Its height is an
attribute (the Content-Security-Policy forbids `style`), and its width is the page's affair. Years without documents are
drawn as gaps: one by one where few, as one gap with its years where many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 64  # of the tallest bar, in CSS pixels
LONG_GAP = 4  # so many empty years in a row become one gap
DENSE = 16  # with more bars than this, only every fifth year is labelled


@dataclass(frozen=True, slots=True)
class Bar:
    """One year (or a run of empty ones, `count` 0): `height` in pixels, `tick` whether its label is drawn,
    `run` whether it stands for several years."""

    label: str
    url: str
    count: int
    height: int
    tick: bool
    run: bool = False


def years(counts: Sequence[tuple[str, str, int]]) -> tuple[Bar, ...]:
    """Bars for (year, address, number of documents), oldest first, gaps filled in.

    >>> [(bar.label, bar.height) for bar in years([("2019", "a/", 1), ("2021", "b/", 4)])]
    [('2019', 16), ('2020', 0), ('2021', 64)]
    >>> [bar.label for bar in years([("1990", "a/", 1), ("2021", "b/", 4)])]
    ['1990', '1991–2020', '2021']
    """
    full: list[tuple[str, str, int]] = []
    for year, url, count in counts:
        if full and year.isdigit() and full[-1][0].isdigit():
            full.extend(_gap(int(full[-1][0]) + 1, int(year)))
        full.append((year, url, count))
    top = max((count for _, _, count in full), default=1)
    dense = len(full) > DENSE
    return tuple(
        Bar(
            label=label,
            url=url,
            count=count,
            height=max(2, round(HEIGHT * count / top)) if count else 0,
            tick=not dense or place in (0, len(full) - 1) or not label.isdigit() or label.endswith(("0", "5")),
            run=not label.isdigit(),
        )
        for place, (label, url, count) in enumerate(full)
    )


def months(counts: Sequence[int], most: int) -> tuple[int, ...]:
    """Heights of twelve small bars; a month with `most` documents, the fullest of the whole archive, has 24 pixels.

    >>> months([0, 1, 2], 4)
    (0, 6, 12)
    """
    return tuple(max(3, round(24 * count / (most or 1))) if count else 0 for count in counts)


def _gap(start: int, end: int) -> list[tuple[str, str, int]]:
    if end - start >= LONG_GAP:
        return [(f"{start:04}–{end - 1:04}", "", 0)]
    return [(f"{year:04}", "", 0) for year in range(start, end)]
