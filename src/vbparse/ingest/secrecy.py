"""Documents with a mark of state secrecy (MẬT, TỐI MẬT, TUYỆT MẬT): not kept unless somebody answers for it.

Source: Luật Bảo vệ bí mật nhà nước 2018 (số 29/2018/QH14), Điều 5: state secrets are neither stored nor sent on
devices that are connected to the Internet, a computer network or a telecommunications network, against the law.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.errors import SecretError
from vbparse.schema import Document

LAW = "Luật Bảo vệ bí mật nhà nước 2018, số 29/2018/QH14"


def mark(documents: Sequence[Document]) -> str | None:
    """The mark that one of the documents of a file has, as it is there."""
    return next((document.secrecy.text for document in documents if document.secrecy), None)


def refuse(documents: Sequence[Document], name: str) -> None:
    """Raise SecretError where one of the documents of a file has a mark: then none of them is kept."""
    if found := mark(documents):
        raise SecretError("secret.refused", name=name, found=found, law=LAW)


def mark_notice(found: str) -> str:
    """What is said of a document that is stored and whose mark was not seen when it came in."""
    return (
        f"bears the mark “{found}”, and state secrets may not be kept on a networked system ({LAW}); "
        "it is still held, `vbparse remove` takes it out."
    )
