"""LibreOffice as tests use it: to convert a workbook, and to edit one as a reviewer would."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MODULE = (
    _XML + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{code}</script:module>\n'
)


def soffice() -> str:
    """Return the program, or skip the test and say so."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("NOT TESTED WITH LIBREOFFICE: soffice is not installed (apt-get install libreoffice-calc)")
    return program


def run(arguments: list[str], folder: Path, timeout: int = 120) -> None:
    """Run LibreOffice without a window and with a profile of its own."""
    profile = folder / "profile"
    command = [soffice(), "--headless", "--norestore", f"-env:UserInstallation={profile.resolve().as_uri()}", *arguments]
    subprocess.run(command, check=True, timeout=timeout, capture_output=True)


def convert(path: Path, ending: str, folder: Path) -> Path:
    """Let LibreOffice open a file, calculate and save it in another format."""
    out = folder / "converted"
    out.mkdir(exist_ok=True)
    run(["--convert-to", ending, "--outdir", str(out), str(path)], folder)
    made = out / f"{path.stem}.{ending.split(':')[0]}"
    assert made.is_file(), f"LibreOffice did not convert {path.name}"
    return made


def basic(code: str, call: str, folder: Path) -> None:
    """Run a Basic macro: `code` defines it, `call` names it with its arguments, as in `Edit("a", "b")`."""
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.is_file():
        run(["--terminate_after_init"], folder)  # makes the profile, with an empty module in it
    module.write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
    run([f"macro:///Standard.Module1.{call}"], folder)
