"""Messages to a person: shown once in the platform, and sent outward when the person asked for that (ADR 14).

Every room writes its messages here, in the transaction of what they tell of. A message holds a kind, a few words and
a path; whether its reader may still see those is asked again each time it is shown. Here is no reminder, no chat.
"""
