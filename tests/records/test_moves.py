from collections.abc import Mapping
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersupport.errors import InvalidRecord
from peersupport.records.community import ENQUIRY_MOVES, Enquiry, EnquiryStatus
from peersupport.records.identifiers import ReferralId
from peersupport.records.referrals import CONNECTION_MOVES, Connection, OnwardReferral

ONWARD, ENQUIRY = OnwardReferral(id=ReferralId("onward")), Enquiry()
STARTS: list[tuple[Any, Mapping[Any, tuple[Any, ...]], type[Enum]]] = [
    (ONWARD, CONNECTION_MOVES, Connection),
    (ENQUIRY, ENQUIRY_MOVES, EnquiryStatus),
]


@pytest.mark.requirement("MM15", "YP32")
@given(st.sampled_from(STARTS), st.data())
def test_a_status_goes_where_its_table_says_and_nowhere_else(
    start: tuple[Any, Mapping[Any, tuple[Any, ...]], type[Enum]], data: st.DataObject
) -> None:
    """Whatever is asked for, in whatever order: a refusal changes nothing and names the moves that are legal."""
    one, moves, statuses = start
    for to in data.draw(st.lists(st.sampled_from(list(statuses)), max_size=8)):
        legal = moves.get(one.status, ())
        if to in legal:
            one = one.moved(to)
            assert one.status is to
        else:
            with pytest.raises(InvalidRecord) as refused:
                one.moved(to)
            (fault,) = refused.value.faults
            assert fault.code == "move-illegal"
            assert [name.value for name in legal if name.value not in fault.help] == []


@pytest.mark.requirement("MM15")
def test_a_service_is_offered_accepted_and_attended() -> None:
    """Nothing is attended that she has not accepted, and who declined may think again (MM15)."""
    offered = ONWARD.moved(Connection.OFFERED)
    assert offered.moved(Connection.ACCEPTED).moved(Connection.ATTENDED).status is Connection.ATTENDED
    assert offered.moved(Connection.DECLINED).moved(Connection.ACCEPTED).status is Connection.ACCEPTED
    for leap in (ONWARD, offered):
        with pytest.raises(InvalidRecord):
            leap.moved(Connection.ATTENDED)


@pytest.mark.requirement("YP32")
def test_an_enquiry_about_a_new_group_is_answered_before_the_group_is_set_up() -> None:
    """It can be closed at every step until then, and opened again by whoever asks again (YP32)."""
    received = ENQUIRY.moved(EnquiryStatus.RECEIVED)
    with pytest.raises(InvalidRecord):
        received.moved(EnquiryStatus.SET_UP)
    prepared = received.moved(EnquiryStatus.ANSWERED).moved(EnquiryStatus.PREPARING)
    assert prepared.moved(EnquiryStatus.SET_UP).status is EnquiryStatus.SET_UP
    for step in (received, prepared):
        assert step.moved(EnquiryStatus.CLOSED).moved(EnquiryStatus.RECEIVED).status is EnquiryStatus.RECEIVED
