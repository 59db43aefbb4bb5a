"""Texts in Akoma Ntoso: paragraphs, numbers and verbs as they stand; what is not known is refused with its place."""

import pytest

from factcheck.record.importers import akn
from tests.factories.akn import MAIN, SPACE, document, in_parts, italic, paragraph


def rows(content: bytes) -> list[tuple[str, str, str, str]]:
    return [(row.section, row.number, row.verb, row.text) for row in akn.read(content).paragraphs]


def operative(main: str) -> list[tuple[str, str, str, str]]:
    return [row for row in rows(document(main=main)) if row[0] != "preamble"]


def refusal(content: bytes) -> akn.Refused:
    with pytest.raises(akn.Refused) as refused:
        akn.read(content)
    return refused.value


def test_text_has_symbol_title_and_paragraphs_in_order() -> None:
    text = akn.read(document())
    assert (text.symbol, text.title, text.parts) == ("A/RES/78/9", "Roads and bridges", ())
    assert rows(document()) == [
        ("preamble", "", "Recalling", "Recalling its earlier words about roads,"),
        ("preamble", "", "Noting", "Noting that the bridge is old,"),
        ("operative", "1", "Calls upon", "Calls upon all States to mend the bridge;"),
        ("operative", "2", "Requests", "Requests the Secretary-General:"),
        ("operative", "(a)", "", "To count the bridges;"),
        ("operative", "(b)", "", "To count the roads;"),
        ("operative", "3", "Decides", "Decides to remain seized of the matter."),
    ]


@pytest.mark.parametrize(
    ("content", "verb", "text"),
    [
        (italic("Reaffirms its call", " for peace;"), "Reaffirms its call", "Reaffirms its call for peace;"),
        ('<p><span class="italic">Notes</span> <span class="italic">with regret</span> it;</p>', "Notes with regret",
         "Notes with regret it;"),
        ('<p>We <span class="italic">note</span> it;</p>', "", "We note it;"),
        ('<p><span class="bold">Notes</span> it;</p>', "", "Notes it;"),
        ('<p><a href="#"><span class="italic">Notes</span></a> it;</p>', "", "Notes it;"),
        (f'<p><span class="italic">{"Notes " * 20}</span>it;</p>', "", f"{'Notes ' * 20}it;"),
        ('<p><span class="italic">Approves</span>, from today, it;</p>', "Approves", "Approves, from today, it;"),
    ],
)  # fmt: skip
def test_verb_is_what_stands_in_italics_at_the_beginning(content: str, verb: str, text: str) -> None:
    found = operative(f"<paragraph><num>1.</num><content>{content}</content></paragraph>")
    assert found == [("operative", "1", verb, text)]


def test_words_keep_together_what_links_part_and_leave_out_notes_and_their_marks() -> None:
    content = (
        '<p>\t<span class="italic">Recalls</span> resolution <a href="#">48/2</a><a href="#">2</a>\n 6,'
        '<authorialNote marker="1"><p>A note.</p></authorialNote> and the report<sup>1,2</sup> of 3\u00a0May\u200e;</p>'
    )
    found = operative(f"<paragraph><num>1.</num><content>{content}</content></paragraph>")
    assert found == [("operative", "1", "Recalls", "Recalls resolution 48/22 6, and the report of 3 May;")]


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<paragraph><content><p>(a) To mend it;</p></content></paragraph>", ("operative", "(a)", "", "To mend it;")),
        ("<paragraph><content><p>• To mend it;</p></content></paragraph>", ("operative", "•", "", "To mend it;")),
        ("<paragraph><content><p>and to keep it so;</p></content></paragraph>",
         ("operative", "", "", "and to keep it so;")),
        (paragraph("", "Urges", " all to come."), ("operative", "", "Urges", "Urges all to come.")),
        ("<paragraph><content><p>Old bridges</p></content></paragraph>", ("heading", "", "", "Old bridges")),
        ("<paragraph><num>\tII.</num><subheading>\tII.\tOld bridges</subheading></paragraph>",
         ("heading", "II", "", "Old bridges")),
        ("<paragraph><num>IV</num></paragraph>", ("heading", "", "", "IV")),
        ("<paragraph><p><num>XII</num></p></paragraph>", ("heading", "", "", "XII")),
        ("<paragraph><num>B.</num><content><p>Old bridges</p></content></paragraph>",
         ("heading", "B", "", "Old bridges")),
        ("<subheading>Old bridges</subheading>", ("heading", "", "", "Old bridges")),
    ],
)  # fmt: skip
def test_what_has_no_number_of_its_own_keeps_its_mark_or_is_a_heading(
    main: str, expected: tuple[str, str, str, str]
) -> None:
    assert operative(paragraph("1.", "Calls for", " care:") + main)[1:] == [expected]


