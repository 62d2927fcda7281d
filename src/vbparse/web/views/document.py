"""A document as its page shows it, field by field: each value with its places and the path that corrects it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vbparse.doubts.raising import list_pages
from vbparse.exchange import labels
from vbparse.schema import Anomaly, Attachment, Body, Document, Found, Obligation, Phase, Reference, Section
from vbparse.web.views.drawn import DrawnText
from vbparse.web.views.places import Box, Places, Span, origin_boxes
from vbparse.web.views.values import DocumentView, Item, Part, Row, Value, format_edtf, format_value, join_lines


def view_document(document: Document, places: Places | DrawnText | None = None) -> DocumentView:
    """What is shown of a document; `places` tell where its text stands on pages: its lines, or the text of an office
    file as it was laid out."""
    see = _ValueBuilder(document, places or Places(document))
    return DocumentView(
        head=[row for row in _head_rows(see) if row.values or row.more],
        obligations=[_view_obligation(see, one) for one in document.obligations],
        phases=[_view_phase(see, one) for one in document.phases],
        references=[_view_reference(see, one) for one in document.references],
        outline=[_view_part(see, one) for one in document.sections],
        attachments=[
            (_view_attachment(see, one), [_view_part(see, s) for s in one.sections]) for one in document.attachments
        ],
        recipients=_view_recipients(see),
        signatures=_view_signatures(see),
        anomalies=_view_anomalies(see),
        stamps=_view_stamps(document),
    )


class _ValueBuilder:
    """Makes values of a document, and knows which of them were corrected."""

    def __init__(self, document: Document, places: Places | DrawnText) -> None:
        self.document = document
        self._said = {one.path: one for one in document.corrections}
        self._places = places

    def value(
        self,
        path: str,
        text: str | None,
        *found: Found | None,
        spans: Sequence[Span] = (),
        code: str | None = None,
        edit: str | None = None,
        name: str | None = None,
    ) -> Value:
        """A value at `path` that stands where `found` say, and at `spans`; `edit` is the path that corrects it where
        this is another, `name` what it is called in the page."""
        located = [one for one in found if one]
        edit = edit or path
        said = (edit, f"{edit}.date", edit.rpartition(".")[0])  # the value, its date, or the item was added
        correction = next((self._said[one] for one in said if one in self._said), None)
        found_spans = [one.span for one in located if one.span]
        further = [span for span in spans if span not in found_spans]
        drawn = [*self.found_boxes(*located), *self.boxes(further)]
        return Value(
            name or path,
            join_lines(text),
            (*found_spans, *further),
            tuple(drawn),
            edit,
            code,
            corrected=correction is not None,
            was=format_value(correction.was) if correction else None,
        )

    def found_boxes(self, *found: Found | Anomaly) -> list[Box]:
        """Where values stand on pages: as they were read there, or where their text is drawn."""
        if isinstance(self._places, Places):
            return [box for one in found for box in origin_boxes(one) or self.boxes([one.span] if one.span else [])]
        return self.boxes(one.span for one in found if one.span)

    def boxes(self, spans: Iterable[Span]) -> list[Box]:
        """Where stretches of the text stand on pages."""
        return [box for span in spans for box in self._places.boxes(span)]

    def row(self, term: str, path: str, text: str | None, *found: Found | None, **more: str | None) -> Row:
        """A row of one value, or of none that can be given."""
        if text or more.get("code"):
            return Row(term, [self.value(path, text, *found, **more)])  # type: ignore[arg-type]
        return Row(term, [], more.get("edit") or path)


def _head_rows(see: _ValueBuilder) -> list[Row]:
    document = see.document
    number, issued, issuer, title = document.number, document.issued, document.issuer, document.title
    kind = document.evidence.get("doc_type", [])
    name = document.doc_type_name or document.doc_type
    if name and document.doc_type and name != document.doc_type:
        name = f"{name} ({document.doc_type})"
    rows = [
        see.row("doc_type", "doc_type", name, *kind),
        see.row("number", "number", labels.number(document), number),
        see.row("date", "issued.date", format_edtf(issued.date) if issued else None, issued),
        see.row("place", "issued.place", issued.place if issued else None, issued),
        see.row("issuer", "issuer.canonical", issuer.canonical or issuer.name if issuer else None, issuer),
        see.row("parent", "issuer.parent", issuer.parent if issuer else None),
        see.row("title", "title.text", title.text if title else None, title),
    ]
    if document.addressees:
        rows.append(
            Row("addressees", [see.value(f"addressees.{one.id}.name", one.name, one) for one in document.addressees])
        )
    for term, mark in (("urgency", document.urgency), ("secrecy", document.secrecy)):
        if mark:
            rows.append(see.row(term, f"{term}.text", mark.text, mark))
    if stamp := document.received:
        rows.append(see.row("received", "received.text", stamp.text, stamp))
        rows.append(see.row("received_number", "received.number", stamp.number, stamp))
        rows.append(see.row("received_date", "received.date", format_edtf(stamp.date), stamp))
        rows.append(see.row("received_office", "received.office", stamp.office, stamp))
    filing = see.row("filing", "filing", ", ".join(document.filing), *document.evidence.get("filing", []))
    return [*rows, filing]


def _body_row(see: _ValueBuilder, path: str, found: Sequence[Body], term: str, instead: str | None = None) -> Row:
    """A row of bodies; they are corrected all at once."""
    if not found and instead:
        return Row(term, [see.value(path, instead)])
    values = [
        see.value(path, one.name, one, name=path if i == 0 else f"{path}.{i}", edit=path) for i, one in enumerate(found)
    ]
    return Row(term, values, None if values else path)


def _view_obligation(see: _ValueBuilder, one: Obligation) -> Item:
    path, due = f"obligations.{one.id}", one.due
    spans = [one.task_span] if one.task_span else []
    return Item(
        path,
        see.value(f"{path}.task", one.task, spans=spans),
        [
            _assignee_row(see, path, one),
            see.row("due", f"{path}.due", *_due_text(one), code=due_code(one)),
            see.row("bound", f"{path}.due.bound", None),
            see.row("recurrence", f"{path}.due.recurrence", due.recurrence if due else None),
            see.row("role", f"{path}.role", None, code=f"role.{one.role}"),
            _body_row(see, f"{path}.cooperating", one.cooperating, "cooperating"),
            Row(
                "product",
                [see.value(f"{path}.product", one.product, spans=[one.product_span] if one.product_span else [])]
                if one.product
                else [],
                None if one.product else f"{path}.product",
            ),
        ],
        one.section,
    )


def _assignee_row(see: _ValueBuilder, path: str, one: Obligation) -> Row:
    """Who is charged; where the bodies do not tell where they stand, the obligation does."""
    row = _body_row(see, f"{path}.assignees", one.assignees, "assignees", one.assignee_text)
    if any(value.has_place or value.corrected for value in row.values):
        return row
    return Row(row.term, [_place_at(value, one) for value in row.values])


def _place_at(value: Value, found: Found) -> Value:
    return replace(value, spans=(found.span,) if found.span else (), boxes=tuple(origin_boxes(found)))


def _due_text(one: Obligation) -> tuple[str | None, Found | None]:
    if not one.due:
        return None, None
    return format_edtf(one.due.date) or join_lines(one.due.text), one.due


def due_code(one: Obligation) -> str | None:
    """The bound of a due that has a date."""
    return f"bound.{one.due.bound}" if one.due and one.due.date and one.due.bound else None


def _view_phase(see: _ValueBuilder, one: Phase) -> Item:
    path = f"phases.{one.id}"
    return Item(
        path,
        see.value(f"{path}.label", one.label, one),
        [
            see.row("start", f"{path}.start", format_edtf(one.start)),
            see.row("end", f"{path}.end", format_edtf(one.end)),
            see.row("recurrence", f"{path}.recurrence", one.recurrence),
        ],
        one.section,
    )


def _view_reference(see: _ValueBuilder, one: Reference) -> Item:
    path = f"references.{one.id}"
    identifier = one.canonical or one.name
    return Item(
        path,
        see.value(
            path,
            labels.reference(one),
            one,
            spans=one.mentions,
            edit=f"{path}.{'canonical' if one.canonical else 'name'}",
        ),
        [
            see.row("relation", f"{path}.relation", None, code=f"relation.{one.relation}"),
            see.row("cited_type", f"{path}.doc_type", one.doc_type if identifier else None),
            see.row("date", f"{path}.date", format_edtf(one.date)),
            see.row("issuer", f"{path}.issuer", one.issuer),
        ],
        one.section,
    )


def _view_part(see: _ValueBuilder, one: Section) -> Part:
    text = labels.heading(one)
    if one.heading_span:
        spans: list[Span] = [one.heading_span]
    else:
        spans = [(one.span[0], min(one.span[1], one.span[0] + 1 + len(one.label or "")))] if one.span else []
    value = see.value(
        f"sections.{one.id}", text, Found(span=None, origin=one.origin[:1]), edit=f"sections.{one.id}.heading"
    )
    return Part(replace(value, spans=tuple(spans)), [_view_part(see, child) for child in one.children])


def _view_attachment(see: _ValueBuilder, one: Attachment) -> Item:
    path = f"attachments.{one.id}"
    first = Found(span=None, origin=one.origin[:1])
    spans: list[Span] = [(one.span[0], min(one.span[1], one.span[0] + 1 + len(one.label or "")))] if one.span else []
    name = see.value(f"{path}.label", one.label or one.doc_type, first)
    return Item(path, replace(name, spans=tuple(spans)), [see.row("title", f"{path}.title", one.title)])


def _view_recipients(see: _ValueBuilder) -> list[Item]:
    return [
        Item(
            path,
            see.value(f"{path}.name", one.name, one),
            [see.row("purpose", f"{path}.purpose", one.purpose)],
        )
        for one in see.document.recipients
        for path in [f"recipients.{one.id}"]
    ]


def _view_signatures(see: _ValueBuilder) -> list[Item]:
    return [
        Item(
            path,
            see.value(f"{path}.name", one.name, one),
            [
                see.row("authority", f"{path}.authority", one.authority),
                see.row("position", f"{path}.position", one.position),
                see.row("acting_for", f"{path}.acting_for", one.acting_for),
            ],
        )
        for one in see.document.signatures
        for path in [f"signatures.{one.id}"]
    ]


def _view_anomalies(see: _ValueBuilder) -> list[Item]:
    """Anomalies are reported and not corrected; they have no ids, so their number names them. A page that waits to be
    looked at has a path of its own."""
    paths = {id(anomaly): path for path, anomaly in list_pages(see.document).items()}
    return [
        Item(
            f"anomalies.{i}",
            Value(
                paths.get(id(anomaly), f"anomalies.{i}"),
                join_lines(anomaly.message),
                (anomaly.span,) if anomaly.span else (),
                tuple(see.found_boxes(anomaly)),
                code=f"severity.{anomaly.severity}",
            ),
            [Row("code", [Value(f"anomalies.{i}.code", anomaly.code)])],
        )
        for i, anomaly in enumerate(see.document.anomalies)
    ]


def _view_stamps(document: Document) -> list[Item]:
    """What signatures of the file say."""
    items = []
    for i, one in enumerate(document.source.digital_signatures):
        place = (Box(one.page, *one.box),) if one.page and one.box else ()
        text = one.signer or one.agency or one.text
        rows = [("agency", one.agency), ("time", one.time), ("wording", one.text)]
        items.append(
            Item(
                f"stamps.{i}",
                Value(f"stamps.{i}", join_lines(text), (), place),
                [Row(term, [Value(f"stamps.{i}.{term}", join_lines(said))]) for term, said in rows if said],
            )
        )
    return items
