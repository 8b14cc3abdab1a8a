"""Law XML: Akoma Ntoso, Justice Canada's form and other vocabularies."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from load_samples import ENGLISH, write

from gapcheck.errors import InputError
from gapcheck.load import load
from gapcheck.model.law import Law


def read(folder: Path, xml: str, name: str = "act.xml") -> Law:
    return load(write(folder, name, xml))


def marked(law: Law, kind: str) -> list[str]:
    return [law.text[mark.start : mark.end] for mark in law.marks if mark.kind == kind]


AKN = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">
 <meta><identification source="#x"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
 <preface><p><docTitle>Firearms Act of Arvenia</docTitle></p></preface>
 <body>
  <part><num>PART II</num><heading>Licences</heading>
   <section><num>5.</num><heading>Licence to make</heading>
    <subsection><num>(1)</num><intro><p>No person shall make a firearm<authorialNote><p>See the rules of 1999.</p></authorialNote>
       unless&nbsp;he</p></intro>
     <paragraph><num>(a)</num><content><p>holds a <b>licence</b>; and</p></content></paragraph>
     <paragraph><num>(b)</num><content><p>keeps a register.</p></content></paragraph>
     <wrapUp><p>A person who contravenes this commits an offence.</p></wrapUp>
    </subsection></section>
   <section><num>6.</num><content><p>In the Customs Act insert
    <mod><quotedStructure><p>New words.</p></quotedStructure></mod></p></content></section>
   <section><num>Section 7</num><content><p>Section 7 bis. Repealed.</p></content></section>
  </part>
 </body>
 <attachments><attachment><heading>First Schedule</heading><p>Forms.</p></attachment></attachments>
</act></akomaNtoso>"""


def test_akoma_ntoso_is_read_in_order_with_numbers_before_their_words(tmp_path: Path) -> None:
    law = read(tmp_path, AKN)
    assert law.format == "akomantoso" and law.title == "Firearms Act of Arvenia" and law.language == "en"
    assert [line for line in law.text.splitlines() if line][1:] == [
        "PART II Licences",
        "5. Licence to make",
        "(1) No person shall make a firearm unless he",
        "See the rules of 1999.",
        "(a) holds a licence; and",
        "(b) keeps a register.",
        "A person who contravenes this commits an offence.",
        "6. In the Customs Act insert",
        "New words.",
        "Section 7 bis. Repealed.",
        "First Schedule",
        "Forms.",
    ]


def test_akoma_ntoso_tags_become_marks(tmp_path: Path) -> None:
    law = read(tmp_path, AKN)
    assert [mark.label for mark in law.marks if mark.kind == "number"] == ["PART II", "5.", "(1)", "(a)", "(b)", "6.", "Section 7"]
    headings = [(law.text[mark.start : mark.end], mark.level) for mark in law.marks if mark.kind == "heading"]
    assert headings == [("Licences", 1), ("Licence to make", 2), ("First Schedule", 2)]
    assert marked(law, "note") == ["See the rules of 1999."]
    assert marked(law, "quotation") == ["New words."]
    assert marked(law, "schedule")[0] == "First Schedule\nForms."


def test_any_version_namespace_of_akoma_ntoso(tmp_path: Path) -> None:
    old = AKN.replace("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://www.akomantoso.org/2.0")
    assert read(tmp_path, old).text == read(tmp_path, AKN).text


def test_line_ends_of_a_printed_page_inside_the_words_are_kept(tmp_path: Path) -> None:
    xml = "<akomaNtoso>\n <act>\n  <body>\n   <article>\n    <num>Art. 1</num>\n    <p>Art. 1. Words that are used:\n"
    xml += "I. weapon, a thing;\nII. part, a piece of it that can be\nexchanged.\n</p>\n   </article>\n  </body>\n </act>\n</akomaNtoso>"
    assert read(tmp_path, xml).text.splitlines() == [
        "Art. 1. Words that are used:",
        "I. weapon, a thing;",
        "II. part, a piece of it that can be",
        "exchanged.",
    ]


