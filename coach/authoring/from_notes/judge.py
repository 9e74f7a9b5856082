"""The judge: whether the routine says all that a line of notes says, and nothing else.

It knows nothing of the grammar. It looks for the numbers of a line again, and for each in the fields that were made:
what is not there, what is there and was never written, what cannot be meant, and words that would change the plan,
become doubts. So the steps before it need not say which numbers they drop.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct

from coach.authoring.from_notes.grammar.words import UNITS, has, one_of, words
from coach.authoring.from_notes.spelling import Find, look_up
from coach.routine.values import Load

MOST_REPS, MOST_SETS, MOST_OF_FALLING = 60, 20, 30
HEAVIEST = {"kg": 500, "lb": 1100}
LIGHT, FEW_REPS = {"kg": 5, "lb": 11}, 5
"""So light a load is not lifted so seldom."""
LOWEST_PERCENT = 30
SHORTEST_WORK, LONGEST_SET, LONGEST_WORK = 3, 30 * 60, 3 * 3600
SHORTEST_REST, LONGEST_REST = 10, 15 * 60
"""In seconds."""
MOST_IN_WORDS = 3
"""The largest number that a remark may have without being a number of the plan: `2 fists apart`."""

_SECONDS = {"h": 3600, "min": 60, "s": 1}
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(\d+:\d\d(?::\d\d)?)|(\d+(?:\.\d+|(?<!,\d)(?<!,\d\d),\d+(?=\s?(?:kg|lb|%)))?)(?:[\s-]?({_UNIT})(?![^\W\dx_]))?",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    rf"(?<![\d.,x×*])(?<![x×*]\s)(\d+)\s?[x×*]\s?(\d+)(?![\d.:]|,\d|\s?[x×*]\s?\d|\s?(?:{_UNIT})(?![^\W\d_])|['’])",
    re.I,
)
_TEMPO = re.compile(r"(?<!\w)(?:[0-9x]{3,4}|[0-9x]{1,2}(?:-[0-9x]{1,2}){2,3})(?!\w)", re.IGNORECASE)
_PLANNED = ("reps", "work", "load", "rest", "progress", "warm-up-sets")


class Number(NamedTuple):
    text: str
    value: float
    """In seconds for a time; m is not known to be one."""
    unit: str
    """s, m, kg, lb, %, far, or empty."""
    start: int
    end: int

    @property
    def seconds(self) -> float:
        return self.value * 60 if self.unit == "m" else self.value


def numbers(text: str) -> list[Number]:
    out: list[Number] = []
    for match in _NUMBER.finditer(text):
        unit = UNITS.get((match[3] or "").casefold(), "")
        if match[1]:
            parts = [float(part) for part in match[1].split(":")]
            value, unit = sum(part * 60**place for place, part in enumerate(reversed(parts))), "s"
        else:
            value = float(match[2].replace(",", ".")) * _SECONDS.get(unit, 1)
        unit = "s" if unit in _SECONDS else "" if unit in ("sets", "reps", "rounds") else unit
        out.append(Number(match[0], value, unit, match.start(), match.end()))
    return out


class Evidence(Struct):
    """What was made of a line."""

    found: set[tuple[float, str]] = set()
    """Each number with its unit."""
    products: set[tuple[float, float]] = set()
    """Sets and reps, a load and reps."""
    waits: set[float] = set()
    """Numbers that may become more: `45-60s` is `45s+`."""
    names: set[str] = set()
    notes: list[str] = []
    tempo: bool = False

    def add(self, fields: Mapping[str, Any]) -> None:
        """Add the numbers in fields of an item, a block or the routine."""
        for field, value in fields.items():
            if field == "name":
                self.names.add(value)
            elif field == "note":
                self.notes += value.split(", ")
            else:
                for text in _texts(value):
                    made = [it._replace(value=it.seconds, unit="s") if it.unit == "m" else it for it in numbers(text)]
                    self.found |= {(it.value, it.unit) for it in made}
                    self.found |= {(a.value + b.value, "s") for a, b in pairwise(made) if a.unit == b.unit == "s"}
                    self.waits |= {it.value for it in made} if text.endswith("+") else set()
        self.tempo = self.tempo or "tempo" in fields

    def add_item(self, values: Mapping[str, Any], rounds: int) -> None:
        """Add an item of a block of so many rounds (0: straight)."""
        self.add({key: value for key, value in values.items() if (key, value) != ("sets", "1")})
        specs, count = sets_of(values)
        alike: dict[tuple[str, ...], int] = {}
        for spec in specs:
            for key in ((_target(spec),), (_target(spec), spec.get("load", ""))):
                alike[key] = alike.get(key, 0) + 1
        times = {*alike.values(), count} - {1} if len(specs) > 1 else {rounds or count}
        self.found |= {(float(number), "") for number in times - {1}}
        for spec in specs:
            for number in (*times, 1, *(it.value for it in numbers(spec.get("load", "")))):
                self.products |= {(float(number), it.seconds) for it in numbers(_target(spec))}
        for text in values.get("warm-up-sets", ()):
            self.products |= {(load.value, reps.value) for load, reps in pairwise(numbers(text))}

    def has(self, number: Number, line: str) -> bool:
        """Whether a number of a line was used."""
        same = {value for value, unit in self.found if unit == number.unit}
        if number.unit == "s":
            return number.value in same or self._of_a_remark(number)
        if number.unit in ("kg", "lb", "%"):
            return number.value in same
        if number.unit in ("m", "far"):
            return number.unit == "m" and (number.value * 60, "s") in self.found
        any_unit = {value for value, _ in self.found} | {value / 60 for value, unit in self.found if unit == "s"}
        return number.value in any_unit or self._in_words(number, line)

    def _in_words(self, number: Number, line: str) -> bool:
        """Whether it is part of a name, or of a remark with words of its own: `2 fists apart`."""
        digits = re.escape(number.text)
        said = re.compile(rf"(?<![\d.,]){digits}(?![\d.,]\d|\d|(?<![^\W\d_]\d)[^\W\d_])")
        notes = filter(_wordy, self.notes) if number.value <= MOST_IN_WORDS and number.value % 1 == 0 else ()
        return len(said.findall("\n".join((*self.names, *notes)))) >= len(re.findall(rf"(?<!\d){digits}(?!\d)", line))

    def _of_a_remark(self, number: Number) -> bool:
        """Whether it says how long a position is held (`pause 2s`), or how high a box is (`24"`)."""
        things = words("measured in inches") & set(" ".join(self.names).casefold().split())
        held = any(number.text in note and words("hold") & set(note.casefold().split()) for note in self.notes)
        return held or (bool(things) and number.text[-1] in '"″”')


def _says_bar(text: str) -> bool:
    return bool(words("bar") & set(re.findall(r"[^\W\d_]+", text.casefold())))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _texts(part)


def _target(spec: Mapping[str, Any]) -> str:
    return str(spec.get("reps", spec.get("work", "")))


def _wordy(note: str) -> bool:
    """Whether a remark has words of its own, and none that count sets."""
    spoken = re.findall(r"[^\W\d_]{2,}", note.casefold())
    return len(spoken) > 1 and not words("scope") & set(spoken)


def sets_of(values: Mapping[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """(the fields of each set that differs, or of the item; the number of sets)."""
    sets = values.get("sets", "1")
    if isinstance(sets, list):
        return [{**values, **spec} for spec in sets], len(sets)
    return [dict(values)], int(sets)


def unused(line: str, evidence: Evidence, bar: Load) -> list[str]:
    """What a line says (without bullet and label) and the routine does not."""
    if _says_bar(line):
        evidence.found |= {(value - bar.amount / 1000, unit) for value, unit in evidence.found if unit in ("kg", "lb")}
    if evidence.tempo:
        line = _TEMPO.sub(lambda it: " " * len(it[0]), line)
    found = [it for it in numbers(line) if "1rm" not in line[it.start : it.end + 2].casefold()]
    products = [(it, (float(it[1]), float(it[2])) in evidence.products) for it in _PRODUCT.finditer(line)]
    used = {it for it in found for match, good in products if good and match.start() < it.end <= match.end()}
    for first, second in pairwise(found):
        between = line[first.end : second.start].strip().casefold()
        if first.unit in ("s", "m") and not between and (first.seconds + second.value, "s") in evidence.found:
            used |= {first, second}
        if between in ("-", "–", "—", *words("to")) and {first.value, first.value * 60} & evidence.waits:
            used.add(second)
        if between in ("x", "×", "*") and (first.value, second.unit) in evidence.found:  # 175x5 lbs
            used |= {second} if (first.value, second.value) in evidence.products else set()
    left_out = [f"{it.text} is not used" for it in found if it not in used and not evidence.has(it, line)]
    return left_out or [f"{match[0]} is not what was made of it" for match, good in products if not good]


def never_written(values: Mapping[str, Any], lines: Iterable[str], bar: Load) -> list[str]:
    """The numbers of an item that its lines do not have."""
    text = "\n".join(lines)
    found = numbers(text)
    written = {it.value for it in found} | {it.value * 60 for it in found if it.unit in ("", "m")}
    written |= {a.seconds + b.value for a, b in pairwise(found)}
    if _says_bar(text):
        written |= {value + bar.amount / 1000 for value in written}
    made = Evidence()
    for spec in sets_of(values)[0]:
        planned = {field: spec[field] for field in _PLANNED if field in spec}
        made.add(planned | {"load": spec.get("load", "").rpartition(" x ")[2]})
    parts = {part for part, _ in made.found if any((part + other, "s") in made.found for other, _ in made.found)}
    missing = sorted(value for value, _ in made.found if value not in written | parts and value != 1)
    return [f"{value:g} was never written" for value in missing]


def _measured(note: str) -> bool:
    """Whether a remark has a time, a load or a count that is more than how long to hold still."""
    units = {it.unit for it in numbers(note) if it.text[-1].isalpha() or (not it.unit and it.value > MOST_IN_WORDS)}
    return bool(units & {"", "s", "kg", "lb"}) and not has(note, "hold")


def out_of_place(values: Mapping[str, Any], find: Find) -> Iterator[str]:
    """Words that say more than the fields of an item, in its name or its remarks."""
    name, notes, specs = values.get("name", ""), values.get("note", "").split(", "), sets_of(values)[0]
    names = re.split(rf"\s(?:[+&,]|{one_of('and')})\s", name, flags=re.IGNORECASE)
    yield from (f"{part}: another exercise?" for part in (*names, *notes) if part != name and look_up(part, find))
    listed = [int(spec["reps"]) for spec in specs if spec.get("reps", "").isdigit()]
    resting = words("rest") - words("hold")
    for note in notes:
        spoken = set(note.casefold().split())
        if resting & spoken or has(note, "or") or has(note, "often") or note.isdecimal() or _measured(note):
            yield f"{note} is only a note"
    odd = (
        any(UNITS.get(word) == "far" for word in name.casefold().split())
        or has(name, "record")
        or has(name, "often")
        or not resting.isdisjoint(name.casefold().split())
    )
    odd = odd or bool(name.casefold() in words("manner") and listed)
    if odd or re.fullmatch(r"[^\W\d_]{0,2}\d+|\w", name):
        yield f"{name}: is that an exercise?"
    if any(spec.get("load", "")[:1].isdigit() for spec in specs) and has(
        f"{name} {' '.join(notes)}", "beside the body"
    ):
        yield "a load beside the body: more than it, or less?"
    if len(set(listed)) > 2 and max(listed) > MOST_OF_FALLING:
        yield "sets, or rounds with fewer reps?"
    if len({bool(spec.get("load")) for spec in specs}) > 1:
        yield "which sets have the load?"
    if any(spec.get("work") == "21s" for spec in specs):
        yield "21 seconds, or seven reps in each of three ways?"
    if has(name, "swim") and any(reps % 25 == 0 for reps in listed):
        yield "a distance?"


def implausible(values: Mapping[str, Any]) -> list[str]:
    """What nobody could mean: 500 reps, 3 reps at 5 kg, a rest of two seconds."""
    specs, count = sets_of(values)
    odd = [f"{count} sets"] if count > MOST_SETS else []
    for spec in specs:
        most = max((int(it.value) for it in numbers(spec.get("reps", ""))), default=0)
        least_reps = min((int(it.value) for it in numbers(spec.get("reps", ""))), default=0)
        odd += [f"{spec['reps']} reps"] if most > MOST_REPS or most > 2 * least_reps + 3 else []
        load = Load.parse(spec.get("load", "bar"))
        added = spec.get("load", "").startswith("bodyweight +") and load.amount / 1000 <= LIGHT[load.unit]
        odd += [spec["load"]] if added else []  # 2.5 kg more is rather more than last time
        least = LOWEST_PERCENT if load.kind == "percent" else LIGHT[load.unit] if 0 < most <= FEW_REPS else 0
        if load.kind in ("mass", "percent") and not least < load.amount / 1000 <= HEAVIEST[load.unit]:
            odd.append(spec["load"])
        work = sum(it.seconds for it in numbers(spec.get("work", "")))
        if work and (
            load.kind == "percent" or not SHORTEST_WORK <= work <= (LONGEST_SET if count > 1 else LONGEST_WORK)
        ):
            odd.append(f"{spec['work']} of work")
    rest = sum(it.seconds for it in numbers(values.get("rest", "")))
    odd += [f"{values['rest']} of rest"] if rest and not SHORTEST_REST <= rest <= LONGEST_REST else []
    return [f"{it}: is that right?" for it in dict.fromkeys(odd)]
