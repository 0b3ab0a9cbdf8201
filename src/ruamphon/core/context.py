"""What every page's frame needs: who is signed in, the day, and the way around."""

from django.utils import timezone

from ruamphon.core.example import is_example
from ruamphon.core.labels import both

SITE_NAME = both("รวมพล", "Ruamphon")


def site(request):
    """Context processor. `nav` comes from the upper room that knows the way around (set by its middleware)."""
    account = getattr(request, "user", None)
    return {
        "person": account.person if account is not None and account.is_authenticated else None,
        "unread_messages": getattr(account, "unread", 0),  # counted as the account is loaded
        "nav": getattr(request, "nav", []),
        "site_name": SITE_NAME,
        "today": timezone.localdate(),
        "is_example": is_example(),
        "LANGUAGE_CODE": getattr(request, "LANGUAGE_CODE", "th"),
        "path": request.get_full_path(),
    }
