"""The command line: `hpp serve`, `build`, `get`, `check`, `snapshots`, `geo build`.

Exit codes: 0 done, 2 wrong input, 1 our fault, 130 stopped with Ctrl-C. Errors are a fact and a
hint on stderr in the reader's language, never a traceback unless `--debug` asks for it.
"""

from __future__ import annotations

from dashboard.cli.run import main

__all__ = ["main"]
