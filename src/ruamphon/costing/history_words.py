"""What the history calls the doings of this room."""

from ruamphon.core.text import Text

ACTIONS: dict[str, Text] = {
    "start_recipe": Text("เริ่มใบต้นทุน", "Began a cost sheet"),
    "change_recipe": Text("แก้ใบต้นทุน", "Changed the cost sheet"),
    "delete_recipe": Text("ลบใบต้นทุน", "Deleted the cost sheet"),
    "bring_back_recipe": Text("นำใบต้นทุนกลับมา", "Brought the cost sheet back"),
    "set_own_rate": Text("ตั้งค่าแรงของกลุ่มเอง", "Set the group's own rate for work"),
}
FIELDS: dict[str, Text] = {
    "lines": Text("รายการ", "lines"),
    "outputs": Text("สิ่งที่ได้ออกมา", "what comes out"),
    "own_rate": Text("ค่าแรงของเราเองต่อชั่วโมง", "own rate per hour"),
}
TABLES: dict[str, Text] = {
    "costing.material": Text("ของและราคาที่ใช้คิดต้นทุน", "materials and prices"),
    "costing.toldprice": Text("ราคาที่จดไว้", "told prices"),
    "costing.intake": Text("ของเข้า", "what came in"),
    "costing.lot": Text("ล็อตของเข้า", "lots"),
    "costing.equipment": Text("อุปกรณ์", "equipment"),
    "costing.recipe": Text("ใบต้นทุน", "cost sheets"),
    "costing.output": Text("สิ่งที่ได้ออกมา", "outputs"),
    "costing.recipeline": Text("รายการในใบต้นทุน", "lines of cost sheets"),
    "costing.recipecost": Text("ต้นทุนที่คิดไว้", "costs worked out"),
    "costing.conversion": Text("หน่วยเฉพาะของ", "conversions"),
    "costing.costsheet": Text("ใบต้นทุนที่ส่ง", "cost sheets handed in"),
    "costing.costsheetversion": Text("ฉบับของใบต้นทุน", "versions of cost sheets"),
    "costing.sheetcomment": Text("ความเห็นในใบต้นทุน", "comments on cost sheets"),
    "costing.sheetshare": Text("การให้ดูใบต้นทุน", "shares of cost sheets"),
}
