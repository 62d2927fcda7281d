"""What the archive answers with: plain values in the contract's words. Days are ISO 8601, dates EDTF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vbparse.vocabularies import FindingCode


@dataclass(frozen=True, slots=True)
class Head:
    """A stored document, without its text. `document` is its id; `work` is the id of the version that stands for all
    versions; `ended_by` is the work that replaces or repeals it, `ended_how` the relation."""

    document: str
    work: str
    name: str
    doc_type: str | None = None
    canonical: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    pages: int | None = None
    place: str | None = None
    corrected: bool = False
    ended_by: str | None = None
    ended_how: str | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage with hits. `span` is its place in the document's text, each of `hits` a half-open stretch of `text`."""

    text: str
    hits: list[tuple[int, int]]
    span: tuple[int, int]
    section: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that a search found; `exact` where all words stand with the marks that were asked for."""

    head: Head
    snippets: list[Snippet]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits. `total` counts up to a limit; `capped`: there are more. `facets`: doc_type, issuer, year, tag and
    dossier (by id; "" is none), as lists of (value, count). `nowhere`, where nothing was found: words and filters that
    no document has."""

    hits: list[Hit]
    total: int
    capped: bool
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    nowhere: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assignee:
    """A body of a unit with its spellings and how often each is charged."""

    body: str
    name: str
    unit: str | None = None
    kind: str | None = None
    spellings: dict[str, int] = field(default_factory=dict)
    obligations: int = 0


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as one assignee owes it; so are its `status`, `mark` and `person` (who is in charge there). It is
    `shared` by so many assignees, 0 where no body is named.

    `first_day` and `last_day` bound the time it is due in: of this occurrence, where it recurs and a period was asked
    for. `last_day` is the last day on which it is not late. `falls`, where a period was asked for: "due" where the last
    day lies in it, else "running". `status`: open, done, cancelled, "past due", or "old". `old` is what fell due before
    its document was stored, or long ago, whatever became of it. `doubts`: codes of reasons to look at it or its due.
    """

    obligation: str
    head: Head
    assignee: Assignee | None
    assignee_text: str
    role: str
    task: str
    cooperating: list[str] = field(default_factory=list)
    product: str | None = None
    due: dict[str, Any] | None = None
    first_day: str | None = None
    last_day: str | None = None
    falls: str | None = None
    since: str | None = None
    until: str | None = None
    section: str | None = None
    page: int | None = None
    shared: int = 0
    status: str = "open"
    old: bool = False
    person: str | None = None
    mark: Mark | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of an obligation, as somebody said: for the `assignees` that are named, as the document calls them,
    or for all. `date` is the day on which it was so: as said, else that of the document which shows it, else of `at`.
    `evidence` is a text, or the id of a stored document, then `proof`; `file`: SHA-256. `person` is in charge."""

    n: int
    status: str
    at: str
    date: str
    by: str | None = None
    note: str | None = None
    evidence: str | None = None
    file: str | None = None
    file_name: str | None = None
    period: str | None = None
    person: str | None = None
    assignees: list[str] = field(default_factory=list)
    proof: Head | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A phase of a stored document."""

    id: str
    head: Head
    label: str | None
    start: str | None
    end: str | None
    recurrence: str | None
    section: str | None
    first_day: str | None = None
    last_day: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference of a stored document. `cited` is the document it was resolved to; `candidates` are those it could be,
    `disagrees` what is other in one that it nearly is: date, issuer; or later: it was issued after this one."""

    id: str
    head: Head
    relation: str
    doc_type: str | None
    canonical: str | None
    name: str | None
    date: str | None
    issuer: str | None
    section: str | None
    page: int | None
    sentence: str | None
    status: str
    cited: Head | None = None
    candidates: list[Head] = field(default_factory=list)
    disagrees: list[str] = field(default_factory=list)
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that is cited and not stored; `near` are stored ones that it may be, with what disagrees."""

    wanted: str
    doc_type: str | None
    canonical: str | None
    name: str | None
    date: str | None
    issuer: str | None
    citations: int
    cited_by: list[Head]
    near: list[Head] = field(default_factory=list)
    disagrees: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Edge:
    """A citation in a graph: from a work to a work, or to the key of a missing document."""

    source: str
    target: str
    relation: str
    status: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Documents by id (a missing one by its key) and the citations between them."""

    nodes: dict[str, Head | Missing]
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit between stored documents."""

    code: FindingCode
    message: str
    documents: list[Head]


@dataclass(frozen=True, slots=True)
class Correction:
    """`state`: applied, confirmed (right as it `was`), orphaned, withdrawn; `span`: what was pointed at."""

    n: int
    document: str
    path: str
    value: Any
    was: Any
    at: str
    by: str | None = None
    why: str | None = None
    state: str = "applied"
    span: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a document's history: ingested, corrected, withdrawn, marked, confirmed, restricted, filed, tagged …"""

    n: int
    at: str
    what: str
    by: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in. `reason_vi` is the reason in Vietnamese."""

    name: str
    reason: str
    at: str
    reason_vi: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody read a document through and says that it is right."""

    document: str
    at: str
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value to look at: its path, as a correction names it (empty for the whole document), the code of the reason,
    the value on one line, and the reason in both languages."""

    path: str
    code: str
    value: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Queued:
    """A document that waits to be read through: how many anomalies of each kind; which of its values are doubtful."""

    head: Head
    errors: int
    warnings: int
    count: int
    codes: dict[str, int] = field(default_factory=dict)
    doubtful: int = 0
    doubts: list[Doubtful] = field(default_factory=list)
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """Two bodies put together (merged: `other`, called `name`, into `body`), or a spelling taken off one (split: `name`
    off `body`, as `other`); `body` and `other` are ids. `state`: applied or withdrawn."""

    n: int
    what: str
    body: str
    other: str
    name: str
    at: str
    by: str | None = None
    why: str | None = None
    state: str = "applied"
