"""Named laws of programmes and of consent, each usable alone against whatever answers."""
