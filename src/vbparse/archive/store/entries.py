"""The kinds of journal entries, and the rows that each leaves in the database.

    ingested   sha256, name, size, by    a file was taken in under this name; by whom is said where it is known
    failed     name, reason, reason_vi   a file could not be taken in
    forgotten  name                      a file that failed is not there any more
    reparsed   documents                 these are read otherwise than before, for the rules are others
    removed    sha256, why, by           its documents were taken out, and do not come back by themselves
    corrected  document, path, value, was, by, why, span, words
    withdrawn  n, by, why                the correction, merge or split `n` does not count any more
    marked     document, obligation, assignees, status, period, date, person, by, note, evidence, file, file_name
    merged     body, other, name, shown, taken, by, why   `other`, called `name`, is the same body as `body`
    split      body, other, name, shown, taken, by, why   the spelling `name` of `body` is another body: `other`
    restricted document, on, by, why     not everybody may find it (`on`), or everybody again
    confirmed  document, on, by, note    somebody read it through and it is right (`on`), or is not sure any more
    opened     title, symbol, …, by      a dossier, known by the number of this entry
    described  dossier, title, …, by     what is said of a dossier from now on, all of it
    dissolved  dossier, by, why          there is no such dossier any more; its documents stay
    filed      dossier, documents, on, by   documents were put in a dossier (`on`), or taken out
    arranged   dossier, documents, by    their order in it; the others come behind, by date
    tagged     documents, tags, on, by   documents bear tags (`on`), or do not any more
    headed     name, parent, place, symbol, authority, post, signer, by   what stands of the office in its reports

Of a correction `span` is where in the text somebody pointed and `words` what stood there; a value that was typed has
neither, as in all entries of old.

Of a mark `assignees` are the names by which the obligation calls those who are meant; where there are none, as in all
marks of old, it is all of them. `date` is the day on which it was so, where that was said; `file` is the SHA-256 of a
file in `evidence/`.

`shown` describes the body that those of `taken` are from then on: by unit, the one above, and core of a body (merged)
or key of a spelling (split).

To read an entry twice leaves what reading it once leaves.
"""

from __future__ import annotations

import json
import sqlite3

from vbparse.archive import filing
from vbparse.archive.folder.journal import Entry

