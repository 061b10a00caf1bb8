"""mentions → answers, kept or asked for → verdicts → findings."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from site_builder import beside, clock
from site_builder.content import Folder
from site_builder.links.answers import Answer, decode, encode
from site_builder.links.findings import Finding, findings
from site_builder.links.verdict import UNUSABLE, Verdict, judge
from site_builder.network.ask import Asking, ask
from site_builder.network.target import Target, target_of
from site_builder.network.trace import Trace
from site_builder.resolve.outward import Mention

_SAVED_EVERY = 5.0
"""Seconds of answers that are lost at most where the program is killed."""


class Checked(Struct, frozen=True, kw_only=True):
    """What was found: of the addresses, how many were `asked` and how many `remembered`.

    `unkept` says why the answers will be asked for again, where they could not be kept.
    """

    findings: Sequence[Finding]
    asked: int
    remembered: int
    unkept: OSError | None = None


def check(
    mentions: Sequence[Mention],
    folder: Folder,
    asking: Asking,
    progress: Callable[[str, int, int], None],
) -> Checked:
    """Ask every address that is mentioned, unless its last answer still holds.

    Where it is interrupted, the answers so far are kept.
    """
    targets = {mention.address: target_of(mention.address) for mention in mentions}
    wanted = {target.address: target for target in targets.values() if target is not None}
    book = _Book(folder, int(asking.now()))
    missing = [target for address, target in sorted(wanted.items()) if address not in book.answers]

    def told(target: Target, trace: Trace) -> None:
        book.note(target, trace, int(asking.now()))
        progress("ask", book.noted, len(missing))

    if missing:
        with book.kept():
            ask(missing, asking, told)
            book.doubt(missing)
    verdicts = dict(_verdicts(targets, book.answers))
    return Checked(
        findings=findings(mentions, verdicts, folder.read_text),
        asked=len(missing),
        remembered=len(wanted) - len(missing),
        unkept=book.error,
    )


class _Book:
    """The answers of a site's addresses, in memory and on disk."""

    def __init__(self, folder: Folder, now: int) -> None:
        self._root = folder.root
        self.answers: dict[str, Answer] = decode(beside.load_answers(self._root), now)
        self.noted = 0
        self.error: OSError | None = None
        self._saved_at = clock.seconds()

    def note(self, target: Target, trace: Trace, now: int) -> None:
        """Take an answer in."""
        self.answers[target.address] = Answer(asked=now, trace=trace)
        self.noted += 1
        if clock.seconds() - self._saved_at > _SAVED_EVERY:
            self._save()

    def doubt(self, asked: Sequence[Target]) -> None:
        """Hold it against no address that its host is not known, where none of several hosts is."""
        traces = [self.answers[target.address].trace for target in asked]
        nobody = all(trace.problem == "name" and not trace.hops for trace in traces)
        if nobody and len({target.host for target in asked}) > 1:
            for target in asked:
                answer = self.answers[target.address]
                self.answers[target.address] = replace(answer, trace=Trace(problem="offline"))

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Keep, however the block ends, what it has noted."""
        try:
            yield
        finally:
            self._save()

    def _save(self) -> None:
        self._saved_at = clock.seconds()
        try:
            beside.save_answers(self._root, encode(self.answers))
            self.error = None
        except OSError as error:
            self.error = error


def _verdicts(
    targets: Mapping[str, Target | None], answers: Mapping[str, Answer]
) -> Iterator[tuple[str, Verdict]]:
    for address, target in targets.items():
        yield address, UNUSABLE if target is None else judge(answers[target.address].trace)
