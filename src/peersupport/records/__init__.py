"""What is known: frozen records of standard-library types. `None` is "not recorded", `()` is "recorded: none"."""