JUSTICE = """<?xml version="1.0" encoding="utf-8"?><Statute xml:lang="en"><Identification><LongTitle>An Act respecting arms</LongTitle>
<ShortTitle>Arms Act</ShortTitle><RunningHead>Arms</RunningHead><BillHistory><Stages><Date><YYYY>1995</YYYY></Date></Stages></BillHistory>
<Chapter><ConsolidatedNumber>A-1</ConsolidatedNumber><YYYY>1995</YYYY></Chapter></Identification><Body>
<Heading level="1"><Label>PART 1</Label><TitleText>Purpose</TitleText></Heading>
<Section><Label>3</Label><Subsection><MarginalNote>Definitions</MarginalNote><Label>(1)</Label><Text>In this Act,</Text>
<Definition><Text><DefinedTermEn>firearm</DefinedTermEn> means a barrelled weapon and <Emphasis>includes</Emphasis></Text>
<Paragraph><Label>(a)</Label><Text>a frame, and</Text></Paragraph></Definition></Subsection>
<HistoricalNote>1995, c. 9</HistoricalNote></Section>
</Body><Schedule id="RelatedProvs"><ScheduleFormHeading><TitleText>RELATED PROVISIONS</TitleText></ScheduleFormHeading>
<RelatedOrNotInForce><Section><Label>9</Label><Text>Later law.</Text></Section></RelatedOrNotInForce></Schedule></Statute>"""


def test_justice_canada_form(tmp_path: Path) -> None:
    law = read(tmp_path, JUSTICE)
    assert (law.format, law.title, law.language) == ("justice-canada", "Arms Act", "en")
    assert [line for line in law.text.splitlines() if line] == [
        "An Act respecting arms",
        "Arms Act",
        "A-1 1995",
        "PART 1 Purpose",
        "Definitions",
        "3 (1) In this Act,",
        "firearm means a barrelled weapon and includes",
        "(a) a frame, and",
        "1995, c. 9",
        "RELATED PROVISIONS",
        "9 Later law.",
    ]
    assert marked(law, "note") == ["1995, c. 9", "9 Later law."]
    assert marked(law, "header") == ["A-1 1995"]
    assert "Definitions" in marked(law, "heading")


def test_japanese_sentences_are_not_parted_by_spaces_and_ruby_is_left_out(tmp_path: Path) -> None:
    xml = (
        '<Law Lang="ja"><LawBody><LawTitle>銃の法律</LawTitle><MainProvision><Article><ArticleCaption>（目的）</ArticleCaption>'
        "<ArticleTitle>第一条</ArticleTitle><Paragraph><ParagraphNum/><ParagraphSentence><Sentence>銃を所持してはならない。</Sentence>\n"
        "<Sentence>ただし、<Ruby>免許<Rt>めんきょ</Rt></Ruby>を受けた者は、この限りでない。</Sentence></ParagraphSentence>"
        "<Item><ItemTitle>一</ItemTitle><ItemSentence><Sentence>例外</Sentence></ItemSentence></Item></Paragraph></Article></MainProvision>"
        "</LawBody></Law>"
    )
    law = read(tmp_path, xml)
    assert [line for line in law.text.splitlines() if line] == [
        "銃の法律",
        "（目的）",
        "第一条 銃を所持してはならない。ただし、免許を受けた者は、この限りでない。",
        "一 例外",
    ]
    assert (law.language, law.title, law.format) == ("ja", "銃の法律", "xml")


def test_numbers_of_british_subsections_get_their_brackets(tmp_path: Path) -> None:
    xml = (
        "<Legislation><Body><P1group><Title>Possession</Title><P1><Pnumber>1</Pnumber><P1para><P2><Pnumber>1</Pnumber><P2para>"
        "<Text>It is an offence to possess a firearm.</Text></P2para></P2></P1para></P1></P1group></Body></Legislation>"
    )
    assert read(tmp_path, xml).text.splitlines() == ["Possession", "", "1 (1) It is an offence to possess a firearm."]


