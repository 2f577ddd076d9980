"""For those who check programmes and consent logic. Needs the extra `testing`."""