_INSERT_UNION = (
    "INSERT OR IGNORE INTO unions (n, what, body, other, name, shown, by, why, at)"
    " VALUES (:line, :what, :body, :other, :name, :shown_json, :by, :why, :at)"
)
_INSERT_TAKEN = "INSERT OR IGNORE INTO taken (unit, key, parent, n) VALUES (:unit, :key, :parent, :line)"
_DOSSIER = "title, symbol, symbol_key, retention, creator, year, begins, ends, note"
_DOSSIER_VALUES = ", ".join(f":{name}" for name in _DOSSIER.split(", "))
_STATEMENTS = {
    "ingested": (
        "INSERT OR IGNORE INTO sources (sha256, name, size, at, n) VALUES (:sha256, :name, :size, :at, :line)",
        "DELETE FROM failures WHERE name = :name",
        "DELETE FROM tombstones WHERE sha256 = :sha256",
    ),
    "failed": (
        "INSERT OR REPLACE INTO failures (name, reason, reason_vi, at) VALUES (:name, :reason, :reason_vi, :at)",
    ),
    "forgotten": ("DELETE FROM failures WHERE name = :name",),
    "removed": (
        "INSERT OR REPLACE INTO tombstones (sha256, title, canonical, by, why, at)"
        " VALUES (:sha256, :title, :canonical, :by, :why, :at)",
        "DELETE FROM sources WHERE sha256 = :sha256",
    ),
    "corrected": (
        "INSERT OR IGNORE INTO corrections (n, document, path, value, was, by, why, at, span, words)"
        " VALUES (:line, :document, :path, :value_json, :was_json, :by, :why, :at, nullif(:span_json, 'null'), :words)",
    ),
    "withdrawn": (  # no two entries have one number
        "UPDATE corrections SET withdrawn = json_object('at', :at, 'by', :by, 'why', :why) WHERE n = :n",
        "UPDATE unions SET withdrawn = json_object('at', :at, 'by', :by, 'why', :why) WHERE n = :n",
    ),
    "marked": (
        "INSERT OR IGNORE INTO marks (n, document, obligation, assignees, status, period, date, person, by, note,"
        " evidence, file, file_name, at) VALUES (:line, :document, :obligation, nullif(nullif(:assignees_json, 'null'),"
        " '[]'), :status, :period, :date, :person, :by, :note, :evidence, :file, :file_name, :at)",
    ),
    "restricted": (
        "DELETE FROM restrictions WHERE document = :document",
        "INSERT INTO restrictions (document, by, why, at) SELECT :document, :by, :why, :at WHERE :on",
    ),
    "confirmed": (
        "DELETE FROM confirmations WHERE document = :document",
        "INSERT INTO confirmations (document, by, note, at) SELECT :document, :by, :note, :at WHERE :on",
    ),
    "opened": (
        f"INSERT OR IGNORE INTO dossiers (id, {_DOSSIER}, status, by, at)"
        f" VALUES (:line, {_DOSSIER_VALUES}, 'open', :by, :at)",
    ),
    "described": (f"UPDATE dossiers SET ({_DOSSIER}, status) = ({_DOSSIER_VALUES}, :status) WHERE id = :dossier",),
    "dissolved": (
        "DELETE FROM filings WHERE dossier = :dossier",
        "DELETE FROM dossiers WHERE id = :dossier",
    ),
    "filed": (
        "DELETE FROM filings WHERE NOT :on AND dossier = :dossier"
        " AND document IN (SELECT value FROM json_each(:documents_json))",
        "INSERT OR IGNORE INTO filings (dossier, document, by, at) SELECT d.id, j.value, :by, :at"
        " FROM dossiers d, json_each(:documents_json) j WHERE :on AND d.id = :dossier",
    ),
    "arranged": (
        "UPDATE filings SET place = (SELECT key + 1 FROM json_each(:documents_json) WHERE value = document)"
        " WHERE dossier = :dossier",
    ),
    "tagged": (
        "DELETE FROM tags WHERE NOT :on AND document IN (SELECT value FROM json_each(:documents_json))"
        " AND key IN (SELECT value ->> 0 FROM json_each(:tags_json))",
        "INSERT OR IGNORE INTO tags (key, document, tag, by, at) SELECT t.value ->> 0, d.value, t.value ->> 1, :by, :at"
        " FROM json_each(:tags_json) t, json_each(:documents_json) d WHERE :on",
    ),
    "headed": (
        "DELETE FROM office",
        "INSERT INTO office (n, name, parent, place, symbol, authority, post, signer, by, at)"
        " VALUES (:line, :name, :parent, :place, :symbol, :authority, :post, :signer, :by, :at)",
    ),
    "merged": (_INSERT_UNION,),
    "split": (_INSERT_UNION,),
}
"""What each kind of entry does: its values by name, its number as `line`, and with `_json` what is kept as JSON."""
_AS_JSON = ("value", "was", "shown", "assignees", "documents", "tags", "span")
_LATER = dict.fromkeys(("assignees", "person", "date", "file", "file_name", "reason_vi", "span", "words"))
"""What entries of old do not say."""


def apply_entry(db: sqlite3.Connection, n: int, entry: Entry) -> None:
    """Put entry number `n` into the tables. A kind of entry that this version does not know leaves nothing."""
    is_union = entry["what"] in ("merged", "split")
    if is_union and "taken" not in entry:
        return  # written before 0.2.0 was out: it does not tell of which unit it speaks
    values: Entry = filing.as_row({**_LATER, **entry, "line": n})
    values |= {f"{name}_json": json.dumps(values[name], ensure_ascii=False) for name in _AS_JSON if name in values}
    for statement in _STATEMENTS.get(entry["what"], ()):
        db.execute(statement, values)
    if is_union:
        db.executemany(_INSERT_TAKEN, [one | {"line": n} for one in entry["taken"]])


NUMBER_SEPARATOR = " · "
"""Between the numbers of documents that were taken out together."""
