"""`hpp serve`: the dashboard for browsers."""

from __future__ import annotations

from argparse import Namespace

from dashboard.cli.folders import data_folder, published
from dashboard.server.start import check_address, serve
from dashboard.text import Lang, t


def run(options: Namespace, lang: Lang) -> int:
    """Serves until it is stopped.

    Raises:
        NotPublished: there is no snapshot to show.
        InputError: the port is taken or not allowed; `--steward` beyond this machine.
    """
    found = data_folder(options, lang, fill=True)
    published(found)
    # Only what will be true is said.
    check_address(host=options.host, port=options.port, steward=options.steward)
    print(t("cli.serve.opening", lang, host=options.host, port=options.port), flush=True)
    if options.steward:
        print(_steward_at(options, lang), flush=True)
    serve(found, host=options.host, port=options.port, steward=options.steward)
    return 0


def _steward_at(options: Namespace, lang: Lang) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return t("cli.serve.steward_at", lang, host=host, port=options.port)
