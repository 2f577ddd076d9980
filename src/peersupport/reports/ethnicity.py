"""The five broad ethnic groups of the census of England and Wales, and the descriptions that lie under each."""

GROUPS = {
    "Asian or Asian British": (
        "asian, asian british, asian or asian british, indian, pakistani, bangladeshi, chinese, "
        "any other asian background, other asian, h, j, k, l, r"
    ),
    "Black, Black British, Caribbean or African": (
        "black, black british, black or black british, african, caribbean, any other black background, other black, "
        "black african, black caribbean, m, n, p"
    ),
    "Mixed or multiple ethnic groups": (
        "mixed, multiple, mixed or multiple ethnic groups, white and black caribbean, white and black african, "
        "white and asian, any other mixed background, other mixed, d, e, f, g"
    ),
    "White": (
        "white, british, white british, english, welsh, scottish, northern irish, irish, white irish, "
        "gypsy or irish traveller, roma, any other white background, white other, other white, a, b, c"
    ),
    "Other ethnic group": "other, other ethnic group, arab, any other ethnic group, s",
    "Prefer not to say": "prefer not to say, not stated, z",
}
"""The 18 categories of 2011 and 19 of 2021 in short, and the letters of the NHS data dictionary."""
BROAD = tuple(GROUPS)
_BY_DESCRIPTION = {name: group for group, names in GROUPS.items() for name in names.split(", ")}


def broad_group(description: str | None) -> str | None:
    """The broad group of a description. None where there is none, or it is in words that no list has: those words are
    hers and are not repeated, and nobody guesses."""
    if description is None:
        return None
    plain = " ".join(description.lower().replace(":", " ").replace("-", " ").split())
    return _BY_DESCRIPTION.get(plain)