def test_parts_with_preambles_of_their_own_stay_in_order_and_count_anew() -> None:
    part = (
        "<num>{0}</num><subheading>Part {0}</subheading>"
        '<crossHeading refersTo="#preamble"><span class="italic">Recalling</span> part {0},</crossHeading>'
    )
    main = (
        f"<section>{part.format('I')}{paragraph('1.', 'Notes', ' it;')}{paragraph('2.', 'Notes', ' that;')}</section>"
    )
    main += f"<section>{part.format('II')}{paragraph('1.', 'Decides', ' so.')}</section>"
    assert [(section, number) for section, number, _, _ in rows(document(main=main))[2:]] == [
        ("heading", ""), ("heading", ""), ("preamble", ""), ("operative", "1"), ("operative", "2"),
        ("heading", ""), ("heading", ""), ("preamble", ""), ("operative", "1"),
    ]  # fmt: skip


def test_annex_in_the_main_part_and_tables_are_left_out() -> None:
    table = "<container><table><tr><td><p>7</p></td></tr></table></container>"
    annex = (
        "<subheading>Annex</subheading>" + paragraph("1.", "Notes", " the annex.") + paragraph("9.", "Notes", " it.")
    )
    assert len(operative(paragraph("1.", "Adopts", " the annex.") + table + annex)) == 1


def test_preamble_lists_keep_their_letters() -> None:
    lead = (
        '<container><blockList><listIntroduction><span class="italic">Recalling</span> that:</listIntroduction>'
        "<item><num>(a)</num><p>Roads are long,</p></item><item><p>(b) Bridges are old,</p></item></blockList>"
        "</container>"
    )
    assert rows(document(preamble=lead))[:3] == [
        ("preamble", "", "Recalling", "Recalling that:"),
        ("preamble", "(a)", "", "Roads are long,"),
        ("preamble", "(b)", "", "Bridges are old,"),
    ]


def test_resolutions_in_parts_are_one_text_and_each_of_its_own() -> None:
    text = akn.read(in_parts())
    assert (text.symbol, text.title) == ("A/RES/78/9A-B", "Roads")
    assert [(part.symbol, part.title) for part in text.parts] == [("A/RES/78/9A", "Part A"), ("A/RES/78/9B", "Part B")]
    assert [row.text for row in text.paragraphs if row.section == "heading"] == ["Part A", "Part B"]
    assert len(text.paragraphs) == 2 + 2 * len(text.parts[0].paragraphs)


