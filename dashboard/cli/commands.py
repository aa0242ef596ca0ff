"""Every command, its options and its help. What a command does is in the module of its name.

Nothing here imports what a command works with: `hpp get` need not wait for the web server.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard import __version__
from dashboard.cli.parser import Parser
from dashboard.text import LANGS, Lang, t


def command_line(lang: Lang) -> Parser:
    """The parser of `hpp` in `lang`; the result's `command` names the module to run."""
    about, epilog = t("cli.about", lang), _epilog("hpp serve", lang)
    parser = Parser(lang=lang, prog="hpp", description=about, epilog=epilog)
    commands = _commands(parser)
    _command(commands, "serve", _serve, "hpp serve --port 8600", lang)
    _command(commands, "build", _nothing, "hpp build --data ./data", lang)
    _command(commands, "ingest", _ingest, "hpp ingest 66_80_amphur_*.csv --dry-run", lang)
    _command(
        commands, "get", _get, "hpp get tpmap_target_poor_rate --within 80 --level district", lang
    )
    _command(commands, "indicators", _indicators, "hpp indicators debt --level province", lang)
    _command(commands, "check", _check, "hpp check --disclosure", lang)
    _command(commands, "snapshots", _snapshots, "hpp snapshots", lang)
    _command(commands, "diff", _diff, "hpp diff parent current", lang)
    _command(commands, "publish", _publish, "hpp publish 4f4859a26f67", lang)
    _command(commands, "rollback", _rollback, 'hpp rollback --reason "wrong file"', lang)
    _command(commands, "prune", _prune, 'hpp prune --keep 10 --reason "old rounds"', lang)
    _command(
        commands,
        "template",
        _template,
        "hpp template --indicator gini_income --level province",
        lang,
    )
    _command(commands, "geo", _geo, "hpp geo build ./boundaries", lang)
    general = _general(parser)
    version = t("cli.option.version", lang)
    general.add_argument("--version", action="version", version=f"hpp {__version__}", help=version)
    return parser


def _commands(parser: Parser, dest: str = "command") -> argparse._SubParsersAction[Parser]:
    title = t("cli.group.commands", parser.lang)
    return parser.add_subparsers(
        title=title, dest=dest, metavar="COMMAND", required=True, parser_class=Parser
    )


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    fill: Callable[[Parser], None],
    example: str,
    lang: Lang,
    *,
    key: str = "",
) -> None:
    key = key or f"cli.{name}"
    parser = commands.add_parser(
        name,
        lang=lang,
        help=t(key, lang),
        description=t(f"{key}.about", lang),
        epilog=_epilog(example, lang),
    )
    fill(parser)
    _general(parser)


def _nothing(_parser: Parser) -> None:
    """A command without options of its own."""


def _general(parser: Parser) -> argparse._ArgumentGroup:
    """Options that every command takes, before or after its name."""
    lang = parser.lang
    group = parser.add_argument_group(t("cli.group.general", lang))
    absent = argparse.SUPPRESS
    group.add_argument("-h", "--help", action="help", help=t("cli.option.help", lang))
    group.add_argument(
        "--data", metavar="DIR", type=Path, default=absent, help=t("cli.option.data", lang)
    )
    group.add_argument("--lang", choices=LANGS, default=absent, help=t("cli.option.lang", lang))
    group.add_argument(
        "--debug", action="store_true", default=absent, help=t("cli.option.debug", lang)
    )
    return group


def _serve(parser: Parser) -> None:
    group = _options(parser)
    group.add_argument("--host", default="127.0.0.1", help=t("cli.serve.host", parser.lang))
    group.add_argument("--port", type=int, default=8501, help=t("cli.serve.port", parser.lang))
    group.add_argument("--steward", action="store_true", help=t("cli.serve.steward", parser.lang))


def _ingest(parser: Parser) -> None:
    lang = parser.lang
    # Files come first: usage says so, as after an option they would be taken for its value.
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument("files", nargs="+", metavar="FILE", help=t("cli.ingest.file", lang))
    group = _options(parser)
    group.add_argument("--dataset", metavar="NAME", default="", help=t("cli.ingest.dataset", lang))
    for name in ("dry-run", "json", "publish"):
        told = t(f"cli.ingest.{name.replace('-', '_')}", lang)
        group.add_argument(f"--{name}", action="store_true", help=told)
    group.add_argument("--reason", metavar="TEXT", default="", help=t("cli.ingest.reason", lang))


