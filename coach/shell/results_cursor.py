"""The cursor in the last screen's table: the row, and in it the set that is being corrected.

May live here: where the cursor is. What a row says is decided in the view, what a correction does in the core. Pure
state, no widget and no clock; sets are named by their keys as text, as the rows name them.
"""

from collections.abc import Sequence

from coach.workout.view.shown import ExerciseResult


class ResultsCursor:
    """The cursor on a row, and while a row is corrected on one of its sets."""

    def __init__(self) -> None:
        self.row = 0
        self.picked: str | None = None

    def move(self, results: Sequence[ExerciseResult], by: int) -> None:
        """Moves the cursor down by a number of rows."""
        self.row = min(max(0, self.row + by), max(0, len(results) - 1))

    def toggle(self, results: Sequence[ExerciseResult]) -> None:
        """Begins to correct the row, at its first set, or ends that."""
        keys = self._keys(results)
        self.picked = keys[0] if keys and self.picked is None else None

    def step(self, results: Sequence[ExerciseResult], by: int) -> None:
        """Moves to another set of the row that is being corrected."""
        keys = self._keys(results)
        if self.picked in keys:
            self.picked = keys[min(max(0, keys.index(self.picked) + by), len(keys) - 1)]

    def let_go(self) -> None:
        self.picked = None

    def _keys(self, results: Sequence[ExerciseResult]) -> tuple[str, ...]:
        return results[self.row].keys if self.row < len(results) else ()