@pytest.mark.parametrize(
    ("tail", "values"),
    [
        ("78/9B", {"cover": "A/RES/78/9 B", "numbers": ["78/9.", "B"], "address": "78-9"}),
        ("ES-11/9", {}),
        ("S-32/1", {}),
    ],
)
def test_symbols_are_known_in_the_forms_they_have(tail: str, values: dict[str, object]) -> None:
    assert akn.read(document(tail, **values)).symbol == f"A/RES/{tail}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (document(cover="A/RES/78/8"), "the symbol is A/RES/78/8, the identification 78-9"),
        (document(numbers=["78/8."]), "the cover says A/RES/78/9, the title 78/8."),
        (document(cover="A/78/9"), "is not the symbol of a resolution"),
        (document(cover="seventy-eight"), "is not the symbol of a document"),
        (document(language="fra"), "is in the language 'fra', not in English"),
        (document(main="<subheading>Nothing</subheading>"), "has no operative paragraph"),
        (document(main=paragraph("1.", "Notes", " it;") + paragraph("3.", "Notes", " that.")),
         "paragraph 3 stands behind paragraph 1"),
        (document(main=paragraph("2.", "Notes", " it.")), "paragraph 2 stands behind paragraph 0"),
        (document(main="loose words" + paragraph("1.", "Notes", " it.")), "words outside a paragraph: 'loose words'"),
        (document(main=paragraph("1.", "Notes", " it.") + "<verse/>"), "verse is not known in a main part"),
        (document(main="<paragraph><num>1.</num><content><p>It is <box>7</box>.</p></content></paragraph>"),
         "box is not known inside a paragraph"),
        (document(main="<paragraph><num>1.</num><content><p>E = mc<sup>2 + x</sup>;</p></content></paragraph>"),
         "is not the mark of a footnote"),
        (document(main="<paragraph><num>1.</num><num>2.</num></paragraph>"), "has two parts of one kind"),
        (document(main="<paragraph><num>1.</num></paragraph>"), "paragraph 1 has no words"),
        (document(main=paragraph("1.", "Notes", " it.").replace("italic", "italics")), "set in a way that is not"),
        (document(main=MAIN.replace("<num>(b)</num>", "")), "some of its points have a number and some have none"),
        (document(main=f"<paragraph><num>{'1' * 30}</num></paragraph>"), "is not the number of a paragraph"),
        (document(main=paragraph("", "Calling", " for it,") + "</mainBody><preamble><container>"
                  f"{italic('Noting', ' it,')}</container></preamble><mainBody>" + paragraph("1.", "Notes", " it.")),
         "which paragraphs are operative cannot be told"),
        (in_parts(letters="AC"), "is part C where B is wanted"),
        (f'<akomaNtoso xmlns="{SPACE}"><act/></akomaNtoso>'.encode(), "holds act, not one resolution"),
        (b"<html><body/></html>", "begins with html"),
    ],
)  # fmt: skip
def test_text_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    refused = refusal(content)
    assert reason in refused.reason
    assert refused.line >= 1 and refused.column >= 1


def test_place_of_a_refusal_is_that_of_the_element() -> None:
    main = paragraph("1.", "Notes", " it;") + "\n  " + paragraph("3.", "Notes", " that.")
    refused = refusal(document(main=main))
    line = document(main=main).decode().splitlines()[refused.line - 1]
    assert line[refused.column - 1 :].startswith('<p><span class="italic">Notes</span> that.')


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (document()[:-20], "is no whole XML: unclosed token"),
        (document().replace(b"</num>", b"</nun>", 1), "is no whole XML: mismatched tag"),
        (document().replace(b"bridge", b"br\xffdge", 1), "is no whole XML: not well-formed"),
        (document().replace(b"bridge", b"&bridge;", 1), "is no whole XML: undefined entity"),
        (b"", "is no whole XML: no element found"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + document(), "document types and entities are not taken"),
        (b'<?xml version="1.0"?>\n<!doctype a SYSTEM "file:///etc/passwd">' + document(), "document types"),
    ],
)
def test_xml_that_is_broken_or_has_entities_is_refused(content: bytes, reason: str) -> None:
    assert refusal(content).reason.startswith(reason)


def test_entities_are_refused_where_they_stand() -> None:
    refused = refusal(b'<?xml version="1.0"?>\n  <!DOCTYPE lolz [<!ENTITY lol "lol">]>')
    assert (refused.line, refused.column) == (2, 3)


@pytest.mark.parametrize(
    "content",
    [
        document(main=f"{'<section>' * 3000}{'</section>' * 3000}"),
        document(preamble=f"{'<container>' * 3000}{'</container>' * 3000}"),
        document(main=f"<paragraph><content><p>{'<b>' * 3000}{'</b>' * 3000}</p></content></paragraph>"),
        document(main=f"<paragraph><num>1.</num>{'<list>' * 3000}{'</list>' * 3000}</paragraph>"),
    ],
)
def test_elements_too_deep_in_each_other_are_refused(content: bytes) -> None:
    assert "too deep in each other" in refusal(content).reason


@pytest.mark.parametrize(
    ("number", "verb", "text", "expected"),
    [
        ("(a)", "", "To mend it;", True),
        ("(xiv)", "Notes", "Notes it;", True),
        ("•", "", "To mend it;", True),
        ("", "", "and to keep it;", True),
        ("", "", "To keep it;", False),
        ("", "Notes", "Notes it;", False),
        ("2", "", "we note it;", False),
        ("3.1", "", "Mend it;", False),
    ],
)
def test_part_of_a_paragraph_is_lettered_or_goes_on_amid_a_sentence(
    number: str, verb: str, text: str, expected: bool
) -> None:
    assert akn.is_part(number, verb, text) is expected
