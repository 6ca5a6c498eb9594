"""``python -m skywitness``: the command line."""

from skywitness.cli import main

if __name__ == "__main__":
    main()
