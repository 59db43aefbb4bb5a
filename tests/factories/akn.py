"""Small resolutions in Akoma Ntoso, in words of our own, and archives of them: the same bytes at any time."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PREAMBLE = ("Recalling", " its earlier words about roads,"), ("Noting", " that the bridge is old,")


def italic(verb: str, rest: str) -> str:
    return f'<p><span class="italic">{verb}</span>{rest}</p>'


def paragraph(number: str, verb: str, rest: str) -> str:
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="SingleTxt">{num}<content>{italic(verb, rest)}</content></paragraph>'


MAIN = (
    paragraph("1.", "Calls upon", " all States to mend the bridge;")
    + '<paragraph><num>2.</num><list><intro><p><span class="italic">Requests</span> the Secretary-General:</p></intro>'
    "<point><num>(a)</num><content><p>To count the bridges;</p></content></point>"
    "<point><num>(b)</num><content><p>To count the roads;</p></content></point></list></paragraph>"
    + paragraph("3.", "Decides", " to remain seized of the matter.")
)


def statement(
    tail: str,
    *,
    main: str = MAIN,
    preamble: str = "",
    cover: str = "",
    numbers: Sequence[str] = (),
    language: str = "eng",
    address: str = "",
    title: str = "Roads and bridges",
) -> str:
    """A resolution "78/9"; `cover` and `numbers` are what its cover and title say, "" where they say the same."""
    shown = cover if cover != "-" else ""
    lead = preamble or "".join(f'<container name="{verb}">{italic(verb, rest)}</container>' for verb, rest in PREAMBLE)
    page = f'<coverPage><p><docNumber refersTo="#symbol">{shown or f"A/RES/{tail}"}</docNumber></p></coverPage>'
    return (
        '<statement name="resolution"><meta><identification>'
        f'<FRBRWork><FRBRuri value="/akn/un/statement/{address or tail.replace("/", "-")}/"/></FRBRWork>'
        f'<FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>'
        f"{page if cover != '-' else ''}<preface><p>"
        + "".join(f"<docNumber>{number}</docNumber>" for number in numbers or [f"{tail}."])
        + f'<docTitle refersTo="#resolutionTitle">{title}</docTitle></p></preface>'
        '<preamble><formula name="enactingFormula"><p><span class="italic">The General Assembly</span>,</p></formula>'
        f"{lead}</preamble>\n<mainBody>{main}</mainBody>"
        "<conclusions><p>9th plenary meeting</p></conclusions></statement>"
    )


def document(tail: str = "78/9", **values: object) -> bytes:
    return f'<akomaNtoso xmlns="{SPACE}">\n{statement(tail, **values)}</akomaNtoso>'.encode()  # type: ignore[arg-type]


def in_parts(tail: str = "78/9", letters: str = "AB", **values: object) -> bytes:
    """Resolutions A and B of one number, in one document."""
    joint = f"{tail} {letters[0]}-{letters[-1]}"
    parts = "".join(
        f"<component>{statement(f'{tail}{letter}', cover='-', numbers=[letter], title=f'Part {letter}', **values)}"  # type: ignore[arg-type]
        "</component>"
        for letter in letters
    )
    return (
        f'<akomaNtoso xmlns="{SPACE}"><documentCollection><coverPage><docNumber refersTo="#symbol">A/RES/{joint}'
        f"</docNumber></coverPage><preface><docNumber>{tail}.</docNumber><docTitle>Roads</docTitle></preface>"
        f"</documentCollection><components>{parts}</components></akomaNtoso>"
    ).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document_ in members.items():
            archive.writestr(zipfile.ZipInfo(name), document_, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def tarred(members: Mapping[str, bytes], *, is_packed: bool = True) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, document_ in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(document_)
            archive.addfile(member, io.BytesIO(document_))
    return gzip.compress(content.getvalue(), mtime=0) if is_packed else content.getvalue()


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
