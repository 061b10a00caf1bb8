"""The words that synthetic cards are made of, and sentences from them.

Everything is drawn from a `random.Random` that the caller seeds, so that the same seed gives the
same sentences on every machine.
"""

import datetime
from random import Random

FIRST_DAY = datetime.date(2015, 1, 1)
DAYS = 3650

FIRST_NAMES = (
    "Ada",
    "Bram",
    "Celia",
    "Daan",
    "Edda",
    "Falk",
    "Greta",
    "Hanno",
    "Ilse",
    "Joris",
    "Karin",
    "Lasse",
    "Mara",
    "Nils",
    "Oda",
    "Piet",
    "Runa",
    "Sven",
    "Thea",
    "Ulf",
    "Vera",
    "Wim",
    "Yara",
    "Zeno",
    "Anouk",
    "Bela",
    "Cosima",
    "Dirk",
    "Elin",
    "Frode",
    "Gesa",
    "Henk",
    "Inga",
    "Jannik",
    "Kaja",
)
LAST_NAMES = (
    "Aldermoor",
    "Brackwater",
    "Calderon",
    "Dunmore",
    "Eastholm",
    "Farrow",
    "Greyling",
    "Hollander",
    "Ingleby",
    "Jessop",
    "Kestrel",
    "Lindqvist",
    "Marrow",
    "Northgate",
    "Okonjo",
    "Penhallow",
    "Quill",
    "Ravensby",
    "Stormont",
    "Thackery",
    "Underhay",
    "Velden",
    "Westerby",
    "Yarrow",
    "Zandvoort",
    "Ashcombe",
    "Birkdale",
    "Coldwell",
    "Drummond",
    "Ellery",
)
OFFICES = (
    "chair of the harbour board",
    "spokeswoman for the transport department",
    "head of the water authority",
    "deputy mayor",
    "lead engineer of the bridge survey",
    "member of the finance committee",
    "director of the regional hospital",
    "negotiator for the port workers",
    "secretary of the growers' association",
    "keeper of the public register",
)
BODIES = (
    "harbour board",
    "city council",
    "water authority",
    "regional hospital",
    "bus company",
    "port workers' union",
    "growers' association",
    "flood office",
    "planning court",
    "ferry operator",
    "energy regulator",
    "school district",
    "heritage trust",
    "fisheries ministry",
    "audit office",
    "railway inspectorate",
)
PLACES = (
    "Alderhaven",
    "Brennick",
    "Castermouth",
    "Dorrel",
    "Elmsby",
    "Fenwater",
    "Gallowhithe",
    "Hartsea",
    "Ivelmoor",
    "Jorvale",
    "Kettleness",
    "Lowmere",
    "Merrowby",
    "Norrington",
    "Ostwick",
    "Pellworth",
    "Quarrel",
    "Ryeford",
    "Saltmarsh",
    "Tarnfield",
)
OUTLETS = ("Courier", "Gazette", "Observer", "Chronicle", "Evening Post", "News Service", "Radio")
DESCRIPTIONS = (
    "one official close to the {body} of {place}",
    "two people who attended the meeting of the {body} of {place}",
    "a member of staff at the {body} of {place}",
    "people familiar with the plans of the {body} of {place}",
    "a former adviser to the {body} of {place}",
)
SUBJECTS = (
    "the ferry contract",
    "the bridge repairs",
    "the flood barrier",
    "the night bus service",
    "the school meals tender",
    "the harbour dredging",
    "the hospital extension",
    "the water tariff",
    "the market hall",
    "the tram depot",
    "the wind farm lease",
    "the fishing quota",
    "the archive building",
    "the recycling scheme",
    "the coastal path",
    "the ambulance roster",
    "the library hours",
    "the cycle tunnel",
    "the heating network",
    "the ice rink",
    "the grain terminal",
    "the pilot station",
    "the housing register",
    "the orchard subsidy",
    "the lock gates",
    "the signal upgrade",
    "the census figures",
    "the apprenticeship fund",
    "the sea wall survey",
    "the parking charges",
)
DEEDS = (
    ("postponed", "the {body} of {place} postponed the vote on {subject}"),
    ("approved", "the {body} of {place} approved the new terms for {subject}"),
    ("withdrew", "the {body} of {place} withdrew its objections to {subject}"),
    ("paid", "the {body} of {place} paid {number} million for {subject}"),
    ("reviewed", "the {body} of {place} reviewed the costs of {subject} {number} times"),
    ("warned", "the {body} of {place} had been warned about {subject} early on"),
    ("refused", "the {body} of {place} refused to publish its report on {subject}"),
    ("expects", "the {body} of {place} expects a decision on {subject} within {number} weeks"),
    ("doubts", "the {body} of {place} doubts that {subject} can be finished in time"),
    ("settled", "the {body} of {place} settled the dispute over {subject} out of court"),
)
REASONS = (
    "because the audit of the second quarter was not complete",
    "although three members had asked for more time",
    "after a meeting that lasted until midnight",
    "while the talks with the neighbouring towns went on",
    "before the figures for the winter were known",
    "since nobody else had made an offer",
    "so that the work could begin in the spring",
    "even though the survey had found no fault",
)
MOMENTS = (
    "on Monday",
    "on Tuesday",
    "on Wednesday evening",
    "on Thursday",
    "on Friday morning",
    "in early February",
    "late in the summer",
    "a week earlier",
)
OCCASIONS = ("phone call", "press conference", "public hearing", "radio interview", "written reply")
REMARKS = (
    "The passage does not say when this was decided, nor who else was in the room.",
    "The verb is the source’s own, and so is the order in which it tells the two events.",
    "Whether the *second* figure includes the earlier payment is left open.",
    "No document is named; the wording suggests that one was shown, **not** handed over.",
    "An earlier report gives another day for the same meeting and no reason for the change.",
    "The sentence stands between two others that speak of something else.",
    "Readers should note that the estimate is given *without* a range.",
    "The word “final” is nobody’s but the source’s.",
    "It is the only place in which the amount is mentioned, and it is rounded.",
    "What was promised in return, if anything was, **is not told**.",
)
NOTES = (
    "The meeting was the second of three that were announced for the same month.",
    "The contract had been signed the year before and runs for twelve years.",
    "An earlier vote on the same question had ended in a tie.",
    "The sum is given in the report as well, where it is called an estimate.",
)
POINTS = (
    "the date is the source’s own",
    "the amount was confirmed *later*",
    "nobody disputes the wording",
    "the meeting was not public",
    "two members were absent",
    "the minutes are not published",
    "the contract runs for `{number}` years",
)


def capital(text: str) -> str:
    """A text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def slug(text: str) -> str:
    """A text as an id."""
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in text.lower().replace("'", ""))
    return "-".join(kept.split())


def filled(random: Random, form: str) -> str:
    """A form with its gaps filled."""
    return form.format(
        body=random.choice(BODIES),
        place=random.choice(PLACES),
        subject=random.choice(SUBJECTS),
        number=random.randrange(2, 90),
    )


def clause(random: Random) -> str:
    """What somebody may have said, without capital or full stop."""
    return f"{filled(random, random.choice(DEEDS)[1])} {random.choice(REASONS)}"


def day(random: Random) -> datetime.date:
    """A day of ten years that are past."""
    return FIRST_DAY + datetime.timedelta(days=random.randrange(DAYS))


def chance(random: Random, percent: int) -> bool:
    """Whether something happens that happens so often in a hundred times."""
    return random.randrange(100) < percent


def skewed(random: Random, count: int) -> int:
    """A number below `count`; small ones come often, as some voices are heard more than others."""
    return int(count * random.random() ** 2)
