"""Which provider covers which area (MM6, MM7), by the address at referral and by the address today."""

from peersupport.plugin import choose, core
from peersupport_link_workers.facts import in_north_cumbria
from peersupport_link_workers.programme import PARAMETERS

AT_REFERRAL = core.local_authority_at_referral

PROVIDERS = {
    "together-we": AT_REFERRAL.is_in(PARAMETERS["north_cumbria"])
    | (AT_REFERRAL.is_in(PARAMETERS["north_cumbria_in_part"]) & in_north_cumbria),
    "sunderland-counselling-service": AT_REFERRAL.is_in(PARAMETERS["sunderland"]),
    "teesside-mind": choose(
        PARAMETERS["teesside_reading"],
        {
            "middlesbrough": AT_REFERRAL.is_in(PARAMETERS["middlesbrough"]),
            "tees_valley": AT_REFERRAL.is_in(PARAMETERS["tees_valley"]),
        },
    ),
    "everyturn": AT_REFERRAL.is_in(PARAMETERS["northumberland"]),
}
"""By provider: whether it covers the address at referral."""

SERVED = (
    PROVIDERS["together-we"]
    | PROVIDERS["sunderland-counselling-service"]
    | PROVIDERS["teesside-mind"]
    | PROVIDERS["everyturn"]
)
"""Some provider covers the address at referral."""

STILL_IN_AREA = (
    core.local_authority.is_in(PARAMETERS["north_cumbria"])
    | core.local_authority.is_in(PARAMETERS["north_cumbria_in_part"])
    | core.local_authority.is_in(PARAMETERS["sunderland"])
    | core.local_authority.is_in(PARAMETERS["tees_valley"])
    | core.local_authority.is_in(PARAMETERS["northumberland"])
)
"""The address today is, or may be, in one of the four areas in its widest reading: no review in vain."""
