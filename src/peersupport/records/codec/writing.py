"""How records are written: what is not recorded is left out, what is recorded as none is an empty list."""

from collections.abc import Callable, Mapping
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from peersupport.records.codec.form import Json
from peersupport.records.codec.forms import VALUES, form_of, has_form
from peersupport.records.codec.reading import is_list, is_map


def register_writing(converter: Converter) -> None:
    """Have a converter write what a record can hold."""

    def record_hook(kind: type[Any]) -> Callable[[Any], dict[str, Any]]:
        attrs.resolve_types(kind)  # a class may hold others of itself, which it names in quotes
        return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)

    def list_hook(kind: Any) -> Callable[[Any], list[Json]]:
        member = get_args(kind)[0]
        if get_origin(kind) is frozenset:
            return lambda values: sorted((converter.unstructure(one, member) for one in values), key=str)
        return lambda values: [converter.unstructure(one, member) for one in values]

    def map_hook(kind: Any) -> Callable[[Mapping[str, Any]], dict[str, Json]]:
        member = get_args(kind)[1]
        return lambda values: {key: converter.unstructure(one, member) for key, one in values.items()}

    def as_it_is(value: Any) -> Json:
        return value  # type: ignore[no-any-return]

    def writer(kind: Any) -> Callable[[Any], Json]:
        form = form_of(kind)
        return as_it_is if form is None or form.write is None else form.write

    converter.register_unstructure_hook_factory(attrs.has, record_hook)
    converter.register_unstructure_hook_factory(is_list, list_hook)
    converter.register_unstructure_hook_factory(is_map, map_hook)
    converter.register_unstructure_hook_factory(has_form, writer)
    for kind, form in VALUES.items():
        if form.write is not None:
            converter.register_unstructure_hook(kind, form.write)