def test_german_and_dutch_and_american_vocabularies(tmp_path: Path) -> None:
    german = (
        "<dokumente><norm><metadaten><jurabk>WaffG</jurabk><enbez>§ 2</enbez><titel>Umgang</titel></metadaten><textdaten><text><Content>"
        "<P>(1) Es ist verboten, Waffen<DL><DT>1.</DT><DD><LA>herzustellen,</LA></DD><DT>2.</DT><DD><LA>zu führen.</LA></DD></DL></P>"
        "</Content></text></textdaten></norm></dokumente>"
    )
    assert read(tmp_path, german).text.splitlines() == ["§ 2 Umgang", "(1) Es ist verboten, Waffen", "1. herzustellen,", "2. zu führen."]
    dutch = "<wet><artikel><kop><label>Artikel</label><nr>3</nr></kop><lid><lidnr>1</lidnr><al>Het is verboden.</al></lid></artikel></wet>"
    assert read(tmp_path, dutch).text.splitlines() == ["Artikel 3", "1 Het is verboden."]
    american = (
        "<uslm><toc><p>1. Definitions</p></toc><section><num>§ 1.</num><heading> Definitions</heading><chapeau>In this part—</chapeau>"
        "<paragraph><num>(1)</num><content>“arm” means a weapon.</content></paragraph><sourceCredit>(Added 1999.)</sourceCredit>"
        "</section></uslm>"
    )
    law = read(tmp_path, american)
    assert [line for line in law.text.splitlines() if line][1:] == [
        "§ 1. Definitions",
        "In this part—",
        "(1) “arm” means a weapon.",
        "(Added 1999.)",
    ]
    assert marked(law, "contents") == ["1. Definitions"] and marked(law, "note") == ["(Added 1999.)"]


def test_a_vocabulary_that_nobody_knows_is_read_by_its_shape(tmp_path: Path) -> None:
    xml = f"<gesetz><absatz>Erster <wichtig>Absatz</wichtig> hier.</absatz><absatz>{ENGLISH}</absatz></gesetz>"
    assert read(tmp_path, xml).text.splitlines() == ["Erster Absatz hier.", ENGLISH]


def test_an_encoding_that_the_declaration_states_is_believed(tmp_path: Path) -> None:
    xml = '<?xml version="1.0" encoding="iso-8859-2"?><akt><p>Držení zbraně je zakázáno bez povolení úřadu.</p></akt>'
    law = load(write(tmp_path, "act.xml", xml.encode("iso-8859-2")))
    assert law.text == "Držení zbraně je zakázáno bez povolení úřadu.\n" and law.encoding == "iso8859-2"


def test_a_thousand_notes_in_one_paragraph_take_no_time(tmp_path: Path) -> None:
    xml = f"<a><p>{ENGLISH} " + "words <note>n</note> more " * 10_000 + "</p>" + "<p>x<note>n</note> y</p>" * 10_000 + "</a>"
    began = time.process_time()
    law = read(tmp_path, xml)
    assert len(marked(law, "note")) == 20_000 and time.process_time() - began < 10


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ("<a><b></a>", "XML is broken"),
        ("<a>" * 400 + "deep" + "</a>" * 400, "XML is broken"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b; words</a>', "entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "entities"),
        ("<a>&unheardof; words</a>", "XML is broken"),
        ("<a>12 34</a>", "no words"),
        ("words without tags", "is no XML"),
        ("<svg><text>not a law</text></svg>", "no law"),
    ],
)
def test_xml_that_is_broken_or_dangerous_is_refused(tmp_path: Path, xml: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        read(tmp_path, xml)
    assert raised.value.todo
