"""The named rules for small numbers, as data (standards.md 2.9), and what each makes of one count."""

from peersupport._attrs import frozen
from peersupport.citations import Citation, cited
from peersupport.errors import UnknownName, did_you_mean

HIDDEN = "*"
DOCUMENT = "standards.md"


@frozen
class Shown:
    """A count as it may leave, and what a reader who knows the policy can tell from it alone: low to high, both
    included; `high` None: no bound."""

    text: str
    low: int
    high: int | None

    @property
    def hidden(self) -> bool:
        """Whether no number stands there at all."""
        return self.text == HIDDEN

    @property
    def number(self) -> int | None:
        """The number that is printed: what percentages and plots are made from."""
        return None if self.hidden else int(self.text)


@frozen
class Suppression:
    """One rule for small numbers: counts from `smallest` to `largest` are hidden, others rounded to `base`.

    `smallest` is 1 where zeros are shown and 0 where they are hidden too. `stand_in` is printed for a small count,
    `*` for one that is hidden so that another cannot be worked out. `protection` is how many further values a hidden
    count could have, at the least, for a reader who solves all the report's sums.
    """

    id: str
    title: str
    smallest: int
    largest: int
    base: int
    stand_in: str
    protection: int
    citation: Citation
    requirements: tuple[str, ...] = ()

    def small(self, count: int) -> bool:
        """Whether the count is one that the rule hides."""
        return self.smallest <= count <= self.largest

    @property
    def exact(self) -> bool:
        """Whether counts that are not hidden are printed as they are."""
        return self.base == 1

    @property
    def blank(self) -> Shown:
        """A hidden count: it may be any that the rule does not print for certain."""
        return Shown(text=HIDDEN, low=self.smallest, high=None)

    def shown(self, count: int) -> Shown:
        """The count by itself, apart from what other counts tell of it."""
        if self.small(count):
            if self.stand_in == HIDDEN:
                return self.blank
            return Shown(text=self.stand_in, low=self.smallest, high=self.largest)
        if count == 0 or self.exact:
            return Shown(text=str(count), low=count, high=count)
        rounded = (count + self.base // 2) // self.base * self.base
        reach = (self.base - 1) // 2
        return Shown(text=str(rounded), low=max(rounded - reach, self.largest + 1), high=rounded + reach)


def _policy(
    id: str, title: str, hides: tuple[int, int], base: int, quote: str, note: str = "", stand_in: str = HIDDEN
) -> Suppression:
    smallest, largest = hides
    return Suppression(
        id=id,
        title=title,
        smallest=smallest,
        largest=largest,
        base=base,
        stand_in=stand_in,
        # Where numbers are exact, what is hidden stays as open as the rule's own range; rounding has widened it before.
        protection=largest - smallest if base == 1 else base // 2,
        citation=cited(quote, mark="default", note=note, document=DOCUMENT),
    )


_HES = "below national, counts rounded to nearest 5 with 1-7 masked and zero kept"
_UNSEEN = "whether 1 to 7 prints as 5 or * differs by publication"
_ALL = (
    _policy("nhs_hes", "1 to 7 printed as 5, others rounded to 5, zeros kept", (1, 7), 5, _HES, _UNSEEN, "5"),
    _policy("nhs_hes_star", "1 to 7 hidden, others rounded to 5, zeros kept", (1, 7), 5, _HES, _UNSEEN),
    _policy("lt5", "1 to 4 hidden, others exact", (1, 4), 1, "`lt5`", "zeros are kept"),
    _policy("lt7", "1 to 6 hidden, others exact", (1, 6), 1, "NHS Model feedback \"below 7\" -> '*'", "zeros are kept"),
    _policy(
        "lt8",
        "0 to 7 hidden, others rounded to 5",
        (0, 7),
        5,
        "OpenSAFELY redact <= 7 then round to 5",
        "to the letter: 0 is redacted too",
    ),
    _policy("lt10", "1 to 9 hidden, others exact", (1, 9), 1, "`lt10`", "zeros are kept"),
    _policy("lt10_zero", "0 to 9 hidden, others exact", (0, 9), 1, "UK LLC threshold 10, including zero"),
)
POLICIES = {one.id: one for one in _ALL}
"""The rules by their names."""
DEFAULT_POLICY = POLICIES["lt5"]
"""Our own choice: no source of the programmes names a rule [default]."""


def suppression_policy(name: str) -> Suppression:
    """The rule of a name. Raises `UnknownName`."""
    if name not in POLICIES:
        raise UnknownName("there is no such rule for small numbers", help=did_you_mean(name, POLICIES))
    return POLICIES[name]
