"""HTML as a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from load_samples import ENGLISH, write

from gapcheck.errors import InputError
from gapcheck.load import load
from gapcheck.model.law import Law


def read(folder: Path, html: str | bytes, name: str = "act.html") -> Law:
    return load(write(folder, name, html))


def marked(law: Law, kind: str) -> list[str]:
    return [law.text[mark.start : mark.end] for mark in law.marks if mark.kind == kind]


PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Portal</title><style>p {{}}</style><script>var x = "Act";</script></head><body>
<nav><a href="/">Home</a></nav>
<h1>Firearms   Act</h1><div class="toc"><p>1. Licences</p></div>
<h2 id="s1">1. Licences</h2><p>{ENGLISH}</p><p>See&nbsp;section&nbsp;5 <!-- editor --> below.<br>New line.</p>
<table><tr><th>Offence</th><th>Penalty</th></tr><tr><td><p>Trafficking</p></td><td>ten years</td></tr></table>
<p style="display:none">hidden words</p><div class="footnote">1 Amended.</div><pre>kept
  as it is</pre><footer>Printed by the portal</footer></body></html>"""


def test_blocks_are_lines_and_what_is_not_shown_is_left_out(tmp_path: Path) -> None:
    law = read(tmp_path, PAGE)
    assert [line for line in law.text.splitlines() if line] == [
        "Home",
        "Firearms Act",
        "1. Licences",
        "1. Licences",
        ENGLISH,
        "See section 5 below.",
        "New line.",
        "Offence\tPenalty",
        "Trafficking\tten years",
        "1 Amended.",
        "kept",
        "  as it is",
        "Printed by the portal",
    ]
    assert (law.format, law.title, law.language) == ("html", "Firearms Act", "en")


def test_tags_and_class_names_become_marks(tmp_path: Path) -> None:
    law = read(tmp_path, PAGE)
    assert [(law.text[m.start : m.end], m.level) for m in law.marks if m.kind == "heading"] == [("Firearms Act", 1), ("1. Licences", 2)]
    assert marked(law, "contents") == ["Home", "1. Licences"]
    assert marked(law, "note") == ["1 Amended."]
    assert marked(law, "header") == ["Printed by the portal"]
    assert marked(law, "table") == ["Offence\tPenalty\nTrafficking\tten years"]


def test_numbered_lists_show_their_numbers_unless_they_bring_their_own(tmp_path: Path) -> None:
    html = (
        '<body><p>A person who</p><ol type="a" start="3"><li>makes or</li><li>sells</li></ol><p>a firearm.</p>'
        '<ol><li>(i) first of them</li><li>(ii) second</li></ol><ol style="list-style-type: none"><li>plain words</li></ol></body>'
    )
    law = read(tmp_path, html)
    assert law.text.splitlines() == [
        "A person who",
        "c. makes or",
        "d. sells",
        "a firearm.",
        "(i) first of them",
        "(ii) second",
        "plain words",
    ]
    assert [mark.label for mark in law.marks if mark.kind == "number"] == ["c.", "d."]


def test_content_decides_before_the_extension(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE, "act.txt").format == "html"
    assert read(tmp_path, PAGE, "act.doc").format == "html"
    assert read(tmp_path, '<?xml version="1.0"?>\n' + PAGE, "act.xml").format == "html"


def test_the_encoding_of_the_page_is_believed(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Закон об оружии устанавливает правила.</p></body></html>'
    law = read(tmp_path, page.encode("cp1251"))
    assert law.text == "Закон об оружии устанавливает правила.\n" and law.encoding == "cp1251"


@pytest.mark.parametrize("html", ["<html></html>", "<html><body><script>x</script></body></html>", "<html><body>" + "<p>1</p>" * 3])
def test_pages_without_words_are_refused(tmp_path: Path, html: str) -> None:
    with pytest.raises(InputError, match=r"no words|no text"):
        read(tmp_path, html)


def test_tags_that_are_never_closed_are_read_and_too_many_of_them_are_refused(tmp_path: Path) -> None:
    assert read(tmp_path, "<html><p>Preamble." + "<font>" * 1000 + ENGLISH).text.startswith("Preamble." + ENGLISH)
    with pytest.raises(InputError, match="nested too deeply"):
        read(tmp_path, "<html><p>Preamble." + "<font>" * 50_000 + ENGLISH)
