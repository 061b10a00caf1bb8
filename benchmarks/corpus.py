"""A synthetic fact-check site of any size: the same number and seed give the same site.

Voices, sources and topics are held; claims are made one at a time from their number, so that a site
of 100,000 cards needs no more memory than its sources do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from benchmarks import words
from benchmarks.entries import Claim, Quote, Source, Topic, Utterance, Voice
from benchmarks.sources import source
from benchmarks.voices import outlet, voice
from site_builder.library import VoiceRef
from site_builder.model import ClaimType, RelationKind

RELATIONS: tuple[RelationKind, ...] = ("repeats", "contradicts", "narrows", "supports", "continues")
TYPES: tuple[ClaimType, ...] = ("fact", "fact", "fact", "opinion", "prediction", "intention")
HANDS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 3)
FURTHER_QUOTES = (0, 0, 1, 1, 2)

NEAREST = 120
"""How far apart the numbers of related claims may lie."""


@dataclass(frozen=True)
class Corpus:
    """A site of `count` claims."""

    count: int
    seed: int = 1

    def random(self, *names: object) -> Random:
        """The random numbers that belong to a name."""
        return Random("/".join(map(str, (self.seed, *names))))  # noqa: S311 (no secrets here)

    @cached_property
    def outlets(self) -> tuple[Voice, ...]:
        """The organisations that publish the sources."""
        return tuple(map(outlet, range(max(3, self.count // 200))))

    @cached_property
    def others(self) -> tuple[Voice, ...]:
        """All voices that publish nothing."""
        count = max(12, self.count // 40 - len(self.outlets))
        return tuple(voice(self.random("voice", n), n, self.outlets) for n in range(count))

    @property
    def voices(self) -> tuple[Voice, ...]:
        """All voices, one for every 40 claims."""
        return self.outlets + self.others

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Forty topics, and one more for every 500 claims."""
        return tuple(_topic(self.random("topic", n), n) for n in range(40 + self.count // 500))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """A source for every 50 claims."""
        return tuple(
            source(
                self.random("source", number),
                number,
                self.outlets[number % len(self.outlets)].ref,
                self.others,
            )
            for number in range(max(3, self.count // 50))
        )

    def claims(self) -> Iterator[Claim]:
        """All claims, in the order of their numbers."""
        return map(self.claim, range(self.count))

    def claim(self, number: int) -> Claim:
        """The claim with a number from 0."""
        random = self.random("claim", number)
        first = self.sources[number % len(self.sources)]
        utterance = random.choice(first.utterances)
        speaker = utterance.speaker
        addressee = _other(random, first.cast, speaker) if words.chance(random, 25) else None
        hands = [who for who in first.cast if who not in (speaker, addressee)]
        published = words.day(random)
        related = self._related(random, number)
        topics = [self.topics[words.skewed(random, len(self.topics))] for _ in range(3)]
        topics = list(dict.fromkeys(topics[: random.randrange(1, 4)]))
        return Claim(
            id=claim_id(number),
            statement=words.capital(words.clause(random)) + ".",
            claim_type=random.choice(TYPES),
            context=random.choice(words.NOTES) if words.chance(random, 40) else None,
            speaker=speaker,
            addressee=addressee,
            made_on=published if words.chance(random, 30) else None,
            when=first.moment if words.chance(random, 40) else None,
            occasion=random.choice(words.OCCASIONS) if words.chance(random, 30) else None,
            topics=tuple(topic.id for topic in topics),
            quotes=tuple(self._quotes(random, first, utterance, hands)),
            related=related,
            published=published,
            body=_body(random, first, related, topics[0]),
        )

    def _quotes(
        self, random: Random, first: Source, utterance: Utterance, hands: Sequence[VoiceRef]
    ) -> Iterator[Quote]:
        quoted = {utterance.text}
        yield _quote(random, first, utterance, hands)
        for _ in range(random.choice(FURTHER_QUOTES)):
            other = random.choice(self.sources) if words.chance(random, 30) else first
            fitting = [u for u in other.utterances if u.speaker == utterance.speaker]
            further = random.choice(fitting or other.utterances)
            if further.text not in quoted:
                quoted.add(further.text)
                yield _quote(random, other, further, hands)

    def _related(self, random: Random, number: int) -> tuple[tuple[RelationKind, str], ...]:
        """Two or three claims; as many lead here, so that a page shows five."""
        steps = random.sample(range(1, min(NEAREST, self.count)), random.randrange(2, 4))
        return tuple(
            (random.choice(RELATIONS), claim_id((number + step) % self.count)) for step in steps
        )


def claim_id(number: int) -> str:
    """The id of the claim with a number."""
    subject = words.slug(words.SUBJECTS[number * 7 % len(words.SUBJECTS)]).removeprefix("the-")
    deed = words.DEEDS[number * 3 % len(words.DEEDS)][0]
    return f"{subject}-{deed}-{number}"


def _topic(random: Random, number: int) -> Topic:
    subject = words.SUBJECTS[number % len(words.SUBJECTS)].removeprefix("the ")
    place = words.PLACES[number * 7 % len(words.PLACES)]
    title = f"The {subject} of {place}" + (f" {number}" if number >= len(words.PLACES) else "")
    introduction = " ".join(random.sample(words.REMARKS, 3))
    return Topic(id=words.slug(title), title=title, introduction=introduction)


def _quote(
    random: Random, origin: Source, utterance: Utterance, hands: Sequence[VoiceRef]
) -> Quote:
    count = 0 if utterance.speaker is None else random.choice(HANDS)
    via = tuple(random.sample(hands, min(count, len(hands))))
    return Quote(source=origin, utterance=utterance, via=via, detailed=words.chance(random, 25))


def _other(random: Random, cast: Sequence[VoiceRef], speaker: VoiceRef | None) -> VoiceRef | None:
    free = [who for who in cast if who != speaker]
    return random.choice(free) if free else None


def _body(
    random: Random, first: Source, related: Sequence[tuple[RelationKind, str]], topic: Topic
) -> str:
    """Two or three paragraphs, and sometimes a list; links are written `[text](kind:id)`."""
    who = random.choice(first.cast)
    links = [
        f"[{who.name}]({who.kind}:{who.id}) is mentioned in the same passage.",
        f"An [earlier claim](claim:{related[0][1]}) rests on it.",
        f"More on [{topic.title}](topic:{topic.id}) stands elsewhere.",
        f"The [whole text](source:{first.id}) gives the order of events.",
    ]
    paragraphs = []
    for _ in range(random.randrange(2, 4)):
        sentences = random.sample(words.REMARKS, 3) + random.sample(links, 1)
        random.shuffle(sentences)
        paragraphs.append(" ".join(sentences))
    if words.chance(random, 50):
        points = random.sample(words.POINTS, 3)
        paragraphs.append("\n".join(f"- {words.filled(random, point)}" for point in points))
    return "\n\n".join(paragraphs)
