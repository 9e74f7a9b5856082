"""How plain notes become a routine, step by step; `coach.authoring.notes` is the door."""