def _get(parser: Parser) -> None:
    lang = parser.lang
    # Indicators come first: after --area they would be taken for areas.
    parser.usage = (
        f"{parser.prog} INDICATOR [INDICATOR ...] [--area CODE [CODE ...]] [--within CODE]\n"
        "               [--level LEVEL] [--period P] [--format {table,csv,json}]"
    )
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument(
        "indicators", nargs="+", metavar="INDICATOR", help=t("cli.get.indicator", lang)
    )
    group = _options(parser)
    group.add_argument(
        "--area",
        dest="areas",
        metavar="CODE",
        nargs="+",
        action="extend",
        default=[],
        help=t("cli.get.area", lang),
    )
    group.add_argument("--within", metavar="CODE", default="", help=t("cli.get.within", lang))
    group.add_argument("--level", metavar="LEVEL", default="", help=t("cli.get.level", lang))
    group.add_argument("--period", metavar="P", default="latest", help=t("cli.get.period", lang))
    group.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        help=t("cli.get.format", lang),
    )


def _check(parser: Parser) -> None:
    lang = parser.lang
    group = _options(parser)
    told = t("disclosure.option", lang)
    group.add_argument("--disclosure", action="store_true", help=told)
    group.add_argument("--cells", action="store_true", help=t("disclosure.option.cells", lang))
    group.add_argument("--json", action="store_true", help=t("disclosure.option.json", lang))


def _indicators(parser: Parser) -> None:
    lang = parser.lang
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument("words", nargs="*", metavar="WORD", help=t("cli.indicators.word", lang))
    group = _options(parser)
    told = t("cli.indicators.level", lang)
    group.add_argument("--level", metavar="LEVEL", default="", help=told)
    group.add_argument("--json", action="store_true", help=t("cli.indicators.json", lang))


def _snapshots(parser: Parser) -> None:
    told = t("cli.snapshots.json", parser.lang)
    _options(parser).add_argument("--json", action="store_true", help=told)


def _diff(parser: Parser) -> None:
    lang = parser.lang
    what = parser.add_argument_group(t("cli.group.what", lang))
    for name, word in (("before", "parent"), ("after", "current")):
        told = t(f"cli.diff.{name}", lang)
        what.add_argument(name, metavar=name.upper(), nargs="?", default=word, help=told)
    group = _options(parser)
    group.add_argument("--json", action="store_true", help=t("cli.diff.json", lang))
    group.add_argument("--all", action="store_true", help=t("cli.diff.all", lang, count=40))


def _publish(parser: Parser) -> None:
    lang = parser.lang
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument("id", metavar="ID", help=t("cli.publish.id", lang))
    _reason(parser)


def _rollback(parser: Parser) -> None:
    lang = parser.lang
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument("id", metavar="ID", nargs="?", default="", help=t("cli.rollback.id", lang))
    _reason(parser)


def _prune(parser: Parser) -> None:
    keep = t("cli.prune.keep", parser.lang)
    group = _reason(parser)
    group.add_argument("--keep", metavar="N", type=int, required=True, help=keep)


def _reason(parser: Parser) -> argparse._ArgumentGroup:
    group = _options(parser)
    told = t("cli.publish.reason", parser.lang)
    group.add_argument("--reason", metavar="TEXT", default="", help=told)
    return group


def _template(parser: Parser) -> None:
    lang = parser.lang
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument("--agenda", action="store_true", help=t("cli.template.agenda", lang))
    what.add_argument(
        "--indicator",
        metavar="ID",
        nargs="+",
        action="extend",
        default=[],
        help=t("cli.template.indicator", lang),
    )
    what.add_argument(
        "--level",
        choices=("district", "province"),
        default="district",
        help=t("cli.template.level", lang),
    )
    what.add_argument("--within", metavar="CODE", default="", help=t("cli.template.within", lang))
    what.add_argument(
        "--period",
        metavar="P",
        nargs="+",
        action="extend",
        default=[],
        help=t("cli.template.period", lang),
    )
    what.add_argument("--edition", metavar="E", default="", help=t("cli.template.edition", lang))
    group = _options(parser)
    out, force = t("cli.template.out", lang), t("cli.template.force", lang)
    group.add_argument("--out", metavar="FILE", type=Path, default=Path("template.xlsx"), help=out)
    group.add_argument("--force", action="store_true", help=force)


def _geo(parser: Parser) -> None:
    commands = _commands(parser, dest="geo_command")
    example = "hpp geo build ./boundaries --out ./geo"
    _command(commands, "build", _geo_build, example, parser.lang, key="cli.geo.build")


def _geo_build(parser: Parser) -> None:
    lang = parser.lang
    what = parser.add_argument_group(t("cli.group.what", lang))
    what.add_argument("source", metavar="SOURCE", type=Path, help=t("cli.geo.source", lang))
    _options(parser).add_argument(
        "--out", metavar="DIR", type=Path, default=None, help=t("cli.geo.out", lang)
    )


def _options(parser: Parser) -> argparse._ArgumentGroup:
    return parser.add_argument_group(t("cli.group.options", parser.lang))


def _epilog(example: str, lang: Lang) -> str:
    return f"{t('cli.example', lang)}: {example}\n\n{t('cli.exit_codes', lang)}"
