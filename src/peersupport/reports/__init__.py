"""What many decisions say together."""
