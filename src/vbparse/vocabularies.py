"""The closed vocabularies: every code that such a field of a document or of an answer holds, and what it is called in
Vietnamese and in English. The JSON Schema, the pages, tables and `scripts/check-corpus` take both from here.

A row is `NAME = code, Vietnamese, English`; labels begin small, for they stand within sentences.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self, TypeVar

V = TypeVar("V", bound="Vocabulary")


class Vocabulary(StrEnum):
    """A closed list of codes, each with its label in both languages."""

    vi: str
    en: str

    def __new__(cls, code: str, vi: str = "", en: str = "") -> Self:
        """A member that is its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.vi, member.en = vi, en
        return member


class AnomalyCode(Vocabulary):
    """What is odd in a document, or went wrong as it was read."""

    NUMBER_BLANK = "number-blank", "số bỏ trống", "number left blank"
    DATE_BLANK = "date-blank", "ngày bỏ trống", "date left blank"
    DATE_IMPOSSIBLE = "date-impossible", "ngày không có thật", "impossible date"
    SECTION_NUMBER_REPEATED = "section-number-repeated", "số thứ tự lặp lại", "section number repeated"
    SECTION_NUMBER_SKIPPED = "section-number-skipped", "số thứ tự nhảy cóc", "section number skipped"
    PHASES_OVERLAP = "phases-overlap", "các đợt chồng lên nhau", "phases overlap"
    PHASES_CONTRADICT = "phases-contradict", "các đợt mâu thuẫn nhau", "phases contradict"
    WORD_DOUBLED = "word-doubled", "từ lặp lại", "word doubled"
    ABBREVIATION_SUSPECT = "abbreviation-suspect", "chữ viết tắt đáng ngờ", "suspect abbreviation"
    YEAR_MISMATCH = "year-mismatch", "năm không khớp", "years do not match"
    OWN_NUMBER_CITED = "own-number-cited", "viện dẫn chính số của mình", "cites its own number"
    MARKS_PILED = "marks-piled", "quá nhiều dấu trên một chữ", "too many marks on a letter"
    CHARSET_CONVERTED = "charset-converted", "đã chuyển bảng mã", "charset converted"
    OCR_REPAIRED = "ocr-repaired", "chữ quét sai đã hiểu lại", "misread letters mended"
    UNREADABLE = "unreadable", "chỗ không đọc được", "unreadable place"
    TEXT_LAYER_MISSING = "text-layer-missing", "trang quét không có lớp chữ", "scanned page without text layer"
    TEXT_LAYER_BROKEN = "text-layer-broken", "lớp chữ hỏng", "broken text layer"
    TEXT_ILLEGIBLE = "text-illegible", "chữ không đọc được", "text that cannot be read"
    TEXT_MISREAD = "text-misread", "văn bản máy nhận dạng có chữ sai", "recognised text with misread words"
    PAGE_UNREAD = "page-unread", "trang không đọc được", "page not read"
    PAGE_DOUBTFUL = "page-doubtful", "trang quét không rõ", "page that is hard to read"
    VALUE_LEFT_OUT = "value-left-out", "giá trị không hợp lý, đã bỏ trống", "implausible value left out"
    TITLE_SHORT = "title-short", "trích yếu chỉ một chữ", "title of one word"
    BODY_MISSING = "body-missing", "thiếu phần nội dung", "body missing"
    OUTLINE_MISSING = "outline-missing", "không có đề mục", "no headings found"
    REFERENCES_MISSING = "references-missing", "có căn cứ, không có văn bản viện dẫn", "basis without references"
    DUTY_UNASSIGNED = "duty-unassigned", "việc chưa rõ ai làm", "task without a body"
    SIGNATURE_LONG = "signature-long", "phần ký quá dài", "signature too long"


