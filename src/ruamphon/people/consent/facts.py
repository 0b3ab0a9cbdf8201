"""What identifies a person."""

from ruamphon.people.models import Account, Person


def values_of(person: Person) -> list[str]:
    """What identifies a person in a text: full names, phone numbers in both writings, e-mail addresses."""
    account = Account.objects.filter(person=person).first()
    phones = [person.phone, person.phone_shown, account.phone if account else ""]
    mails = [person.email, account.email if account else ""]
    names = [person.name_th, person.name_en]
    return list(dict.fromkeys(value for value in (*names, *phones, *mails) if value))
