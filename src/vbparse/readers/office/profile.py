"""The settings under which LibreOffice converts: nothing in a document is run, nothing is fetched, nothing is asked."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_SETTINGS = (
    # No macro runs, signed or not (3: very high, trusted places only, and there are none).
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    # Nothing that a document points to is loaded: pictures, sections, tables of other files.
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    # Fields keep what they showed when the document was saved: a date is not today's.
    ("Writer/Content/Update", "Field", "false"),
    ("Writer/Content/Update", "Chart", "false"),
    ("Common/Save/Document", "LoadPrinter", "false"),
    ("Common/Misc", "FirstRun", "false"),
    ("Recovery/RecoveryInfo", "Enabled", "false"),
    ("Recovery/AutoSave", "Enabled", "false"),
)
_PROXY = (("ooInetProxyType", "2"), ("ooInetHTTPProxyName", "127.0.0.1"), ("ooInetHTTPProxyPort", "9"),
          ("ooInetHTTPSProxyName", "127.0.0.1"), ("ooInetHTTPSProxyPort", "9"), ("ooInetNoProxy", ""))  # fmt: skip
"""Should it want to load something all the same, it asks a proxy that is not there (port 9, discard)."""


def write_profile(folder: Path) -> None:
    """Make a profile for `-env:UserInstallation` in the folder, which must not be there yet."""
    items = [_setting_element(f"Office.{path}", name, value) for path, name, value in _SETTINGS]
    items += [_setting_element("Inet/Settings", name, value) for name, value in _PROXY]
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' + "\n".join(items) + "\n</oor:items>\n",
        "utf-8",
    )


def _setting_element(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
    )
