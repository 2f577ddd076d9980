from pathlib import Path

import pytest
from tests.interop.conftest import FaultsOf

from peersupport.interop.mapping import read_mapping
from peersupport.interop.targets import Leaf, target

HEAD = 'case_id = "id"\non = 2025-06-01\n'


@pytest.mark.parametrize(
    ("path", "leaf"),
    [
        ("participant.birth_date", Leaf.PARTIAL_DAY),
        ("participant.single_parent", Leaf.TRUTH),
        ("participant.names", Leaf.TEXT),
        ("children[0].birth_date", Leaf.PARTIAL_DAY),
        ("referrals[2].referrer_role", Leaf.OPTION),
        ("referrals[0].programme", Leaf.TEXT),
        ("assessments[epds].items", Leaf.WHOLE),
        ("answers[link-workers.in_north_cumbria].value", Leaf.ANSWER),
        ("answers[a.b].given_on", Leaf.DAY),
        ("consent[0].recipient.role", Leaf.OPTION),
    ],
)
def test_paths_lead_to_fields(path: str, leaf: Leaf) -> None:
    """Every kind of field of the records can be mapped, nested ones too."""
    assert target(path).leaf is leaf


@pytest.mark.parametrize(
    ("field", "code", "place", "help"),
    [
        ('to = "participant.birthdate"\nfrom = "a"', "path-unknown", "to", "did you mean `birth_date`?"),
        ('to = "participants.birth_date"\nfrom = "a"', "path-unknown", "to", "did you mean `participant`?"),
        ('to = "children[0]"\nfrom = "a"', "path-form", "to", ""),
        ('to = "children.birth_date"\nfrom = "a"', "path-key", "to", "`children[0]`"),
        ('to = "answers[0].values"\nfrom = "a"\nkind = "text"', "path-unknown", "to", "did you mean `value`?"),
        ('to = "assessments[].items"\nfrom = "a"', "path-key", "to", ""),
        ('to = "participant[0].names"\nfrom = "a"', "path-form", "to", ""),
        ('to = "referrals[0].recorded_at"\nfrom = "a"', "path-form", "to", ""),
        ('to = "plans[0].goals[0].text"\nfrom = "a"', "path-form", "to", ""),
        ('to = "id.id"\nfrom = "a"', "path-form", "to", ""),
        ('from = "a"', "key-missing", "to", ""),
        ('to = "participant.birth_date"\nfrom = "a"', "key-missing", "kind", "`age_years`"),
        ('to = "answers[x].value"\nfrom = "a"', "key-missing", "kind", "`truth`"),
        ('to = "participant.email"\nfrom = "a"\nkind = "whole"', "value-option", "kind", "`text`"),
        ('to = "participant.email"\nfrom = "a"\nvalue = "b"', "field-source", "", ""),
        ('to = "participant.email"', "field-source", "", ""),
        ('to = "participant.email"\nfrom = []', "value-type", "from", ""),
        ('to = "participant.email"\nfrom = {year = "y"}', "field-parts", "from", ""),
        ('to = "participant.birth_date"\nfrom = {years = "y"}', "value-type", "from", ""),
        ('to = "participant.birth_date"\nfrom = {month = "m"}', "value-type", "from", ""),
        ('to = "participant.email"\nvalue = 3', "value-type", "value", ""),
        ('to = "participant.parent_role"\nvalue = "mum"', "cell-value", "value", "`mother`"),
        ('to = "participant.parent_role"\nfrom = "a"\nvalues = {1 = "mum"}', "cell-value", "", "`mother`"),
        ('to = "participant.email"\nfrom = "a"\nvalues = {1 = 2}', "value-type", "", ""),
        ('to = "participant.email"\nfrom = "a"\nvalue_map = {}', "key-unknown", "value_map", ""),
        ('to = "participant.email"\nfrom = "a"\nmising = ["9"]', "key-unknown", "mising", "did you mean `missing`?"),
        ('to = "answers[x].given_on"\nfrom = "a"\nformat = "%Y"', "format-precision", "", ""),
        ('to = "answers[x].given_on"\nfrom = "a"\nformat = "%y-%m-%d"', "format-unknown", "", ""),
        ('to = "participant.birth_date"\nfrom = "a"\nkind = "age_decimal"\nplaces = 10', "value-type", "places", ""),
        ('to = "participant.birth_date"\nfrom = "a"\nkind = "age_years"\nvalues = {1 = [5, 5]}', "value-type", "", ""),
        ('to = "participant.birth_date"\nfrom = "a"\nkind = "age_years"\non = "2025"', "value-type", "on", ""),
        ('to = "enrolments[0].stage"\nfrom = "a"', "member-incomplete", "to", "`enrolments[0].programme`"),
        ('to = "participant.email"\nfrom = "a"\nwhen = ["b"]', "value-type", "when", ""),
    ],
)
def test_each_fault_of_a_field_is_told_where_it_stands(
    tmp_path: Path, faults: FaultsOf, field: str, code: str, place: str, help: str
) -> None:
    """A mapping that says nonsense is refused before any row is read, at the key that is wrong."""
    path = tmp_path / "mapping.toml"
    path.write_text(f'{HEAD}[[fields]]\nto = "participant.telephone"\nfrom = "t"\n[[fields]]\n{field}\n')
    (fault, *others) = faults(lambda: read_mapping(path))
    assert not others
    assert (fault.code, fault.path) == (code, ("fields", 1, *([place] if place else [])))
    assert help in f"{fault.message} {fault.help}"


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ('on = 2025-06-01\n[[fields]]\nto = "participant.email"\nfrom = "a"', "key-missing", ("case_id",)),
        (HEAD + 'encoding = "utf8-bom"', "encoding-unknown", ("encoding",)),
        (HEAD + 'encoding = "hex"', "encoding-unknown", ("encoding",)),
        (HEAD + 'delimiter = "tab"', "value-type", ("delimiter",)),
        (HEAD + "missing = [9]", "value-type", ("missing",)),
        (HEAD + "field = []", "key-unknown", ("field",)),
        ('case_id = "id"\non = 2025-06-01T10:00:00', "value-type", ("on",)),
        (HEAD + '[[collections]]\nname = "child"', "value-option", ("collections", 0, "name")),
        (HEAD + '[[collections]]\nname = "children"\nothers = "no"', "value-option", ("collections", 0, "others")),
        (
            HEAD + '[[collections]]\nname = "children"\nothers = "none"\ncount_from = "n"',
            "collection-others",
            ("collections", 0, "others"),
        ),
        (
            HEAD + '[[collections]]\nname = "children"\ncount_from = "n"\nvalues = {a = -1}',
            "value-type",
            ("collections", 0, "values"),
        ),
        (
            'case_id = "id"\n[[fields]]\nto = "participant.birth_date"\nfrom = "a"\nkind = "age_years"',
            "on-missing",
            ("fields", 0),
        ),
        ("case_id = ", "toml-syntax", ()),
    ],
)  # fmt: skip
def test_each_fault_of_the_rest(
    tmp_path: Path, faults: FaultsOf, text: str, code: str, path: tuple[str | int, ...]
) -> None:
    """The keys that hold for the whole file are checked as the fields are."""
    file = tmp_path / "mapping.toml"
    file.write_text(text)
    assert [(one.code, one.path) for one in faults(lambda: read_mapping(file))] == [(code, path)]


def test_all_faults_are_told_at_once(tmp_path: Path, faults: FaultsOf) -> None:
    """Nobody mends a mapping one fault at a time."""
    file = tmp_path / "mapping.toml"
    file.write_text(
        'on = 3\n[[fields]]\nto = "participant.x"\nfrom = "a"\nkindd = "x"\n[[collections]]\nothers = "x"\n'
    )
    assert [one.path for one in faults(lambda: read_mapping(file))] == [
        ("case_id",),
        ("on",),
        ("fields", 0, "to"),
        ("fields", 0, "kindd"),
        ("collections", 0, "name"),
        ("collections", 0, "others"),
    ]


def test_a_missing_file_is_a_fault(tmp_path: Path, faults: FaultsOf) -> None:
    """Not a traceback."""
    assert [one.code for one in faults(lambda: read_mapping(tmp_path / "none.toml"))] == ["file-unreadable"]
