"""Writes blocks as Akoma Ntoso and in the vocabulary of Justice Canada."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from samples.blocks import Block, heading_and_text, title_of


@dataclass(slots=True)
class _Xml:
    """Writes nested elements and closes what a new one of the same rank ends."""

    out: list[str]
    open: list[tuple[int, str]]

    def start(self, rank: int, name: str, attributes: str = "") -> None:
        self.close(rank)
        self.out.append(f"<{name}{attributes}>")
        self.open.append((rank, name))

    def close(self, rank: int) -> None:
        while self.open and self.open[-1][0] >= rank:
            self.out.append(f"</{self.open.pop()[1]}>")

    def add(self, markup: str) -> None:
        self.out.append(markup)


@dataclass(slots=True)
class _Node:
    """A unit of the law with what it holds, in the order of the text."""

    rank: int
    name: str
    num: str = ""
    heading: str = ""
    before: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Add a paragraph: introduction, or closing words where there are children already."""
        (self.after if self.children else self.before).append(text)


_AKN_RANKS = {"part": 1, "section": 2, "subsection": 3, "paragraph": 4, "schedule": 0, "item": 3}


def _tree(blocks: Sequence[Block]) -> tuple[_Node, list[_Node]]:
    """Return the body and the schedules as trees."""
    body, schedules = _Node(-1, "body"), []
    article = any(block.label.startswith("Art") for block in blocks if block.kind == "section")
    path = [body]
    for block in blocks:
        if block.kind in _AKN_RANKS:
            rank = _AKN_RANKS[block.kind]
            heading, text = heading_and_text(block) if block.kind in {"part", "section"} else ("", block.text)
            name = {"section": "article" if article else "section", "schedule": "attachment", "item": "paragraph"}.get(
                block.kind, block.kind
            )
            node = _Node(rank, name, block.label, heading, [text] if text else [])
            if block.kind == "schedule":
                schedules.append(node)
                path = [node]
            else:
                while path[-1].rank >= rank:
                    path.pop()
                path[-1].children.append(node)
                path.append(node)
        elif block.kind in {"reference", "caption"}:
            path[0].before.append(block.text)
        elif block.kind in {"text", "amendment", "treaty"}:
            path[-1].say(block.text or block.label)
    return body, schedules


def _akn(node: _Node) -> str:
    num = f"<num>{escape(node.num)}</num>" if node.num else ""
    heading = f"<heading>{escape(node.heading)}</heading>" if node.heading else ""
    before, after = ("".join(f"<p>{escape(text)}</p>" for text in texts) for texts in (node.before, node.after))
    if node.children:
        before = f"<intro>{before}</intro>" if before else ""
        after = f"<wrapUp>{after}</wrapUp>" if after else ""
        inside = "\n" + "".join(_akn(child) for child in node.children)
    else:
        before, inside, after = f"<content>{before}{after}</content>", "", ""
    return f"<{node.name}>{num}{heading}{before}{inside}{after}</{node.name}>\n"


def to_akoma_ntoso(blocks: Sequence[Block], language: str) -> bytes:
    """Akoma Ntoso 3.0 with the metadata that a reader needs."""
    title = title_of(blocks)
    code = {"en": "eng", "es": "spa"}[language]
    body, schedules = _tree(blocks[1:])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
        '<act name="act"><meta><identification source="#gapcheck">',
        f'<FRBRWork><FRBRalias value="{escape(title)}" name="title"/></FRBRWork>',
        f'<FRBRExpression><FRBRlanguage language="{code}"/></FRBRExpression></identification></meta>',
        f"<preface><p><authorialNote><p>{escape(blocks[0].text)}</p></authorialNote></p>",
    ]
    for block in blocks:
        if block.kind == "title":
            text = escape(block.text)
            lines.append(f"<p><docTitle>{text}</docTitle></p>" if block.text == title else f"<p>{text}</p>")
    lines.append("</preface>")
    lines.append("<body>" + "".join(_akn(child) for child in body.children) + "</body>")
    if schedules:
        lines.append("<attachments>")
        for schedule in schedules:
            head = "".join(f"<subheading>{escape(text)}</subheading>" for text in schedule.before)
            inner = "".join(_akn(child) for child in schedule.children) + "".join(f"<p>{escape(text)}</p>" for text in schedule.after)
            lines.append(f"<attachment><heading>{escape(schedule.num)}</heading>{head}")
            lines.append(f'<doc name="schedule"><mainBody>{inner}</mainBody></doc></attachment>')
        lines.append("</attachments>")
    lines.append("</act></akomaNtoso>")
    return ("\n".join(lines) + "\n").encode()


def to_justice_canada(blocks: Sequence[Block], language: str) -> bytes:
    """The vocabulary in which Canada publishes its statutes."""
    xml = _Xml([], [])
    title = title_of(blocks)
    xml.add(f'<?xml version="1.0" encoding="UTF-8"?>\n<Statute xml:lang="{language}">\n<Identification>')
    xml.add(f"<LongTitle>{escape(title.title())}</LongTitle><Chapter><ConsolidatedNumber>17:04</ConsolidatedNumber></Chapter>")
    xml.add("</Identification>\n<Introduction>")
    xml.add(f"<Note>{escape(blocks[0].text)}</Note>")
    xml.add("</Introduction>\n<Body>")
    names = {"section": (1, "Section"), "subsection": (2, "Subsection"), "paragraph": (3, "Paragraph")}
    body_open = True
    for block in blocks[1:]:
        text, label = escape(block.text), escape(block.label)
        if block.kind == "part":
            xml.close(0)
            xml.add(f'<Heading level="1"><Label>{label}</Label><TitleText>{text}</TitleText></Heading>')
        elif block.kind == "section":
            xml.start(1, "Section")
            if block.text.startswith("["):
                xml.add(f"<Label>{label.rstrip('.')}</Label><Text>{text}</Text>")
            else:
                xml.add(f"<MarginalNote>{text}</MarginalNote><Label>{label.rstrip('.')}</Label>")
        elif block.kind in names:
            xml.start(*names[block.kind])
            xml.add(f"<Label>{label}</Label><Text>{text}</Text>")
        elif block.kind == "amendment":
            xml.add(f"<HistoricalNote><HistoricalNoteSubItem>{text}</HistoricalNoteSubItem></HistoricalNote>")
        elif block.kind == "schedule":
            xml.close(0)
            if body_open:
                xml.add("</Body>")
                body_open = False
            xml.start(0, "Schedule")
            xml.add(f"<ScheduleFormHeading><Label>{label}</Label></ScheduleFormHeading>")
        elif block.kind == "caption":
            xml.add(f'<Heading level="2"><TitleText>{text}</TitleText></Heading>')
        elif block.kind == "reference":
            xml.add(f"<OriginatingRef>{text}</OriginatingRef>")
        elif block.kind == "item":
            xml.start(2, "Item")
            xml.add(f"<Label>{label}</Label><Text>{text}</Text>")
        elif block.kind == "treaty":
            xml.start(1, "Provision")
            xml.add(f"<Label>{label}</Label>")
        elif block.kind == "text":
            if text.startswith("&quot;") or block.text.startswith('"'):
                term = block.text.split('"')[1]
                rest = escape(block.text[len(term) + 2 :])
                xml.add(f"<Definition><Text>“<DefinedTermEn>{escape(term)}</DefinedTermEn>”{rest}</Text></Definition>")
            else:
                xml.add(f"<Text>{text}</Text>")
    xml.close(0)
    xml.add("</Statute>")
    return ("\n".join(xml.out) + "\n").encode()
