"""What the plan is given to know of a person, and the weights there are to lift with. Pure: no files are read here."""
