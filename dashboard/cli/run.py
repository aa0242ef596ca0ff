"""From the words of a command line to an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from dashboard.cli.commands import command_line
from dashboard.cli.parser import language
from dashboard.errors import HppError
from dashboard.text import Lang

STOPPED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command in `arguments` (by default those of this process).

    Returns:
        The exit code: 0 done, 2 wrong input, 1 our fault, 130 stopped by the user.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    lang = language(words, os.environ)
    _say_every_letter()
    try:
        code = _run(words, lang)
        sys.stdout.flush()
    except HppError as error:
        return _tell(error, lang, debug="--debug" in words)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        _discard_output()
        return 0
    except Exception as error:  # noqa: BLE001  the last line of defence tells instead of tracing
        fault = HppError("cli.unexpected", kind=type(error).__name__, detail=error)
        fault.__cause__ = error
        return _tell(fault, lang, debug="--debug" in words)
    return code


def _run(words: list[str], lang: Lang) -> int:
    try:
        options = command_line(lang).parse_args(words)
    except SystemExit as finished:  # after --help and --version
        return int(finished.code or 0)
    return _call(options, lang)


def _call(options: Namespace, lang: Lang) -> int:
    """Runs the module of the command; it is imported now, with all that it needs."""
    if options.command == "ingest":
        # Arrow's own pool keeps what is freed, and has to be chosen before Arrow is imported.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    command = import_module(f"dashboard.cli.{options.command}")
    code: int = command.run(options, lang)
    return code


def _tell(error: HppError, lang: Lang, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error, file=sys.stderr)
    print(error.message(lang), file=sys.stderr)
    return error.exit_code


def _say_every_letter() -> None:
    """A terminal without Thai letters shows `?` instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _discard_output() -> None:
    """The reader of a pipe has gone: what is left in the buffer has nowhere to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
