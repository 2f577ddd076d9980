"""A command that fails when some of its work is done already: what stays of it is told, since it was not nothing."""


class Partly(Exception):
    """A command went wrong, by `cause`, after something was written that stays: `stays` says what, in a line."""

    def __init__(self, cause: BaseException, stays: str) -> None:
        super().__init__(stays)
        self.cause = cause
        self.stays = stays
