"""Goal 16: a case from JSON bytes and to JSON bytes, strictly, against msgspec on classes of the same fields.

msgspec is written in C and not strict: of two equal keys it takes the last, and a key that a class does not know it
passes over. The other rows tell what strictness costs in Python: the standard library's parser alone, the same where
it refuses repeated keys, and the thorough reader, to which the quick one leaves what is not right.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from benchmarks.case_records import cases
from benchmarks.harness import Ratio, against
from benchmarks.report import Result
from peersupport.records.answers import AnswerValue
from peersupport.records.case import Case
from peersupport.records.codec import document_of, from_json, parse_json, to_json
from peersupport.records.codec.converter import CONVERTER
from peersupport.records.codec.fields import types_of
from peersupport.records.consent import Day

One = Callable[[Any], object]


class Other:
    """A union that msgspec does not take: text that may be two things. None of the cases holds one."""


def measure(rounds: int) -> list[Result]:
    """Both ways, each with what tells where the time goes; nothing where msgspec or orjson is not installed."""
    try:
        import msgspec  # noqa: PLC0415 - to compare with
        import orjson  # noqa: PLC0415 - to compare with
    except ImportError:
        return []
    given = cases(200)
    texts = [to_json(one) for one in given]
    documents = [document_of(one) for one in given]
    decoder = msgspec.json.Decoder(mirrored(Case), dec_hook=_refused)
    theirs = [decoder.decode(one) for one in texts]
    loads: One = partial(json.loads, object_pairs_hook=_unique)
    dumps: One = partial(json.dumps, ensure_ascii=False)
    read = partial(_results, texts, decoder.decode, texts, rounds)
    written = partial(_results, theirs, msgspec.json.encode)
    return [
        read("a case from JSON bytes, strict", partial(from_json, record=Case), goal=1.4, stretch=1.15),
        read("orjson alone", orjson.loads),
        read("json.loads alone", json.loads),
        read("the same, repeated keys refused", loads),
        read("thoroughly, as what is not right", lambda text: CONVERTER.structure(parse_json(text), Case)),
        written(given, rounds, "a case to JSON bytes", to_json, goal=1.4, stretch=1.15),
        written(documents, rounds, "json.dumps alone, of its document", dumps),
        written(given, rounds, "its document, then json.dumps", lambda case: dumps(document_of(case))),
    ]


def _results(
    theirs: Sequence[object],
    reference: One,
    given: Sequence[object],
    rounds: int,
    measure: str,
    one: One,
    *,
    goal: float | None = None,
    stretch: float | None = None,
) -> Result:
    ratio: Ratio = against(
        lambda: [one(each) for each in given],
        lambda: [reference(each) for each in theirs],
        items=len(given),
        rounds=rounds,
    )
    return Result(
        number=16, measure=measure, unit="x", figure=ratio.median, least=ratio.least, goal=goal, stretch=stretch,
        detail=f"{ratio.ours / 1e3:.1f} us, msgspec {ratio.theirs / 1e3:.1f} us",
    )  # fmt: skip


@cache
def mirrored(kind: Any) -> Any:
    """An attrs class of the same fields as another, with unions that msgspec takes."""
    fields = {
        one.name: attrs.field(default=one.default, type=_type(types_of(kind)[one.name])) for one in attrs.fields(kind)
    }
    after = getattr(kind, "__attrs_post_init__", None)
    body = {} if after is None else {"__attrs_post_init__": after}
    return attrs.make_class(kind.__name__, fields, class_body=body, frozen=True, kw_only=True, slots=True)


def _type(kind: Any) -> Any:
    if isinstance(kind, type) and attrs.has(kind):
        return mirrored(kind)
    if kind in (Day, Day | None, AnswerValue, AnswerValue | None):
        return Other | None
    if get_origin(kind) in {Union, UnionType}:
        return Union[tuple(_types(kind))]  # noqa: UP007 - made of what there is
    if get_origin(kind) is tuple:
        return tuple[_type(get_args(kind)[0]), ...]  # type: ignore[misc]
    return kind


def _types(kind: Any) -> Iterator[Any]:
    return (one if one is NoneType else _type(one) for one in get_args(kind))


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made


def _refused(kind: Any, _: object) -> object:
    raise NotImplementedError(kind)
