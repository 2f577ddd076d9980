"""What reads records from JSON and writes them as JSON: cattrs with hooks for every type that a record holds."""

from cattrs import Converter

from peersupport.records.codec.reading import register_reading
from peersupport.records.codec.writing import register_writing


def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    register_reading(converter)
    register_writing(converter)
    return converter


CONVERTER = _converter()
