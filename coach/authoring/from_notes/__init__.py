"""The steps from plain notes to a routine. `coach.authoring.notes` runs them."""
