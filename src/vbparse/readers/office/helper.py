"""Keeps LibreOffice and converts with it; a process of its own, started by `converter`, that needs no vbparse.

It runs under a Python that has `uno`, LibreOffice's bridge: that of LibreOffice or of the system, which may be old.
Where none has it, LibreOffice is started anew for each file.

    helper.py FOLDER SOFFICE BYTES [PYTHON…]

Requests come as lines of JSON {"source", "target", "filter"} on standard input. Standard output answers with
{"office": pid} whenever LibreOffice was started, the pid being that of its process group, and with {"fault": null |
"format" | "died"} when a file is done. At the end of standard input, which comes when the caller ends, however it ends,
LibreOffice is killed and FOLDER removed. No file that is written may be longer than BYTES.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from typing import Any

DOCX, PDF = "MS Word 2007 XML", "writer_pdf_Export"
PDF_OPTIONS = {"ExportFormFields": False, "ExportBookmarks": False, "ExportNotes": False, "UseTaggedPDF": False}
"""What forms hold becomes text of the page."""
FINAL = 1
"""Tracked changes as they are once accepted (com.sun.star.document.RedlineDisplayType.INSERTED): as DOCX is read."""
QUIET = ("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")


class Office:
    """LibreOffice with the profile in `folder`."""

    def __init__(self, folder: str, soffice: str, uno: Any) -> None:
        self.folder, self.soffice, self.uno = folder, soffice, uno
        self.process: subprocess.Popen[bytes] | None = None
        self.desktop: Any = None
        self._starting = threading.Lock()  # what is started while the end comes would stay for ever
        self._ended = False

    def convert(self, request: dict[str, str]) -> str | None:
        """What went wrong, if anything did."""
        fault = self._convert_kept(request) if self.uno else self._convert_afresh(request)
        return fault if fault or os.path.isfile(request["target"]) else "format"

    def _convert_afresh(self, request: dict[str, str]) -> str | None:
        folder = os.path.dirname(request["target"])
        target = "docx:" + DOCX
        if is_pdf(request):
            options = {key: {"type": "boolean", "value": str(value).lower()} for key, value in PDF_OPTIONS.items()}
            target = f"pdf:{PDF}:{json.dumps(options)}"
        process = self._start("--infilter=" + request["filter"], "--convert-to", target, "--outdir", folder,
                              request["source"])  # fmt: skip
        return "died" if process.wait() else None

    def _convert_kept(self, request: dict[str, str]) -> str | None:
        try:
            if self.desktop is None:
                self.desktop = self._connect()
            document = self.desktop.loadComponentFromURL(
                self._url(request["source"]),
                "_blank",
                0,
                self._properties(
                    FilterName=request["filter"], Hidden=True, ReadOnly=True, MacroExecutionMode=0, UpdateDocMode=0
                ),
            )
            if document is None:
                return "format"
            if is_pdf(request):
                document.RedlineDisplayType = FINAL
                options = self.uno.Any("[]com.sun.star.beans.PropertyValue", self._properties(**PDF_OPTIONS))
                written = self._properties(FilterName=PDF, FilterData=options)
            else:
                written = self._properties(FilterName=DOCX)
            document.storeToURL(self._url(request["target"]), written)
            document.close(True)
        except Exception:  # whatever comes over the bridge: LibreOffice is there still, or it is not
            return "format" if self._is_alive() else "died"
        return None

    def _connect(self) -> Any:
        """LibreOffice's desktop, once it listens. Waits as long as the process lives: the caller has the clock."""
        pipe = f"pipe,name={pipe_name(self.folder)};urp"
        process = self._start(f"--accept={pipe}")
        context = self.uno.getComponentContext()
        manager = context.ServiceManager
        resolver = manager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
        while process.poll() is None:
            try:
                remote = resolver.resolve(f"uno:{pipe};StarOffice.ComponentContext")
            except Exception:  # NoConnectException, a type that only a running bridge knows
                time.sleep(0.02)
            else:
                return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        raise EOFError

    def _is_alive(self) -> bool:
        try:
            return self.desktop is not None and self.desktop.getName() is not None
        except Exception:
            return False

    def _properties(self, **values: object) -> tuple[Any, ...]:
        struct = "com.sun.star.beans.PropertyValue"
        return tuple(self.uno.createUnoStruct(struct, Name=name, Value=value) for name, value in values.items())

    def _url(self, path: str) -> str:
        return str(self.uno.systemPathToFileUrl(path))

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._ended:
                raise EOFError
            self.process = subprocess.Popen(
                [self.soffice, "-env:UserInstallation=" + profile_url(self.folder), *QUIET, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        write_answer(office=self.process.pid)
        return self.process

    def end(self) -> None:
        with self._starting:
            self._ended = True
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        remove_folder(self.folder)


def is_pdf(request: dict[str, str]) -> bool:
    return request["target"].endswith(".pdf")


def profile_url(folder: str) -> str:
    return "file://" + os.path.join(folder, "profile")


def pipe_name(folder: str) -> str:
    return os.path.basename(folder)


def remove_folder(folder: str) -> None:
    """Remove the folder, and what LibreOffice cannot remove when it is killed: its pipes, which always stand in /tmp.

    One is ours; the other waits for documents to open, and is named by the MD5 of the profile's address.
    """
    digest = hashlib.md5(profile_url(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    for pipe in pipe_name(folder), "SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest):
        for place in "/tmp", "/var/tmp":
            with suppress(OSError):
                os.unlink(f"{place}/OSL_PIPE_{os.getuid()}_{pipe}")
    shutil.rmtree(folder, ignore_errors=True)


def write_answer(**values: object) -> None:
    print(json.dumps(values), flush=True)


def main(folder: str, soffice: str, most: str, *pythons: str) -> None:
    try:
        import uno
    except ImportError:
        uno = None
        for i, python in enumerate(pythons, 1):
            try:
                os.execv(python, [python, __file__, folder, soffice, most, *pythons[i:]])
            except OSError:
                continue
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    office = Office(folder, soffice, uno)
    requests: SimpleQueue[dict[str, str]] = SimpleQueue()

    def work() -> None:
        while True:
            write_answer(fault=office.convert(requests.get()))

    # The main thread does nothing but listen, so that the end of the caller is seen while LibreOffice hangs.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    threading.Thread(target=work, daemon=True).start()
    try:
        for line in sys.stdin:
            requests.put(json.loads(line))
    finally:
        office.end()
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
