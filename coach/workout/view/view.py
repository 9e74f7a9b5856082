"""From a session and an instant to all that the screen shows.

What may live here: putting the pieces together for a running stage, for PAUSED and AWAY, and for the end. Each piece is
made in a module of its own. The session is advanced to the instant first, so that a late tick is right too.
"""

from functools import partial

from msgspec.structs import replace

from coach.counting import counted
from coach.routine.values import MINUTE
from coach.workout.engine.session import advance
from coach.workout.engine.session import refusal as session_refusal
from coach.workout.engine.state import Now, Session
from coach.workout.view.correction import correction
from coach.workout.view.count import badge, badge_of, big, lane
from coach.workout.view.cues import cues
from coach.workout.view.keys import (
    IN_OUTLINE,
    finished_offers,
    offers,
    pause_notes,
    paused_offers,
    standing,
)
from coach.workout.view.moment import DescribePlates, KeyNames, Moment, Refusal
from coach.workout.view.now_and_next import caption, up_next
from coach.workout.view.outline import outline, set_key
from coach.workout.view.progress import head, strip
from coach.workout.view.set_words import short_place
from coach.workout.view.shown import Big, Caption, Cues, StageBadge, UpNext, WorkoutView
from coach.workout.view.summary import summary

__all__ = ["IN_OUTLINE", "outline", "set_key", "view"]


def view(
    session: Session,
    now: Now,
    plates: DescribePlates | None = None,
    picked: str | None = None,
    refusal: Refusal | None = None,
    keys: KeyNames = KeyNames(),  # noqa: B008  # a frozen value
) -> WorkoutView:
    """What the screen shows at `now`.

    Args:
        session: at its last input or later; it is advanced to `now`.
        now: ns on the session's clock.
        plates: says in lines what goes on each side of a bar. None: plates are not shown.
        picked: on the last screen, the key as text of the set that is being corrected.
        refusal: says why an input would be refused at `now`. None: the session says it, which has no journal, so that
            neither undo nor taking back a key is offered.
        keys: how the keys are written that a sentence names.
    """
    session = advance(session, now)
    refusal = refusal or partial(session_refusal, session, now)
    if session.here is None:
        return _done(session, now, picked, refusal)
    m = Moment(session, session.here, session.active(now), now, refusal, plates, keys)
    return _paused(m, session.paused_at) if session.paused_at is not None else _running(m)


def _running(m: Moment) -> WorkoutView:
    count, at = big(m), badge(m)
    return WorkoutView(
        head=head(m.session, m.now),
        caption=caption(m),
        badge=at,
        big=count,
        lane=lane(m),
        cues=cues(m),
        correction=correction(m),
        next=up_next(m),
        strip=strip(m.session, m.now),
        offers=offers(m),
        title=_title(m, at, count),
    )


def _title(m: Moment, at: StageBadge, count: Big) -> str:
    """`■ 1:12 Deadlift 2/3`; in a rest the next set."""
    resting = m.here.stage == "REST" and m.session.ahead
    set_ = m.session.ahead[0] if resting else m.set
    station = m.here.station if m.here.stage == "WORK" else None
    title = station.exercise.name if station else set_.exercise.name
    value = count.second if count.arrow else count.text
    return " ".join(filter(None, (at.mark, value, title, short_place(m.session, set_))))


def _paused(m: Moment, paused_at: Now) -> WorkoutView:
    """The stage as it stands still, and the menu. The length of the pause is shown in whole minutes."""
    away = m.session.paused_by == "away"
    gone = max(0, m.now - paused_at)
    at = badge_of("away" if away else "paused")
    resume_point = big(m)
    if away and gone >= MINUTE:
        count = Big(str(gone // MINUTE), "min", at.word, lines=(standing(m),))
    else:
        second, unit = (resume_point.second, resume_point.second_unit) if resume_point.arrow else ("", "")
        count = Big(resume_point.text, resume_point.unit, at.word, second, unit, (standing(m),))
    return WorkoutView(
        head=head(m.session, m.now),
        caption=caption(m),
        badge=at,
        big=count,
        lane=None,
        cues=Cues(()),
        correction=correction(m),
        next=replace(up_next(m), cues=()),
        strip=strip(m.session, m.now),
        offers=paused_offers(m),
        notes=pause_notes(m),
        title=_title(m, at, count),
    )


def _done(session: Session, now: Now, picked: str | None, refusal: Refusal) -> WorkoutView:
    result = summary(session, picked)
    at = badge_of("done")
    missing = sum(set_.key not in session.records for set_ in session.sets)
    skipped = sum(record.state == "skipped" for record in session.records.values())
    notes = [
        f"{counted(count, 'set')} {'was' if count == 1 else 'were'} {word}."
        for count, word in ((skipped, "skipped"), (missing, "not done"))
        if count
    ]
    return WorkoutView(
        head=head(session, now),
        caption=Caption("", "", ""),
        badge=at,
        big=Big(result.length, result.unit),
        lane=None,
        cues=Cues(()),
        correction=None,
        next=UpNext(""),
        strip=strip(session, now),
        offers=finished_offers(refusal, correcting=picked is not None),
        notes=tuple(notes),
        summary=result,
        title=f"{at.mark} {result.length} {result.unit} {session.routine.name}",
    )
