"""What an hour of the group's own people counts."""

from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain import read_number
from ruamphon.costing.forms.reading import RowsForm, text

ABOVE_ZERO = Text("ใส่มากกว่าศูนย์ แรงของเรามีค่า", "Enter more than zero: our work is worth something.")


class RateForm(RowsForm):
    """One rate in baht an hour."""

    rate = text("ชั่วโมงละกี่บาท", "Baht an hour", most=20, required=True, number=True)

    def clean(self):
        super().clean()
        found = (
            self.read(
                "rate", read_number, self.said("rate"), name=str(self.fields["rate"].label), field="rate"
            )
            if self.said("rate")
            else None
        )
        if found == 0:
            self.add_error("rate", str(ABOVE_ZERO))
        self.baht = None if found is None else Fraction(found)
        return self.cleaned_data
