"""`python -m charts`."""

import os
import signal
import sys

from charts.cli import main

if __name__ == "__main__":
    # Being told to end is an end like any other: what is half-written goes.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever reads has seen enough, as in `| head`; Python must not say so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    raise SystemExit(code)
