"""`python -m charts`."""

from charts.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
