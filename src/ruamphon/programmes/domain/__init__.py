"""What a term, a team, a typed list of people and a typed year mean. Pure: no Django, no clock, no database."""
