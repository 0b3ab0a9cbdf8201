from ruamphon.core.enum import Labelled


class WorkKind(Labelled):
    FOOD = "food", "อาหารและเครื่องดื่ม", "Food and drink"
    CRAFT = "craft", "งานฝีมือและหัตถกรรม", "Craft"
    FISHERY = "fishery", "ประมง", "Fishery"
    CROP = "crop", "พืชและผัก", "Crops"
    LIVESTOCK = "livestock", "ปศุสัตว์", "Livestock"
    SERVICE = "service", "บริการ", "Services"
    LEARNING_BASE = "learning_base", "ฐานเรียนรู้", "Learning base"
    UNKNOWN = "unknown", "ยังไม่ระบุ", "Not stated"


class Post(Labelled):
    CHAIR = "chair", "ประธาน", "Chair"
    VICE_CHAIR = "vice_chair", "รองประธาน", "Vice chair"
    SECRETARY = "secretary", "เลขานุการ", "Secretary"
    TREASURER = "treasurer", "เหรัญญิก", "Treasurer"
    COMMITTEE = "committee", "กรรมการ", "Committee"
    MEMBER = "member", "สมาชิก", "Member"


class OrganisationKind(Labelled):
    ASSOCIATION = "association", "สมาคม", "Association"
    UNIVERSITY = "university", "สถาบันการศึกษา", "University"
    COMPANY = "company", "บริษัท", "Company"
    BANK = "bank", "ธนาคาร", "Bank"
    AGENCY = "agency", "หน่วยงานรัฐ", "Government agency"
    LOCAL_GOVERNMENT = "local_government", "องค์กรปกครองส่วนท้องถิ่น", "Local government"


class BelongingKind(Labelled):
    FOUNDER = "founder", "ผู้ก่อตั้ง", "Founder"
    MEMBER = "member", "สมาชิก", "Member"


class ProductKind(Labelled):
    GOOD = "good", "สินค้า", "Product"
    SERVICE = "service", "บริการ", "Service"


class PublicationState(Labelled):
    PRIVATE = "private", "ยังไม่เผยแพร่", "Not public"
    PROPOSED = "proposed", "รออนุมัติเผยแพร่", "Waiting for approval"
    PUBLISHED = "published", "เผยแพร่แล้ว", "Public"


class LegalState(Labelled):
    """What the register of community enterprises says of a group, as somebody wrote it down."""

    NEW = "new", "ยังไม่ได้จดทะเบียน", "Not registered"
    REGISTERED = "registered", "จดทะเบียนแล้ว", "Registered"
    RENEWED = "renewed", "ต่อทะเบียนแล้ว", "Renewed"
    LAPSED = "lapsed", "ขาดต่อทะเบียน", "Lapsed"
    REVOKED = "revoked", "ถูกถอนทะเบียน", "Revoked"


class SheetKind(Labelled):
    ENTERPRISES = "enterprises", "วิสาหกิจ", "Enterprises"
    MEMBERS = "members", "สมาชิกของกลุ่ม", "Members of groups"
    PRODUCTS = "products", "สินค้าและบริการ", "Products and services"
    ORGANISATIONS = "organisations", "องค์กร", "Organisations"


class SheetState(Labelled):
    DRAFT = "draft", "รอตรวจ", "To be checked"
    DONE = "done", "นำเข้าแล้ว", "Imported"
    DISCARDED = "discarded", "ยกเลิก", "Discarded"
