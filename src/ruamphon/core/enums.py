from ruamphon.core.enum import Labelled


class FileKind(Labelled):
    PHOTO = "photo", "รูปภาพ", "Photo"
    PDF = "pdf", "เอกสาร PDF", "PDF document"
    XLSX = "xlsx", "ตาราง Excel", "Excel workbook"
    DOCX = "docx", "เอกสาร Word", "Word document"
    ZIP = "zip", "แฟ้ม ZIP", "ZIP archive"
