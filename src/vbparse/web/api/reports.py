"""What an office prints of its obligations: the table by which it follows them, letters to units, results of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from vbparse.archive.answers import Owed
from vbparse.archive.archive import Archive
from vbparse.archive.ask.office import OfficeDetails
from vbparse.errors import InputError, ToolError
from vbparse.exchange.reports import reminders, results, tracking, workbook
from vbparse.exchange.reports.files import (
    DOCX_TYPE,
    PDF_TYPE,
    XLSX_TYPE,
    ZIP_TYPE,
    name_file,
    name_letters,
    zip_files,
)
from vbparse.exchange.reports.office import Office, merge_office
from vbparse.sentences import Sentence
from vbparse.web.access import Editor
from vbparse.web.api.documents import content_disposition, file_responses
from vbparse.web.api.models import Day, Filters, ShortText
from vbparse.web.api.parse import reading_slot
from vbparse.web.archives import ArchiveDep
from vbparse.web.background import errands
from vbparse.web.background.workers import Workers
from vbparse.web.problems import ProblemError
from vbparse.web.settings import Settings
from vbparse.workers.process import WorkerError

ROWS, PRINTED_ROWS = 2000, 500
"""Obligations of a report at most, and of one as PDF: 800 rows of the corpus took LibreOffice 17 seconds."""
_PATIENCE = 30.0
"""Seconds to wait for a free worker."""
MEDIA_TYPES = {"docx": DOCX_TYPE, "xlsx": XLSX_TYPE, "pdf": PDF_TYPE, "zip": ZIP_TYPE}
routes = APIRouter(tags=["reports"], dependencies=[Depends(reading_slot)])


class Issuing(BaseModel):
    """Who issues a report. What is not said is what the archive knows of its office, unless another is named; else it
    is left to fill in."""

    office: Annotated[ShortText | None, Field(description="The office that issues it.")] = None
    parent: Annotated[ShortText | None, Field(description="The office above it.")] = None
    place: Annotated[ShortText | None, Field(description="Địa danh before the day.")] = None
    symbol: Annotated[ShortText | None, Field(description="Behind the number.", examples=["UBND-VP"])] = None
    authority: Annotated[ShortText | None, Field(description="As TM. ỦY BAN NHÂN DÂN.")] = None
    post: Annotated[ShortText | None, Field(description="Of who signs; may have several lines.")] = None
    signer: ShortText | None = None
    issued: Annotated[Day | None, Field(description="The day of issue.")] = None

    def to_office(self, archive: Archive) -> Office:
        """As reports take it."""
        values = {name: getattr(self, name) for name in Issuing.model_fields}
        return merge_office(archive.office(), {"name": values.pop("office"), **values})


class OfficeValues(BaseModel, extra="forbid"):
    """What stands of the office in all reports; what is left out is not known."""

    name: Annotated[ShortText | None, Field(examples=["UBND xã Đông Vang"])] = None
    parent: Annotated[ShortText | None, Field(description="The office above it.")] = None
    place: Annotated[ShortText | None, Field(description="Địa danh before the day.")] = None
    symbol: Annotated[ShortText | None, Field(description="Behind the number.", examples=["UBND-VP"])] = None
    authority: Annotated[ShortText | None, Field(description="As TM. ỦY BAN NHÂN DÂN.")] = None
    post: Annotated[ShortText | None, Field(description="Of who signs; may have several lines.")] = None
    signer: ShortText | None = None


class ReportQuery(Filters, Issuing):
    """Filters of obligations, and who issues the report."""

    @property
    def today(self) -> date:
        """The day that the report holds for."""
        return self.as_of or date.today()


class TrackingQuery(ReportQuery):
    """The same, and in which order."""

    by_unit: Annotated[bool, Field(description="Under the name of each unit.")] = False


class ReminderQuery(ReportQuery):
    """The same, and by when to answer."""

    reply_by: Day | None = None


class ResultsQuery(Issuing):
    """The plan, the time that the report is of, and who issues it."""

    document: Annotated[ShortText, Field(min_length=1, description="Id or số ký hiệu of the plan.")]
    due: Annotated[ShortText | None, Field(description="Only what is due in this time.", examples=["2023-Q3"])] = None
    as_of: Annotated[Day | None, Field(description="The day that it holds for; today.")] = None


@routes.get("/reports/office")
def get_office(archive: ArchiveDep) -> OfficeDetails:
    """What stands of the office in reports that name no other."""
    return archive.office()


@routes.put("/reports/office")
def set_office(archive: ArchiveDep, person: Editor, said: OfficeValues) -> OfficeDetails:
    """Say what stands of the office in reports, all of it."""
    return archive.set_office(OfficeDetails(**said.model_dump()), by=person.name)


ERRORS: dict[int | str, dict[str, Any]] = {HTTPStatus.TOO_MANY_REQUESTS.value: {}}


@routes.get(
    "/reports/tracking.{suffix}",
    response_class=Response,
    responses=file_responses(XLSX_TYPE, DOCX_TYPE, PDF_TYPE) | ERRORS,
)
def get_tracking_table(
    request: Request,
    suffix: Literal["xlsx", "docx", "pdf"],
    archive: ArchiveDep,
    asked: Annotated[TrackingQuery, Query()],
) -> Response:
    """Bảng theo dõi nhiệm vụ, in the layout of Nghị định 30/2020/NĐ-CP."""
    owed = _ask(archive, asked.to_options(), PRINTED_ROWS if suffix == "pdf" else ROWS)
    render = workbook.render_xlsx if suffix == "xlsx" else tracking.render_docx
    data = render(owed, asked.to_office(archive), asked.today, by_unit=asked.by_unit)
    return _answer(request, data, f"{tracking.TITLE} {asked.today}", suffix)


@routes.get(
    "/reports/reminder.{suffix}",
    response_class=Response,
    responses=file_responses(DOCX_TYPE, ZIP_TYPE) | ERRORS | {HTTPStatus.NOT_FOUND.value: {}},
)
def get_reminder_letters(
    request: Request,
    suffix: Literal["docx", "zip"],
    archive: ArchiveDep,
    asked: Annotated[ReminderQuery, Query()],
) -> Response:
    """Công văn đôn đốc: one letter as DOCX, those to several units as ZIP. Where neither a time nor a status is asked
    for, what is past due."""
    settings: Settings = request.app.state.settings
    pattern = settings.reminder_template
    template = reminders.Template(pattern.read_bytes(), pattern.name) if pattern else None
    owed = _ask(archive, reminders.reminder_filters(asked.to_options()), ROWS)
    letters = name_letters(
        reminders.render_letters(owed, asked.to_office(archive), asked.today, template, asked.reply_by)
    )
    if not letters:
        raise ProblemError("not-found", Sentence("report.nobody-left"))
    if suffix == "zip":
        return _answer(request, zip_files(letters), f"Công văn đôn đốc {asked.today}", suffix)
    if len(letters) > 1:
        raise InputError("report.one-letter", count=len(letters))
    ((name, data),) = letters.items()
    return _answer(request, data, name.removesuffix(".docx"), suffix)


@routes.get("/reports/template.docx", response_class=Response, responses=file_responses(DOCX_TYPE) | ERRORS)
def get_reminder_template(request: Request) -> Response:
    """The template of letters that is used where the server has no other, to be changed in Word."""
    return _answer(request, reminders.render_template(), reminders.DEFAULT_NAME, "docx")


@routes.get(
    "/reports/results.{suffix}",
    response_class=Response,
    responses=file_responses(DOCX_TYPE, PDF_TYPE) | ERRORS,
)
def get_plan_results(
    request: Request, suffix: Literal["docx", "pdf"], archive: ArchiveDep, asked: Annotated[ResultsQuery, Query()]
) -> Response:
    """Báo cáo kết quả thực hiện of a plan: what came of its tasks, unit by unit, and what is left."""
    head, today = archive.find(asked.document), asked.as_of or date.today()
    owed = _ask(archive, {"document": head.document, "due": asked.due or None, "ended": True, "today": today}, ROWS)
    data = results.render_results(head, owed, asked.to_office(archive), today, asked.due or None)
    return _answer(request, data, f"Báo cáo kết quả thực hiện {head.canonical or head.title or head.name}", suffix)


def _ask(archive: Archive, options: Mapping[str, Any], most: int) -> list[Owed]:
    found = archive.obligations(**options, limit=most + 1)
    if len(found) > most:
        raise ProblemError("too-many-rows", Sentence("report.too-many", most=most))
    return found


def _answer(request: Request, data: bytes, title: str, suffix: str) -> Response:
    """The file under its name, printed by a worker where it is to be a PDF."""
    name = name_file(title, suffix)
    if suffix == "pdf":
        workers: Workers = request.app.state.workers
        try:
            data = workers.reading.call(errands.print_report, data, name, patience=_PATIENCE)
        except WorkerError as error:
            raise ToolError("print.failed", name=name, why=error) from error
    headers = {"Content-Disposition": content_disposition(name), "X-Content-Type-Options": "nosniff"}
    return Response(data, media_type=MEDIA_TYPES[suffix], headers=headers)
