"""The safety note, and the rules when to stop.

What may live here: these texts, and the page of the rules. What may not: when they are shown.
"""

from typing import Final

from coach.workout.paper.page import MIN_WIDTH, TextLine, TextRun, paragraph

NOTE: Final = (
    "Warm up first, and never test a max cold. With heart or lung disease, uncontrolled blood pressure, pregnancy, "
    "recent surgery, an injured back or shoulder, or long inactive and unsure: ask a clinician before you start."
)
"""Shown once to each user."""

SHORT_NOTE: Final = "Warm up first;"
"""Its beginning, for a screen without room for the whole."""

STOP_RULES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Stop the set when",
        (
            "your form breaks",
            "the rep slows to a crawl",
            "a joint hurts; a muscle may burn, a joint may not",
        ),
    ),
    (
        "Stop now and seek help for",
        (
            "pressure or pain in chest, neck, jaw or arm",
            "faintness, cold sweat or nausea",
            "unusual breathlessness",
            "palpitations or an irregular heartbeat",
            "sudden weakness, or trouble with speech or sight",
            "a severe headache or severe pain in a joint",
        ),
    ),
    (
        "Breathe",
        (
            "in, and brace, before the hard part; out through the lift",
            "no strained holding of breath with heart or vascular disease, high blood pressure or hernia",
        ),
    ),
    (
        "Before the first set",
        (
            "collars on, bench wedged, pad checked",
            "band free of nicks, anchor tested",
            "swing zone clear, flat shoes",
        ),
    ),
    (
        "Afterwards",
        (
            "sore a day or two later is normal, sharp or lasting pain is not",
            "leave about 48 hours before the same heavy movement",
        ),
    ),
)
PERSISTS: Final = "If it goes on after a rest, call emergency help."


def stop_lines(width: int) -> list[TextLine]:
    """The stop rules on a page of this width."""
    width = max(MIN_WIDTH, width)
    out = paragraph("When to stop", width, "title")
    for heading, rules in STOP_RULES:
        out += [TextLine(), *paragraph(heading, width, "block")]
        for rule in rules:
            first, *rest = paragraph(rule, width - 4)
            out.append(TextLine((TextRun("  · ", "label"), *first.runs)))
            out += [TextLine((TextRun("    ", "space"), *line.runs)) for line in rest]
        if heading.startswith("Stop now"):
            out += paragraph(PERSISTS, width, "warning", "  ")
    return out
