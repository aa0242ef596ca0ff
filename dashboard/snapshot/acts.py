"""An act upon the snapshots, and the lines of the journal that tell of it.

Each act is two lines of JSON: what is about to be done, and how it ended.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal, NamedTuple, get_args

from dashboard.snapshot.manifest import TakenFile
from dashboard.snapshot.plain import plain_files, plain_text

What = Literal["ingest", "publish", "rollback", "prune", "build"]
State = Literal["begun", "done", "refused", "interrupted"]
_KINDS: Final[tuple[What, ...]] = get_args(What)
_ENDS: Final = frozenset(get_args(State)) - {"begun"}
_TEXTS: Final = ("when", "who", "snapshot", "over", "reason")


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to the snapshots.

    Attributes:
        id: of the act itself.
        when: when it began, UTC in ISO 8601.
        who: the name of the operating system's user, or what the caller knows better.
        what: ingest (a snapshot was made of files), publish, rollback, prune (one was removed), or
            build (one made from the cited figures was published).
        snapshot: the snapshot that the act is about.
        over: what was published until then; of an ingest, what the snapshot was made from.
        files: what was handed in.
        reason: as somebody gave it, "" for none.
        state: done; refused, with nothing changed; interrupted before it took effect, because the
            process died; begun, as long as it goes on.
    """

    id: str
    when: str
    who: str
    what: What
    snapshot: str
    over: str = ""
    files: tuple[TakenFile, ...] = ()
    reason: str = ""
    state: State = "begun"

    def line(self) -> bytes:
        """The line that says what is about to be done."""
        fields = asdict(self)
        del fields["state"]
        return _line({"act": fields.pop("id"), **fields})


class Ending(NamedTuple):
    """How an act ended."""

    act: str
    state: State

    def line(self) -> bytes:
        """The line that says so."""
        return _line({"act": self.act, "ended": self.state, "when": now()})


def read_line(line: bytes) -> Act | Ending:
    """What a line of the journal says.

    Raises:
        ValueError: it cannot be understood.
    """
    try:
        fields = json.loads(line)
        return _ending(fields) if "ended" in fields else _act(fields)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(*error.args) from error


def now() -> str:
    """The time in UTC as ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _ending(fields: Mapping[str, Any]) -> Ending:
    if not isinstance(fields["act"], str) or fields["ended"] not in _ENDS:
        raise ValueError(fields["ended"])
    return Ending(fields["act"], fields["ended"])


def _act(fields: Mapping[str, Any]) -> Act:
    if not isinstance(fields["act"], str) or fields["what"] not in _KINDS:
        raise ValueError(fields["what"])
    when, who, snapshot, over, reason = (plain_text(fields[name]) for name in _TEXTS)
    datetime.fromisoformat(when)
    files = plain_files(_file(**each) for each in fields["files"])
    return Act(fields["act"], when, who, fields["what"], snapshot, over, files, reason)


def _file(*, name: str, sha256: str, bytes: int) -> TakenFile:  # noqa: A002  as in a manifest
    if not (isinstance(name, str) and isinstance(sha256, str) and isinstance(bytes, int)):
        raise TypeError(name)
    return TakenFile(name, plain_text(sha256), bytes)


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