class DoubtCode(Vocabulary):
    """Why a person should look at a value before it is relied on. A value without a code is sure."""

    WEAK_CUE = "weak-cue", "chỉ có dấu hiệu yếu là giá trị cần tìm", "only a weak sign says that this is the value"
    NAME_UNKNOWN = "name-unknown", "tên không như tên một cơ quan đã biết", "the name is not like that of a known body"
    NAME_CUT = "name-cut", "bị cắt ngắn hoặc lẫn chữ bên cạnh", "words are cut off, or belong to what stands beside"
    OCR_UNCERTAIN = "ocr-uncertain", "chữ quét không rõ, có thể đọc sai", "the scan is not clear; it may be misread"
    DISAGREES = "disagrees", "không khớp với chỗ khác trong văn bản", "another place of the document says otherwise"
    OUT_OF_PLACE = "out-of-place", "không đứng ở chỗ thường thấy", "it does not stand where such a value usually does"
    LENGTH = "length", "ngắn hoặc dài khác thường", "it is unusually short or long"
    NO_NUMBER = "no-number", "thiếu số, ký hiệu hoặc ngày", "number, symbol or day is missing"
    FORM = "form", "viết không đúng dạng thường lệ", "it is not written in the usual form"
    MISSING = "missing", "thiếu phần phải có", "a part that must be there was not found"
    UNREADABLE = "unreadable", "có chỗ không đọc được", "a part could not be read"


class Severity(Vocabulary):
    """How much an anomaly matters; an error is one of the reading, and not of the document."""

    INFO = "info", "lưu ý", "note"
    WARNING = "warning", "cảnh báo", "warning"
    ERROR = "error", "lỗi đọc", "error"


class TextOrigin(Vocabulary):
    """Where the text of a file comes from."""

    TEXT_LAYER = "text-layer", "lớp chữ của PDF", "text layer of a PDF"
    OCR = "ocr", "nhận dạng (OCR)", "recognition (OCR)"
    MARKUP = "markup", "văn bản có định dạng", "markup"
    PLAIN = "plain", "văn bản thuần", "plain text"


class Charset(Vocabulary):
    """Character set of the letters in the source, before conversion."""

    UNICODE = "unicode", "Unicode", "Unicode"
    TCVN3 = "tcvn3", "TCVN3 (ABC)", "TCVN3 (ABC)"
    VNI = "vni", "VNI", "VNI"
    VISCII = "viscii", "VISCII", "VISCII"
    VPS = "vps", "VPS", "VPS"
    CP1258 = "cp1258", "Windows-1258", "Windows-1258"
    VIQR = "viqr", "VIQR", "VIQR"


class Level(Vocabulary):
    """Level of government of a body, by the form of its name."""

    COMMUNE = "xã", "cấp xã", "commune"
    DISTRICT = "huyện", "cấp huyện", "district"
    PROVINCE = "tỉnh", "cấp tỉnh", "province"
    CENTRAL = "trung ương", "trung ương", "central"


class BodyKind(Vocabulary):
    """What sort of body, post or person is named."""

    PEOPLES_COMMITTEE = "people's committee", "Ủy ban nhân dân", "people's committee"
    PEOPLES_COUNCIL = "people's council", "Hội đồng nhân dân", "people's council"
    GOVERNMENT = "government", "Chính phủ", "government"
    MINISTRY = "ministry", "bộ, cơ quan ngang bộ", "ministry"
    DEPARTMENT = "department", "cơ quan chuyên môn", "department"
    OFFICE = "office", "đơn vị trực thuộc", "office"
    STEERING_COMMITTEE = "steering committee", "ban chỉ đạo, tổ công tác", "steering committee"
    POLICE_AND_MILITARY = "police and military", "công an, quân sự", "police and military"
    PARTY = "party", "cơ quan Đảng", "party"
    FRONT = "front", "Mặt trận Tổ quốc", "front"
    MASS_ORGANISATION = "mass organisation", "đoàn thể, hội", "mass organisation"
    SCHOOL = "school", "trường học", "school"
    COMPANY = "company", "doanh nghiệp", "company"
    COLLECTIVE = "collective", "nhóm cơ quan, đơn vị", "collective"
    CIVIL_SERVANT = "civil servant", "công chức", "civil servant"
    HEAD = "head", "người đứng đầu", "head"
    RESIDENTS = "residents", "hộ dân, người dân", "residents"
    PERSON = "person", "cá nhân", "person"


