"""Named laws of programmes and of consent, each usable alone against whatever answers.

`laws.withdrawal_never_widens(service)` asks one; `laws.DISCLOSURE` holds all that are about consent and disclosure.
"""

from peersupport.testing.laws.disclosure import *  # noqa: F403 - the laws are the names of this module
