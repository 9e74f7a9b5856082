"""The words of a voice in one language: the fields of a file in `coach/languages/`.

What may live here: the fields, and how numbers, times and plurals are formed from them. What may not: which phrase is
said when, which is in `phrases`. A phrase names what is put into it in braces: `{n}` is a number, `{load}` a load.
"""

from typing import Annotated

from msgspec import Meta, Struct

from coach.routine.model import Line, says
from coach.routine.values import MINUTE, SECOND, thousandths_text


def holds(description: str, *names: str) -> Meta:
    """The rule for a text with each of these names once in braces, and nothing else in braces."""
    return Meta(description=description, extra={"holds": names})


class PluralForms(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    one: Annotated[Line, says("exactly one, as it is said: one set")]
    other: Annotated[Line, holds("any other number: {n} sets", "n")]


class Language(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    numbers: Annotated[dict[str, Line], says("0 to 20 and the tens as words; of others the digits are said")]
    decimal: Annotated[Line, says("the mark in 2.5")]

    first: Annotated[Line, holds("before the first set of a workout", "what")]
    next: Annotated[Line, holds("when a rest begins", "what")]
    set: Annotated[Line, holds("which set comes", "n", "of")]
    last_set: Annotated[Line, says("in its place before the last set, and when it begins")]
    warm_up: Annotated[Line, holds("which warm-up set", "n", "of")]
    round: Annotated[Line, holds("which round of a circuit", "n", "of")]
    interval: Annotated[Line, holds("which interval of an emom, a tabata", "n", "of")]
    right_side: Annotated[Line, says("before the right side")]
    left_side: Annotated[Line, says("before the left side, and where sides change")]
    as_many_rounds: Annotated[Line, says("the name of an amrap that has none")]

    halfway: Annotated[Line, says("at half of timed work")]
    ten: Annotated[Line, says("ten seconds before the end")]
    finished: Annotated[Line, holds("at the end: how long it was and how many sets", "minutes", "sets")]

    sets: Annotated[PluralForms, says("a number of sets")]
    minutes: Annotated[PluralForms, says("a number of minutes")]
    seconds: Annotated[PluralForms, says("a number of seconds")]
    minutes_and_seconds: Annotated[Line, holds("two minutes thirty: n are the seconds", "minutes", "n")]
    or_longer: Annotated[Line, holds("a time that goes on until you end it", "time")]

    reps: Annotated[PluralForms, says("a number of reps")]
    from_to: Annotated[Line, holds("eight to twelve reps", "low", "reps")]
    or_more: Annotated[Line, holds("ten reps or more", "reps")]
    as_many_as_you_can: Annotated[Line, says("reps without a number")]
    each_side: Annotated[Line, holds("where sides alternate", "reps")]

    kilos: Annotated[PluralForms, says("a number of kilos")]
    pounds: Annotated[PluralForms, says("a number of pounds")]
    times: Annotated[Line, holds("several of a kind: two times twenty kilos", "n", "load")]
    of_your_max: Annotated[Line, holds("per cent of your best", "n")]
    of_today: Annotated[Line, holds("per cent of the weight of the day", "n")]
    bodyweight: Annotated[Line, says("yourself")]
    bodyweight_plus: Annotated[Line, holds("yourself and a load", "load")]
    bodyweight_minus: Annotated[Line, holds("yourself, helped by a load", "load")]
    band: Annotated[Line, holds("a band by its name", "name")]
    bar: Annotated[Line, says("the empty bar")]

    def number(self, thousandths: int) -> str:
        """A number as a word where the language has one, else in digits."""
        digits = thousandths_text(thousandths)
        return self.numbers.get(digits) or digits.replace(".", self.decimal)

    def whole(self, number: int) -> str:
        return self.number(number * 1000)

    def counted(self, forms: PluralForms, thousandths: int) -> str:
        return forms.one if thousandths == 1000 else forms.other.format(n=self.number(thousandths))

    def time(self, ns: int) -> str:
        """`forty seconds`, `two minutes`, `two minutes thirty`; fractions of a second are left out."""
        minutes, seconds = divmod(ns // SECOND, MINUTE // SECOND)
        if not minutes:
            return self.counted(self.seconds, seconds * 1000)
        whole = self.counted(self.minutes, minutes * 1000)
        return self.minutes_and_seconds.format(minutes=whole, n=self.whole(seconds)) if seconds else whole
