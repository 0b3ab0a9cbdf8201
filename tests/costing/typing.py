"""A group's cost sheets as people make them: through the pages alone, box by box."""

from uuid import uuid4

from django.urls import reverse

from ruamphon.costing.models import Material, Output, Recipe


class Typist:
    """Somebody at the pages of a group's costs. Each page must take what was typed, or the test stops with its errors."""

    def __init__(self, client, account, enterprise):
        self.client, self.enterprise = client, enterprise
        client.force_login(account)

    def send(self, url, sent):
        """Send a page; where it is shown again its errors are told."""
        response = self.client.post(url, sent)
        if response.status_code != 302:
            raise AssertionError(response.context["form"].errors)
        return response

    def page(self, name, *args):
        return reverse(f"costing:{name}", args=args)

    def start(self, name, good, price=""):
        """The flat path with one thing, which the parts below take the place of."""
        sent = {
            "draft_key": str(uuid4()),
            "things": "1",
            "hands": "1",
            "name": name,
            "thing-0-name": "อะไรสักอย่าง",
            "thing-0-quantity": "1",
            "thing-0-price": "1",
            "good": good,
            "price": price,
            "hand-0-who": "",
            "hand-0-hours": "",
            "hand-0-pay": "",
        }
        self.send(self.page("sheet-new", self.enterprise.pk), sent)
        recipe = Recipe.objects.get(name=name)
        self.lines(recipe, "material")
        return recipe

    def making(self, recipe, form, *outputs, good="100%", **more):
        """How it is made; each output is (name, quantity, share, price)."""
        recipe.refresh_from_db()
        sent = {
            "revision": recipe.revision,
            "rows": len(outputs),
            "name": recipe.name,
            "form": form,
            "good": good,
        }
        kept = list(recipe.outputs.values_list("pk", flat=True))
        for place, row in enumerate(outputs):
            sent |= {
                f"output-{place}-{box}": value
                for box, value in zip(("name", "quantity", "share", "price"), row, strict=True)
            }
            if place < len(kept):
                sent[f"output-{place}-pk"] = kept[place]
        self.send(self.page("making-edit", recipe.pk), sent | more)

    def lines(self, recipe, part, *rows, has_none=False):
        """The lines of one part; each is a dict of boxes. What is not named stays as the page opens it."""
        recipe.refresh_from_db()
        sent = {"revision": recipe.revision, "rows": max(len(rows), 1)}
        if has_none:
            sent["has_none"] = "on"
        for place, row in enumerate(rows):
            sent |= {f"line-{place}-{box}": value for box, value in row.items()}
        self.send(self.page("lines-edit", recipe.pk, part), sent)

    def material(self, name, unit, price, *, part="material", paid="bought"):
        """Something on the group's list, as the source of a line's price."""
        sent = {"name": name, "part": part, "unit": unit, "price": price, "paid": paid}
        self.send(self.page("material-new", self.enterprise.pk), sent)
        return f"material-{Material.objects.get(name=name).pk}"

    def machine(self, name, bought_for, life, *, per="month", worth=""):
        """Equipment, as the source of a line's price; a life per month is typed in years."""
        sent = {"name": name, "bought_for": bought_for, "worth_in_the_end": worth, "life": life, "per": per}
        self.send(self.page("equipment-new", self.enterprise.pk), sent)
        return f"material-{Material.objects.get(name=name).pk}"

    def made(self, recipe):
        """What a recipe makes, as the source of a line's price."""
        return f"output-{Output.objects.get(recipe=recipe).pk}"


def line(name, quantity="", price="", **boxes):
    """The boxes of one line."""
    return {"name": name, "quantity": quantity, "price": price, **boxes}


