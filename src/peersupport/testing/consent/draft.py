"""A case in the making: what its later records are drawn beside."""

from peersupport.testing.choices import Choices
from peersupport.testing.consent.cases import Record
from peersupport.testing.consent.setting import Line, Lines, Setting
from peersupport.testing.consent.worlds import DAY, YOUNG
from peersupport.testing.oracle.forms import Item, Request

NOTHING_NEAR = Line((), (), ())


class Draft:
    """The choices, the world, the instants that occur so far, the request and the records."""

    def __init__(self, setting: Setting, choices: Choices) -> None:
        self.choices, self.setting = choices, setting
        # Bound here: a case is drawn in a ten thousandth of a second, and asks for some hundreds of choices.
        self.pick, self.chance, self.number = choices.pick, choices.chance, choices.number
        self.mostly = choices.mostly
        day = self.number(26, 59)
        self.at = day * DAY + self.pick((0, 0, 1, DAY // 2, DAY - 1))
        self.moments = [self.number(3, day - 2) * DAY + self.pick((0, 0, 1, DAY // 3)) for _ in range(3)]
        if self.chance(0.3):
            self.moments.append(YOUNG)
        self.records: list[Record] = []
        self.request: Request
        self.roles: tuple[str, str]
        """Those that the sender and the recipient shall hold."""
        self.competent: bool

    def moment(self) -> int:
        """An instant that occurs in this history, or one beside it."""
        return self.pick(self.moments) + self.pick((0, 0, 0, -1, 1))

    def beside(self) -> int:
        """The request's instant, or one beside it."""
        return self.at + self.pick((-DAY, -1, 0, 1, DAY))

    def past(self) -> int:
        """An instant that is mostly before the request."""
        return self.beside() if self.chance(0.04) else self.moment()

    def recorded(self, earliest: int = 0) -> int | None:
        """When something was recorded that happened then: mostly before the request."""
        if self.chance(0.015):
            return None
        at = self.beside() if self.chance(0.03) else self.moment()
        return max(at, earliest + self.pick((0, 0, 1, DAY)))

    def about(self) -> str:
        """The category of one of the items, or of none where nothing is asked for."""
        return self.pick(self.request.items or (Item(next(iter(self.setting.categories))),)).category

    def touching(self, lines: Lines, name: str | None) -> tuple[str, ...]:
        """Names of which one mostly touches a name."""
        above, sharing, apart = lines.get(name or "", NOTHING_NEAR._replace(apart=tuple(lines)))
        chosen = self.mostly(self.pick((*above, *sharing) or apart), apart)
        return (chosen, self.pick([*lines])) if self.chance(0.12) else (chosen,)
