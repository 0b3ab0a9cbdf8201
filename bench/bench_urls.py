"""The product's URLs, the stock admin, and a page that does nothing."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from ruamphon.registry.models import Enterprise

A_PAGE = 24


class OpenSite(AdminSite):
    """Lets every account in: an account of the product has no `is_staff`."""

    def has_permission(self, request):
        return request.user.is_authenticated


class GroupAdmin(ModelAdmin):
    """Stock but for the page length, which is that of the product's list."""

    list_display = ("name_th", "code", "place_label", "work_kind")
    list_filter = ("work_kind",)
    search_fields = ("search_text",)
    list_per_page = A_PAGE

    def has_view_permission(self, _request, _obj=None):
        return True

    has_module_permission = has_add_permission = has_view_permission
    has_change_permission = has_delete_permission = has_view_permission


site = OpenSite(name="admin")
site.register(Enterprise, GroupAdmin)

THIRTY_ROWS = Engine().from_string(
    "<!doctype html><title>Rows</title><table>{% for n in rows %}<tr><td>{{ n }}<td>{{ n }}{% endfor %}</table>"
)


def thirty_rows(_request):
    """The least a page of rows can do: no query of its own, thirty rows through a template."""
    return HttpResponse(THIRTY_ROWS.render(Context({"rows": range(30)})))


urlpatterns = [
    path("bench/rows/", thirty_rows),
    path("bench/admin/", site.urls),
    path("", include("ruamphon.urls")),
]
handler400 = "ruamphon.core.views.bad_request"
