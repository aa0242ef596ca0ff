"""argparse in two languages: its own words are replaced, its errors become ours.

argparse builds English sentences; `Parser.error` takes the facts out of them and tells them again
in the reader's language, as a fact and a hint.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final, NoReturn

from dashboard.errors import InputError
from dashboard.text import LANGS, Lang, t
from dashboard.text.width import wrap

_SENTENCES: Final = {
    "invalid_choice": r"argument (?P<argument>.+?): invalid choice: (?P<value>.+?)"
    r"(?:, maybe you meant .+)? \(choose from (?P<choices>.+?)\)",
    "not_a_number": r"argument (?P<argument>.+?): invalid int value: (?P<value>.+)",
    "expected": r"argument (?P<argument>.+?): expected (?:one|at least one|at most one) argument",
    "no_value": r"argument (?P<argument>.+?): ignored explicit argument (?P<value>.+)",
    "required": r"the following arguments are required: (?P<names>.+)",
    "unrecognized": r"unrecognized arguments: (?P<names>.+)",
}


class UsageError(InputError):
    """A command line that cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks `lang` and raises `UsageError` instead of leaving the program."""

    def __init__(self, *, lang: Lang, **options: Any) -> None:  # noqa: ANN401  argparse's own
        self.lang: Lang = lang
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=partial(_Formatter, lang=lang),
            **options,
        )

    def error(self, message: str) -> NoReturn:
        """Tells an error of argparse in the reader's language.

        Raises:
            UsageError: always.
        """
        for name, pattern in _SENTENCES.items():
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                key = f"cli.usage.{name}"
                facts = {fact: text.replace("'", "") for fact, text in match.groupdict().items()}
                raise UsageError(key, prog=self.prog, **facts)
        raise UsageError("cli.usage.other", prog=self.prog, message=message)


class _Formatter(argparse.HelpFormatter):
    """Help text in `lang`, wrapped by display width: Thai marks take no column."""

    def __init__(self, prog: str, *, lang: Lang, **options: Any) -> None:  # noqa: ANN401
        super().__init__(prog, max_help_position=28, **options)
        self._lang: Lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        told = t("cli.usage", self._lang) if prefix is None else prefix
        super().add_usage(usage, actions, groups, told)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (line for part in text.split("\n") for line in wrap(part, width) or [""])
        return "\n".join(indent + line for line in lines)


def language(words: Iterable[str], environment: Mapping[str, str]) -> Lang:
    """The language of messages: `--lang` in the command line, else that of the locale."""
    asked = re.findall(r"(?:^|\n)--lang[=\n](\w+)", "\n".join(words))
    if asked and asked[-1] in LANGS:
        return "th" if asked[-1] == "th" else "en"
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "th" if next(filter(None, names), "").lower().startswith("th") else "en"
