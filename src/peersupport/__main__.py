"""`python -m peersupport`, and the command `peersupport`: the command line, where what it needs is installed."""

import sys


def main() -> None:
    """Run the command line; without its libraries, say how to install them."""
    try:
        from peersupport.cli.main import main as run  # noqa: PLC0415 - click and rich are an extra
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.exit("the command line needs two more libraries: install `peersupport[cli]`")
    run()


if __name__ == "__main__":
    main()
