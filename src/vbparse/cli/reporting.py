"""The command `report`: what an office prints of its obligations."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vbparse.cli.arguments import ArchiveFolder, Fall, Named, Sure, open_archive
from vbparse.cli.asking import Issuer, Role, Status
from vbparse.cli.language import say
from vbparse.cli.output import write_file
from vbparse.errors import InputError
from vbparse.sentences import Sentence

if TYPE_CHECKING:
    from vbparse.archive.answers import Owed
    from vbparse.archive.archive import Archive
    from vbparse.exchange.reports.office import Office

app = typer.Typer()
report = typer.Typer(no_args_is_help=True, help="Print for the office: tracking, reminder, results, template.")
app.add_typer(report, name="report")

Assignee = Annotated[str | None, typer.Option("--assignee", metavar="NAME", help="Owed by a body so called.")]
DuePeriod = Annotated[str | None, typer.Option("--due", metavar="PERIOD", help="Due in: 2023-09, 2023-Q3, 2023, a/b.")]
OverdueOn = Annotated[str | None, typer.Option("--overdue-on", metavar="DAY", help="Late on this day, and not marked.")]
RoleOption = Annotated[Role | None, typer.Option("--role", help="As lead or in support.")]
Words = Annotated[str | None, typer.Option("--text", metavar="QUERY", help="Words of the task.")]
Charging = Annotated[str | None, typer.Option("--doc", metavar="DOC", help="Of this document.")]
StatusOption = Annotated[Status | None, typer.Option("--status", help="What became of them.")]
Every = Annotated[bool, typer.Option("--all", help="Also those of documents that were replaced or repealed.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="The day that it holds for; today.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write; its suffix says what.")]
OfficeName = Annotated[str | None, typer.Option("--office", metavar="NAME", help="Who issues it; else the archive's.")]
Parent = Annotated[str | None, typer.Option("--parent", metavar="NAME", help="The office above.")]
Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Địa danh before the day.")]
Symbol = Annotated[str | None, typer.Option("--symbol", metavar="TEXT", help="Behind the number: UBND-VP.")]
Authority = Annotated[str | None, typer.Option("--authority", metavar="TEXT", help="TM. ỦY BAN NHÂN DÂN")]
Post = Annotated[str | None, typer.Option("--post", metavar="TEXT", help="CHỦ TỊCH; lines parted by |.")]
Signer = Annotated[str | None, typer.Option("--signer", metavar="NAME", help="Who signs.")]
Issued = Annotated[str | None, typer.Option("--issued", metavar="DAY", help="Day of issue; else left open.")]


@report.command()
def tracking(
    folder: ArchiveFolder,
    out: Out,
    by_unit: Annotated[bool, typer.Option("--by-unit", help="Under the name of each unit.")] = False,
    assignee: Assignee = None,
    due: DuePeriod = None,
    falls: Fall = None,
    overdue_on: OverdueOn = None,
    role: RoleOption = None,
    issuer: Issuer = None,
    text: Words = None,
    document: Charging = None,
    status: StatusOption = None,
    every: Every = False,
    sure: Sure = False,
    as_of: AsOf = None,
    office: OfficeName = None,
    parent: Parent = None,
    place: Place = None,
    symbol: Symbol = None,
    authority: Authority = None,
    post: Post = None,
    signer: Signer = None,
    issued: Issued = None,
) -> None:
    """Bảng theo dõi nhiệm vụ, as .docx, .xlsx or .pdf."""
    from vbparse.exchange.reports import tracking as table
    from vbparse.exchange.reports.workbook import render_xlsx

    suffix = _read_suffix(out, "docx", "xlsx", "pdf")
    filters, today = _read_filters(locals())
    with open_archive(folder) as archive:
        owed = _ask(archive, filters)
        issuing = _read_office(archive, locals())
    render = render_xlsx if suffix == "xlsx" else table.render_docx
    _write_report(out, render(owed, issuing, today, by_unit=by_unit), suffix)


@report.command()
def reminder(
    folder: ArchiveFolder,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="PATH", help="A folder or .zip for letters to several, or a .docx.")
    ],
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="A DOCX to fill in; `vbparse report template` writes one."),
    ] = None,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="DAY", help="By when to answer; else left open.")
    ] = None,
    assignee: Assignee = None,
    due: DuePeriod = None,
    falls: Fall = None,
    overdue_on: OverdueOn = None,
    role: RoleOption = None,
    issuer: Issuer = None,
    text: Words = None,
    document: Charging = None,
    status: StatusOption = None,
    every: Every = False,
    sure: Sure = False,
    as_of: AsOf = None,
    office: OfficeName = None,
    parent: Parent = None,
    place: Place = None,
    symbol: Symbol = None,
    authority: Authority = None,
    post: Post = None,
    signer: Signer = None,
    issued: Issued = None,
) -> None:
    """Công văn đôn đốc: a letter to each unit with what it still has to do; where no time and status is named, what is
    past due."""
    from vbparse.exchange.reports import reminders

    filters, today = _read_filters(locals())
    with open_archive(folder) as archive:
        owed = _ask(archive, reminders.reminder_filters(filters))
        issuing, answer = _read_office(archive, locals()), _read_day(reply_by)
    pattern = reminders.Template(_read_template(template), str(template)) if template else None
    _write_letters(out, list(reminders.render_letters(owed, issuing, today, pattern, answer)))


@report.command()
def results(
    plan: Named,
    folder: ArchiveFolder,
    out: Out,
    due: Annotated[
        str | None, typer.Option("--due", metavar="PERIOD", help="Only what is due in: 2023-09, 2023-Q3, 2023.")
    ] = None,
    as_of: AsOf = None,
    office: OfficeName = None,
    parent: Parent = None,
    place: Place = None,
    symbol: Symbol = None,
    authority: Authority = None,
    post: Post = None,
    signer: Signer = None,
    issued: Issued = None,
) -> None:
    """Báo cáo kết quả thực hiện of a document, as .docx or .pdf."""
    from vbparse.exchange.reports.results import render_results

    suffix = _read_suffix(out, "docx", "pdf")
    today = _read_day(as_of) or date.today()
    with open_archive(folder) as archive:
        head = archive.find(plan)
        owed = _ask(archive, {"document": head.document, "due": due, "ended": True, "today": today})
        issuing = _read_office(archive, locals())
    _write_report(out, render_results(head, owed, issuing, today, due), suffix)


@report.command()
def template(out: Out) -> None:
    """Write the template of reminders, to be changed in Word; the places in {{…}} are filled in."""
    from vbparse.exchange.reports.reminders import render_template

    _read_suffix(out, "docx")
    write_file(out, render_template())


def _ask(archive: Archive, filters: Mapping[str, Any]) -> list[Owed]:
    """What is owed; says on standard error how much of it should be looked at first."""
    obligations = archive.obligations(**filters, limit=None)
    if not obligations:
        raise InputError("report.nothing")
    doubtful = len({(one.head.document, one.obligation) for one in obligations if one.doubts})
    if doubtful:
        print(say(Sentence("report.doubtful", count=doubtful)), file=sys.stderr)
    return obligations


def _read_filters(options: Mapping[str, Any]) -> tuple[dict[str, Any], date]:
    """Options of `obligations` and of a day as filters of the archive, and the day."""
    from vbparse.archive.ask.obligations import default_old

    today = _read_day(options["as_of"]) or date.today()
    names = ("assignee", "due", "falls", "role", "issuer", "text", "document", "status", "sure")
    filters = {name: getattr(options[name], "value", options[name]) for name in names}
    overdue_on = _read_day(options["overdue_on"])
    return filters | {
        "overdue_on": overdue_on,
        "ended": options["every"],
        "today": today,
        "old": default_old(due=filters["due"], document=filters["document"], status=filters["status"], today=today),
    }, today


def _read_office(archive: Archive, options: Mapping[str, Any]) -> Office:
    """Who issues a report, by the options and what the archive knows of its office."""
    from vbparse.exchange.reports.office import merge_office

    names = ("parent", "place", "symbol", "authority", "signer")
    post = "\n".join(line.strip() for line in (options["post"] or "").split("|"))
    named = {name: options[name] for name in names} | {"name": options["office"], "post": post}
    return merge_office(archive.office(), named | {"issued": _read_day(options["issued"])})


def _read_day(text: str | None) -> date | None:
    from vbparse.archive.periods import parse_day

    return parse_day(text) if text else None


def _read_suffix(out: Path, *known: str) -> str:
    suffix = out.suffix.lower().lstrip(".")
    if suffix not in known:
        raise InputError("report.format", out=out, choices=", ".join(known))
    return suffix


def _read_template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("template.unread", path=path, why=error) from error


def _write_report(out: Path, data: bytes, suffix: str) -> None:
    from vbparse.exchange.reports.printing import print_pdf

    write_file(out, print_pdf(data, str(out)) if suffix == "pdf" else data)


def _write_letters(out: Path, letters: Sequence[tuple[str, bytes]]) -> None:
    """Write them into a folder or a ZIP container, or the only one as it is named."""
    from vbparse.exchange.reports.files import name_letters, zip_files

    files, suffix = name_letters(letters), out.suffix.lower()
    if not files:
        raise InputError("report.nobody")
    if suffix == ".docx" and len(files) > 1:
        raise InputError("report.several", out=out, count=len(files))
    if suffix == ".docx":
        write_file(out, next(iter(files.values())))
    elif suffix == ".zip":
        write_file(out, zip_files(files))
    else:
        _write_folder(out, files)
    print(f"{len(files)} letters written to {out}", file=sys.stderr)


def _write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("output.unmade", out=out, why=error) from error
    for name, data in files.items():
        write_file(out / name, data)
