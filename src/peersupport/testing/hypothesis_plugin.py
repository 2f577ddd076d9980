"""What Hypothesis gains where the kit is installed: `from_type` of every public class."""


def register() -> None:
    """Called by Hypothesis when it is imported."""