class IssuerEvidence(Vocabulary):
    """By what the issuer is known."""

    LETTERHEAD = "letterhead", "tên cơ quan ở đầu văn bản", "letterhead"
    OPENING = "opening", "câu mở đầu", "opening sentence"
    SIGNATURE = "signature", "phần ký", "signature"
    PLACE = "place", "địa danh", "place of issue"
    CORRECTED = "corrected", "người dùng sửa", "corrected by a person"


class Relation(Vocabulary):
    """What a document does with one that it cites."""

    BASIS = "basis", "căn cứ", "basis"
    IMPLEMENTS = "implements", "thực hiện", "implements"
    AMENDS = "amends", "sửa đổi, bổ sung", "amends"
    REPLACES = "replaces", "thay thế", "replaces"
    REPEALS = "repeals", "bãi bỏ", "repeals"
    ATTACHED_TO = "attached_to", "ban hành kèm theo", "attached to"
    CITES = "cites", "viện dẫn", "cites"


class ReferenceStatus(Vocabulary):
    """Whether an archive holds the document cited."""

    RESOLVED = "resolved", "có trong kho", "held"
    AMBIGUOUS = "ambiguous", "chưa rõ văn bản nào", "may be several"
    MISSING = "missing", "chưa có trong kho", "not held"


class SectionKind(Vocabulary):
    """A part of a text, by its Akoma Ntoso name; preamble, opening and closing have no label."""

    PART = "part", "phần", "part"
    CHAPTER = "chapter", "chương", "chapter"
    SECTION = "section", "mục", "section"
    ARTICLE = "article", "điều", "article"
    CLAUSE = "clause", "khoản", "clause"
    POINT = "point", "điểm", "point"
    ITEM = "item", "tiết", "item"
    PREAMBLE = "preamble", "căn cứ", "preamble"
    OPENING = "opening", "mở đầu", "opening"
    CLOSING = "closing", "kết thúc", "closing"


class BlockKind(Vocabulary):
    """What a piece of text is on the page."""

    PARAGRAPH = "paragraph", "đoạn", "paragraph"
    BULLET = "bullet", "gạch đầu dòng", "bullet"
    TABLE = "table", "bảng", "table"


class Bound(Vocabulary):
    """How a date limits: `before` is late from that day on, `by` the day after it."""

    BEFORE = "before", "trước", "before"
    BY = "by", "chậm nhất", "by"
    WITHIN = "within", "trong", "within"
    ON = "on", "vào", "on"


class Role(Vocabulary):
    """Whether a body does the task or only supports it."""

    LEAD = "lead", "chủ trì", "leads"
    SUPPORT = "support", "phối hợp", "supports"


class ObligationStatus(Vocabulary):
    """What became of an obligation, as an archive answers: old is what fell due before its document was stored, or over
    a year ago."""

    OPEN = "open", "chưa xong", "open"
    PAST_DUE = "past due", "quá hạn", "past due"
    OLD = "old", "hạn cũ", "long over"
    DONE = "done", "đã xong", "done"
    CANCELLED = "cancelled", "đã hủy", "cancelled"


class DossierStatus(Vocabulary):
    """Where a dossier (hồ sơ) stands (Nghị định 30/2020/NĐ-CP, Điều 29, 30)."""

    OPEN = "open", "đang lập", "open"
    CLOSED = "closed", "đã kết thúc", "closed"
    TRANSFERRED = "transferred", "đã nộp lưu", "transferred to the archive"


class Falls(Vocabulary):
    """What an obligation does in the time that was asked for."""

    DUE = "due", "đến hạn", "due"
    RUNNING = "running", "đang trong thời gian thực hiện", "running"


class FindingCode(Vocabulary):
    """What does not fit between documents of an archive."""

    NUMBER_TWICE = "number-twice", "một số cho nhiều văn bản", "number used twice"
    NUMBER_GAP = "number-gap", "dãy số bị thiếu", "gap in a series of numbers"
    PHASES_DISAGREE = "phases-disagree", "các đợt không khớp giữa hai văn bản", "phases disagree"
    CITED_BEFORE_ISSUED = "cited-before-issued", "viện dẫn văn bản chưa ban hành", "cited before it was issued"
    ENDED_CITED = "ended-cited", "viện dẫn văn bản hết hiệu lực", "cited though no longer in force"
    CITATION_DISAGREES = "citation-disagrees", "viện dẫn không khớp với văn bản", "citation disagrees with the document"