def banana_chips(typist):
    """Fifty bags of dried banana, ninety in a hundred good, in a syrup of their own."""
    banana = typist.material("กล้วย", "กก.", "16", paid="own")
    sugar = typist.material("น้ำตาล", "กก.", "25")
    bag = typist.material("ถุงฟอยล์", "ชิ้น", "2", part="packaging")
    syrup = typist.start("น้ำเชื่อม (ตัวอย่าง)", "4 กก.")
    typist.making(syrup, "batch", ("น้ำเชื่อม", "4 กก.", "", ""))
    typist.lines(
        syrup,
        "material",
        line("น้ำตาล", "๒๐ ขีด", source=sugar, basis="batch"),
        line("น้ำฝน", "3 ลิตร", paid="nature", basis="batch"),
    )
    typist.lines(syrup, "overhead", line("แก๊ส", "", "10", basis="batch"))
    chips = typist.start("กล้วยอบน้ำเชื่อม (ตัวอย่าง)", "50 ถุง")
    typist.making(chips, "batch", ("กล้วยอบ", "50 ถุง", "", ""), good="90%", batches="10")
    typist.lines(
        chips,
        "material",
        line("กล้วยปอกแล้ว", "10 กก.", source=banana, loss="20%", basis="batch"),
        line("น้ำเชื่อม", "2 กก.", source=typist.made(syrup), basis="batch"),
    )
    typist.lines(chips, "packaging", line("ถุง", "1", source=bag, basis="piece"))
    typist.lines(
        chips,
        "labour",
        line("แม่ ๆ ช่วยกันทำ", "4 ชม.", "200", paid="own", basis="batch"),
        line("จ้างคนปอก", "2 ชม.", "120", basis="batch"),
    )
    typist.lines(chips, "overhead", line("แก๊สบ้าน ครึ่งหนึ่ง", "", "200", basis="month"))
    dryer = typist.machine("ตู้อบ", "24,000", "5", worth="6,000")
    typist.lines(chips, "wear", line("ตู้อบ", "", source=dryer, basis="month"))
    return chips


def leather_bags(typist):
    """An order of twelve leather bags."""
    bags = typist.start("กระเป๋าหนังตามสั่ง (ตัวอย่าง)", "12 ใบ")
    typist.making(bags, "order", ("กระเป๋า", "12 ใบ", "", ""))
    typist.lines(
        bags,
        "material",
        line("หนัง", "6 ตารางฟุต", "330", loss="20%", basis="piece"),
        line("ด้าย", "0.25 หลอด", "20", basis="piece"),
        line("อะไหล่โลหะ", "1", "45", basis="piece"),
        line("ผ้าซับใน", "1", "15", paid="gift", basis="piece"),
        line("ค่าแม่พิมพ์ตัด", "1", "300", basis="batch"),
    )
    typist.lines(bags, "packaging", line("กล่อง", "1", "12", basis="piece"))
    typist.lines(
        bags,
        "labour",
        line("เย็บเอง", "2.5 ชม.", "150", paid="own", basis="piece"),
        line("ทำแบบเอง", "3 ชม.", "180", paid="own", basis="batch"),
    )
    typist.lines(bags, "overhead", line("ค่าไฟ", "", "5", basis="piece"))
    machine = typist.machine("จักร", "18000", "600", per="piece", worth="3000")
    typist.lines(bags, "wear", line("จักร", "", source=machine, basis="piece"))
    return bags


