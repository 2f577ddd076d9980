"""An independent reading of D1 to D3: ages found by walking a calendar day by day, never by a formula.

It shares no code with `peersupport.dates`: it lists the days on which somebody gets older and counts those that came.
"""

from bisect import bisect_right
from datetime import date, timedelta


class WalkedCalendar:
    """Every day of some years, in the order in which they come, each with its position.

    `positions` finds a day by (year, month, day number); `month_ends` finds the last day that a (year, month) turned
    out to have.
    """

    def __init__(self, *, first_year: int, last_year: int) -> None:
        self.days: list[date] = []
        self.positions: dict[tuple[int, int, int], int] = {}
        self.month_ends: dict[tuple[int, int], int] = {}
        day = date(first_year, 1, 1)
        while day.year <= last_year:
            self.positions[day.year, day.month, day.day] = len(self.days)
            self.month_ends[day.year, day.month] = len(self.days)
            self.days.append(day)
            day += timedelta(days=1)

    def birthdays(self, born: date, highest_age: int, leap_day: str) -> list[int]:
        """The positions of the birth and of each birthday. D2: the day itself, or the neighbour that stands in."""
        found: list[int] = []
        for year in range(born.year, born.year + highest_age + 1):
            position = self.positions.get((year, born.month, born.day))
            if position is None:
                the_28th = self.positions[year, 2, 28]
                position = {"mar1": the_28th + 1, "feb28": the_28th}[leap_day]
            found.append(position)
        return found

    def month_days(self, born: date, highest_age: int) -> list[int]:
        """The positions of the birth and of each day that completes a month. D3: that number, or the last day."""
        found: list[int] = []
        year, month = born.year, born.month
        while len(found) <= highest_age:
            found.append(self.positions.get((year, month, born.day), self.month_ends[year, month]))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return found


def attained(days_of_getting_older: list[int], position: int) -> int:
    """D1: the last of those days that has come, counted from 0 at birth."""
    return bisect_right(days_of_getting_older, position) - 1
