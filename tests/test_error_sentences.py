"""Whatever goes wrong is said in both languages."""

from __future__ import annotations

import ast
import errno
import pickle
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import vbparse
from vbparse import errors
from vbparse.errors import ArchiveError, ConflictError, InputError
from vbparse.ingest.keep import Taken
from vbparse.sentences import Sentence, in_language, load_sentences
from vbparse.web.problems import ProblemError

PACKAGE = Path(vbparse.__file__).parent
OTHERS = ("Sentence", "TooMuchError", "BusyError", "CalledOffError", "WorkerError", "OverdueError")
SECOND = ("RefusalError", "ProblemError", "AccessError", "retry_later")
"""What is given the sentence behind a code of its own."""
OF_OTHERS = {
    "accounts/refusal.py": "passes on what it is given",
    "sentences.py": "makes them",
    "errors.py": "makes them",
    "web/problems.py": "passes on what it is given",
    "web/access.py": "passes on what it is given",
}


def raising() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Each call that makes an error or a sentence, and what it says."""
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = str(path.relative_to(PACKAGE))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            at = 1 if node.func.id in SECOND else 0 if node.func.id in {*kinds, *OTHERS} else None
            if at is not None and len(node.args) > at:
                yield f"{place}:{node.lineno}", node, node.args[at]


CALLS = list(raising())


def codes(said: ast.expr) -> list[str]:
    """The codes that an expression can be; empty for one that is a sentence already."""
    if isinstance(said, ast.Constant):
        return [str(said.value)]
    if isinstance(said, ast.IfExp):
        return [*codes(said.body), *codes(said.orelse)]
    return []


def test_each_error_is_raised_by_its_code() -> None:
    """A text, or one put together, would be English on Vietnamese pages."""
    texts = (ast.JoinedStr, ast.BinOp)
    is_code = ast.Constant
    wrong = []
    for place, call, said in CALLS:
        known = [code for code in codes(said) if code not in load_sentences() and code]
        of_row = isinstance(said, ast.JoinedStr) and isinstance(said.values[0], is_code) and place.startswith(CODED)
        if known or (isinstance(said, texts) and not of_row):
            wrong.append((place, ast.unparse(call)[:100]))
    assert wrong == []


CODED = ("archive/say/unions.py", "web/problems.py")
"""Where a code is put together of two parts, of which the second is a closed vocabulary."""


def test_each_call_gives_the_values_of_its_sentence() -> None:
    wrong = []
    for place, call, said in CALLS:
        if any(keyword.arg is None for keyword in call.keywords) or place.split(":")[0] in OF_OTHERS:
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        given = {keyword.arg for keyword in call.keywords} - {"present"}
        if name in ("ProblemError", "AccessError", "retry_later"):
            continue  # whose sentence is a call of its own
        for code in codes(said):
            if code and fields(load_sentences()[code][1]) - given:
                wrong.append((place, code))
    assert wrong == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_values() -> None:
    assert {code for code, (vi, en) in load_sentences().items() if fields(vi) != fields(en)} == set()


def test_no_sentence_is_left_over() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    made = ("os.", "problem.http-", "union.")
    assert [code for code in load_sentences() if f'"{code}"' not in sources and not code.startswith(made)] == []


def test_sentences_follow_their_language_inside_as_well() -> None:
    inner = InputError("file.missing", name="a.pdf")
    error = ArchiveError("archive.unwritten", folder="kho", why=OSError(errno.ENOSPC, "No space left on device"))
    assert str(error) == "kho: cannot be written (No space left on device); make room or check permissions."
    assert "hết chỗ trên đĩa" in in_language(error.sentence, "vi")
    outer = Sentence("upload.zip", name="b.zip", why=inner)
    assert outer.endswith("there is no such file; check the path.")
    assert outer.vi.endswith("không có tệp này; hãy kiểm tra đường dẫn.")


def test_an_error_comes_whole_from_a_worker() -> None:
    error = ConflictError("document.changed", document="42/KH-UBND", present=7)
    sent = pickle.loads(pickle.dumps(error))
    assert (str(sent), sent.sentence.vi, sent.sentence.code, sent.present) == (
        str(error), error.sentence.vi, "document.changed", 7,
    )  # fmt: skip
    assert sent.sentence.without_lead("42/KH-UBND").vi == "trong lúc đó đã thay đổi; hãy xem lại."


def test_a_text_of_others_is_passed_on() -> None:
    assert in_language(InputError("a {b} c").sentence, "vi") == "a {b} c"
    assert Taken("a", "added", "0f").reason is None
    assert (
        ProblemError("conflict", Sentence("web.changed")).detail
        == "The document was changed since it was seen; look at it again."
    )


@pytest.mark.parametrize(
    ("header", "word"), [("vi,en;q=0.5", "không có"), ("en-US,en;q=0.9,vi;q=0.8", "no such"), (None, "no such")]
)
def test_the_api_answers_in_the_language_that_is_asked_for(tmp_path: Path, header: str | None, word: str) -> None:
    from fastapi.testclient import TestClient

    from vbparse.web.app import create_app
    from vbparse.web.settings import Settings

    with TestClient(create_app(Settings(tmp_path / "kho")), base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/api/v1/documents/none", headers={"accept-language": header} if header else {})
        assert word in answer.json()["detail"]
        assert answer.headers["content-language"] == ("vi" if word == "không có" else "en")
