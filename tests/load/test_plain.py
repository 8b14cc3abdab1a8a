"""Plain text and Markdown: the text is the file itself; marks are the hints in it."""

from __future__ import annotations

import time
from pathlib import Path

from load_samples import ENGLISH, write

from gapcheck.load import load
from gapcheck.model.law import Law

MARKDOWN = f"""---
title: "Law on Arms &amp; Ammunition"
language: en
---
<!-- made by a tool -->
# Law on Arms

- [Article 1](#a1)
- [Article 2](#a2)
- [Article 3](#a3)

##Chapter I ##

### **Article 1** Licences[^1]

{ENGLISH}

Annex
=====

| Class | Arm |
| --- | --- |
| A | rifle |

[^1]: As amended in 1999.
    And in 2004.
"""


def marked(law: Law, kind: str) -> list[str]:
    return [law.text[mark.start : mark.end] for mark in law.marks if mark.kind == kind]


def test_the_text_is_the_file_itself(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.md", MARKDOWN)).text == MARKDOWN
    windows = ("\ufeff" + ENGLISH + "\r\n\r\n  2. Second.\rThird\x0b.").encode()
    assert load(write(tmp_path, "a.txt", windows)).text == ENGLISH + "\n\n  2. Second.\nThird\n."


def test_markdown_signs_become_marks(tmp_path: Path) -> None:
    law = load(write(tmp_path, "a.md", MARKDOWN))
    headings = [(law.text[mark.start : mark.end], mark.level) for mark in law.marks if mark.kind == "heading"]
    assert headings == [("Law on Arms", 1), ("Chapter I", 2), ("**Article 1** Licences[^1]", 3), ("Annex", 1)]
    notes = marked(law, "note")
    assert notes[0].startswith("---\ntitle") and notes[1] == "<!-- made by a tool -->" and notes[2].endswith("And in 2004.")
    assert len(marked(law, "contents")) == 1 and marked(law, "table")[0].count("\n") == 2
    assert (law.format, law.title, law.language) == ("markdown", "Law on Arms & Ammunition", "en")


def test_form_feeds_are_line_ends_and_tell_running_headers(tmp_path: Path) -> None:
    words = ["barrels", "frames", "cartridges", "primers", "licences"]
    pages = [f"ARMS ACT\n\nArticle {3 * n}\n{ENGLISH}\nand more on {words[n]}\n\n- {n + 3} -\n" for n in range(5)]
    law = load(write(tmp_path, "a.txt", "\f".join(pages)))
    assert "\f" not in law.text and len(law.text) == len("\f".join(pages))
    assert marked(law, "header").count("ARMS ACT") == 5
    assert [words for words in marked(law, "header") if words != "ARMS ACT"] == [f"- {n + 3} -" for n in range(5)]


def test_lines_that_count_pages_are_found_without_form_feeds_and_numbered_articles_are_not(tmp_path: Path) -> None:
    body = "".join(f"Art. {n}\n" + f"words of article {n}\n" * 14 + f"Official Journal\n{n} of 6\n" for n in range(1, 7))
    law = load(write(tmp_path, "a.txt", body))
    assert marked(law, "header") == [words for n in range(1, 7) for words in ("Official Journal", f"{n} of 6")]
    sections = "".join(f"§ {n}\n" + "words of the law\n" * (3 + n * 5 % 17) for n in range(1, 30))
    assert marked(load(write(tmp_path, "b.txt", sections)), "header") == []


def test_leader_dots_tell_a_contents_list(tmp_path: Path) -> None:
    text = "ARMS ACT\n" + "".join(f"{n}. Heading {'.' * 20} {n}\n" for n in range(1, 6)) + ENGLISH
    assert marked(load(write(tmp_path, "a.txt", text)), "contents")[0].count("\n") == 4


def test_what_a_tool_wrote_above_the_law_is_a_note_and_not_the_title(tmp_path: Path) -> None:
    law = load(write(tmp_path, "a.txt", f"url: https://example.org/act\nFirearms Act\nin_force: yes\n\n{ENGLISH}"))
    assert law.title == "Firearms Act" and marked(law, "note") == ["url: https://example.org/act", "in_force: yes"]


def test_a_text_of_white_space_between_few_words_takes_no_time(tmp_path: Path) -> None:
    text = ENGLISH + " " * 200_000 + "end" + "\n" * 200_000 + "." * 200_000 + "|" * 100_000 + "#" * 100_000 + "<!--" * 25_000
    began = time.process_time()
    assert load(write(tmp_path, "a.md", text)).text == text
    assert load(write(tmp_path, "a.txt", text)).text == text
    assert time.process_time() - began < 10  # a quadratic search takes minutes