class Rule(Vocabulary):
    """By what a charge was found."""

    SUBJECT = "subject", "cơ quan đứng trước động từ", "body before a verb of duty"
    SUBJECT_LEAD_IN = "subject:lead-in", "cơ quan sau phần dẫn", "body behind a lead-in"
    SUBJECT_COLON = "subject:colon", "cơ quan trước dấu hai chấm", "body before a colon"
    SUBJECT_TRAILING = "subject:trailing", "cơ quan ở cuối câu", "body at the end of the sentence"
    ASSIGNED_TO = "assigned:giao", "“giao …”", "assigned by “giao”"
    ASSIGNED_REQUESTED = "assigned:đề nghị", "“đề nghị …”", "assigned by “đề nghị”"
    ASSIGNED_DEMANDED = "assigned:yêu cầu", "“yêu cầu …”", "assigned by “yêu cầu”"
    ASSIGNED_DIVIDED = "assigned:phân công", "“phân công …”", "assigned by “phân công”"
    ASSIGNED_INVITED = "assigned:mời", "“mời …”", "assigned by “mời”"
    ASSIGNED_CONCERNING = "assigned:đối với", "“đối với …”", "assigned by “đối với”"
    ASSIGNED_DELEGATED = "assigned:ủy quyền", "“ủy quyền …”", "assigned by “ủy quyền”"
    ASSIGNED_APPOINTED = "assigned:chỉ định", "“chỉ định …”", "assigned by “chỉ định”"
    ASSIGNED_BY_HEAD = "assigned:by-head", "người đứng đầu giao", "assigned by a head"
    ASSIGNED_LEAD_IN = "assigned:lead-in", "giao sau phần dẫn", "assigned behind a lead-in"
    INHERITED = "inherited", "cơ quan nêu ở đề mục trên", "body of the heading above"
    FIELD_LINE = "field-line", "dòng “Đơn vị thực hiện: …”", "line that names who acts"
    TABLE = "table", "bảng phân công", "task table"
    CORRECTED = "corrected", "người dùng bổ sung", "added by a person"


class Purpose(Vocabulary):
    """What a recipient gets the document for (Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 9b)."""

    REPORT = "report", "để báo cáo", "for report"
    IMPLEMENT = "implement", "để thực hiện", "to implement"
    COORDINATE = "coordinate", "để phối hợp", "to coordinate"
    DIRECT = "direct", "để chỉ đạo", "to direct"
    INFORM = "inform", "để biết", "for information"
    MONITOR = "monitor", "để theo dõi", "to monitor"
    INSPECT = "inspect", "để kiểm tra", "to inspect"
    EXCHANGE = "exchange", "để trao đổi", "for exchange"
    PUBLISH = "publish", "để đăng tải", "to publish"
    DISSEMINATE = "disseminate", "để tuyên truyền, phổ biến", "to disseminate"
    APPRAISE = "appraise", "để thẩm định", "to appraise"
    APPROVE = "approve", "để phê duyệt", "to approve"
    AS_ADDRESSED = "as-addressed", "như trên", "as addressed"
    AS_ARTICLE = "as-article", "như điều nêu trong văn bản", "as named in an article"


VOCABULARIES: tuple[type[Vocabulary], ...] = tuple(Vocabulary.__subclasses__())
"""All of them, in the order of this module."""


def vietnamese(*vocabularies: type[Vocabulary]) -> dict[str, str]:
    """The Vietnamese labels by code."""
    return {member.value: member.vi for vocabulary in vocabularies for member in vocabulary}


def find_member(vocabulary: type[V], code: str | None) -> V | None:
    """The member of a code; None for what is none, as a word of the lexicon that no field of the contract takes."""
    return next((member for member in vocabulary if member == code), None)