def fishing_trip(typist):
    """A trip: two grades of mackerel, crab and no squid; a hired hand and a captain of the house."""
    trip = typist.start("ออกเรือหนึ่งเที่ยว (ตัวอย่าง)", "30 กก.")
    typist.making(
        trip,
        "trip",
        ("ปลาทู เบอร์ 1", "30 กก.", "", "90"),
        ("ปลาทู เบอร์ 2", "20 กก.", "", "60"),
        ("ปูม้า", "5 กก.", "", "220"),
        batches="20",
    )
    typist.lines(
        trip,
        "material",
        line("น้ำมัน", "40 ลิตร", "1,300", basis="batch"),
        line("น้ำแข็ง", "6 ก้อน", "270", basis="batch"),
        line("เหยื่อที่จับเอง", "5 กก.", "150", paid="own", basis="batch"),
    )
    typist.lines(trip, "overhead", line("อาหารบนเรือ", "", "130", basis="batch"))
    boat = typist.machine("เรือ", "90,000", "2,000", per="batch", worth="10,000")
    net = typist.machine("อวน", "6,000", "1")
    typist.lines(
        trip, "wear", line("เรือ", "", source=boat, basis="batch"), line("อวน", "", source=net, basis="month")
    )
    typist.lines(
        trip,
        "labour",
        line("ลูกเรือ", "", "", crew="30%", paid="bought", basis="batch"),
        line("นายท้ายของบ้าน", "", "", crew="40%", paid="own", basis="batch"),
    )
    return trip


def cattle(typist):
    """Calves of ten cows in the first year, six of them fattened in the second."""
    calves = typist.start("ลูกวัวปีแรก (ตัวอย่าง)", "8 ตัว")
    typist.making(calves, "herd", ("ลูกวัว", "8 ตัว", "", ""), good="7 จาก 8")
    typist.lines(
        calves,
        "material",
        line("หญ้าของเราเอง แม่วัว 10 ตัว", "18,250 กก.", "18,250", paid="own", basis="batch"),
        line("แร่ธาตุและวัคซีน", "10", "3,000", basis="batch"),
        line("ผสมเทียม", "8", "2,000", basis="batch"),
    )
    typist.lines(calves, "labour", line("เลี้ยงเอง", "365 ชม.", "14,600", paid="own", basis="batch"))
    cow = typist.machine("แม่พันธุ์", "30,000", "8", per="batch", worth="18,000")
    pen = typist.machine("คอก", "36,000", "10", per="batch")
    typist.lines(
        calves,
        "wear",
        line("แม่พันธุ์", "10", source=cow, basis="batch"),
        line("คอก", "", source=pen, basis="batch"),
    )
    steers = typist.start("วัวขุนปีที่สอง (ตัวอย่าง)", "6 ตัว")
    typist.making(steers, "herd", ("วัวขุน", "6 ตัว", "", ""), good="5/6", weight="420")
    typist.lines(
        steers,
        "material",
        line("ลูกวัว", "6 ตัว", source=typist.made(calves), basis="batch"),
        line("อาหารข้น", "3,300 กก.", "29,700", basis="batch"),
        line("หญ้าของเราเอง", "16,500 กก.", "16,500", paid="own", basis="batch"),
        line("หมอและยา", "1", "1,200", basis="batch"),
    )
    typist.lines(steers, "labour", line("เลี้ยงเอง", "300 ชม.", "12,000", paid="own", basis="batch"))
    return steers


def learning_base(typist, heads="20", price=""):
    """A group of twenty at a learning base for half a day."""
    visit = typist.start("ฐานเรียนรู้ครึ่งวัน (ตัวอย่าง)", "20 คน")
    typist.making(visit, "visit", ("ผู้มาเยือน", f"{heads} คน", "", ""), batches="4", smallest="10", price=price)
    typist.lines(
        visit,
        "labour",
        line("วิทยากรของกลุ่ม", "3 ชม.", "300", paid="own", basis="batch"),
        line("จ้างคนนำชม", "1 ชม.", "500", basis="batch"),
    )
    typist.lines(visit, "overhead", line("ค่าไฟและน้ำ", "", "80", basis="batch"))
    bench = typist.machine("โต๊ะและเก้าอี้", "12,000", "5")
    typist.lines(visit, "wear", line("โต๊ะและเก้าอี้", "", source=bench, basis="month"))
    typist.lines(
        visit,
        "material",
        line("อาหารกลางวัน", "1", "90", basis="piece"),
        line("ชุดลงมือทำ", "1", "35", basis="piece"),
        line("น้ำสมุนไพรของเราเอง", "1", "10", paid="own", basis="piece"),
    )
    return visit
