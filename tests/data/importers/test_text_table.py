"""Tables of texts: columns and signs found out, bad rows said, everything streamed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, UsageError
from tlstudio.core.reporting import Silent
from tlstudio.data.importers import delimited
from tlstudio.data.importers.text_table import IMPORTER, TextTableOptions
from tlstudio.data.texts.keeping import TextSample


def scan(source: Path, **options: Any) -> list[TextSample]:
    found = IMPORTER.scan(source, TextTableOptions(**options), Silent(), root="r1")
    return [sample for sample in found if isinstance(sample, TextSample)]


def guess(source: Path, **options: Any) -> dict[str, Any]:
    return IMPORTER.guess(source, TextTableOptions(**options)).details or {}


def names(sample: TextSample) -> tuple[str, ...]:
    return sample.annotation.names if isinstance(sample.annotation, Labels) else ()


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_columns_are_known_by_their_names(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        "id,Author,Review,Sentiment,Split\n"
        + "".join(
            f"{n},a{n % 3},Rather good number {n},{'pos' if n % 2 else 'neg'},dev\n"
            for n in range(9)
        ),
    )
    columns = guess(path)["columns"]
    assert columns == {
        "text": ["Review"],
        "label": "Sentiment",
        "group": "Author",
        "split": "Split",
    }
    sample = scan(path)[1]
    assert sample.texts == ("Rather good number 1",)
    assert (sample.key, sample.kind, sample.group) == ("a.csv#2", "text", "a1")
    assert (names(sample), sample.split) == (("pos",), "validation")
    assert sample.columns == {"id": "1"}


def test_without_a_header_columns_are_known_by_what_they_hold(tmp_path: Path) -> None:
    rows = "".join(
        f'"{n % 4 + 1}","Short title {n}","A much longer text, number {n}, with words."\n'
        for n in range(40)
    )
    path = write(tmp_path, "test.csv", rows)
    details = guess(path)
    assert details["columns"]["text"] == ["column 3"]
    assert details["columns"]["label"] == "column 1"
    assert details["other_texts"] == ["column 2"]
    both = scan(path, text_columns="column 2,column 3")[0]
    assert both.texts[0] == "Short title 0"
    assert both.names == ("column 2", "column 3")
    # Words that were not asked for are no facts.
    assert scan(path)[0].columns == {}
    assert scan(path, part="test")[0].split == "test"


def test_text_and_tab_without_quotes_or_header(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "train.tsv",
        "".join(f'"He said no, number {n}\t1\nplain , words {n}\t0\n' for n in range(30)),
    )
    found = scan(path, class_names="negative,positive")
    assert len(found) == 60
    assert found[0].texts == ('"He said no, number 0',)
    assert [names(sample)[0] for sample in found[:2]] == ["positive", "negative"]


def test_lines_of_plain_text(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "A line, with a comma\nWithout one\nTwo, or, more\nHm\n" * 5)
    found = scan(path)
    assert len(found) == 20
    assert found[0].texts == ("A line, with a comma",)
    assert names(found[0]) == ()


def test_titles_and_texts_are_read_together_when_called_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "title,text,label\n" + "Hm,Some longer text,a\n" * 4)
    assert scan(path)[0].names == ("title", "text")


@pytest.mark.parametrize("where", ["end", "inside"])
def test_a_quotation_mark_that_is_not_closed_spoils_its_line_alone(
    tmp_path: Path, where: str
) -> None:
    lines = [f'"{n % 2}","Some words, number {n}"' for n in range(1000)]
    lines[699] = lines[699][:-1] if where == "end" else lines[699].replace("words", 'wo"rds')
    found = scan(write(tmp_path, "a.csv", "\n".join(lines)))
    assert len(found) == 1000
    bad = [sample for sample in found if sample.problem]
    assert [sample.key for sample in bad] == ["a.csv#700"]
    assert "line 700" in bad[0].problem
    assert found[700].texts == ("Some words, number 700",)


def test_a_table_whose_quotes_mean_nothing_says_how_to_read_it(tmp_path: Path) -> None:
    text = "".join(f'a{n},"begins and does not end {n}\n' for n in range(3000))
    path = write(tmp_path, "a.csv", text)
    assert len(scan(path)) == 3000
    with pytest.raises(BadInputError, match="line 1") as caught:
        scan(path, quotes="yes", delimiter="comma")
    assert "--quotes no" in caught.value.hint


def test_empty_and_odd_rows_are_listed_and_skipped(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        'text,label\nfine words,a\n,a\n"  ",b\n,\n\n"two\nlines",b\nonly text\nfar,too,many\n'
        "more words,b\n",
    )
    found = scan(path)
    assert [bool(sample.problem) for sample in found] == [
        False,
        True,
        True,
        False,
        False,
        True,
        False,
    ]
    assert found[3].texts == ("two\nlines",)
    assert names(found[4]) == ()
    assert "3 cells instead of 2" in found[5].problem
    assert "line 10" in found[5].problem


def test_bytes_that_are_no_sign_spoil_their_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,label\n" + "schöne Worte,a\n".encode() * 40 + b"kaputt \xff,a\n")
    found = scan(path)
    assert [sample.key for sample in found if sample.problem] == ["a.csv#41"]
    assert "\udcff" not in found[-1].texts[0]


def test_utf_16_and_latin_1(tmp_path: Path) -> None:
    text = "text;label\n" + "Die Bäume sind schön und grün;gut\nÜble Sache, größer;schlecht\n" * 5
    for name, encoding in (("a.csv", "utf-16"), ("b.csv", "cp1252")):
        found = scan(write(tmp_path, name, text, encoding))
        assert found[1].texts == ("Üble Sache, größer",)
    with pytest.raises(BadInputError, match="line 2"):
        scan(tmp_path / "b.csv", encoding="utf-8")


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"body": f"Hello there {n}", "tags": ["a", "b"], "user": f"u{n}", "n": 1.0}
        for n in range(8)
    ]
    text = (
        "\n".join(json.dumps(row) for row in rows)
        + '\n\nbroken\n[1]\n{"body": null, "tags": ["a"]}\n'
    )
    found = scan(write(tmp_path, "a.jsonl", text))
    assert names(found[0]) == ("a", "b")
    assert found[0].columns == {"n": "1"}
    assert found[3].group == "u3"
    assert [sample.problem for sample in found[8:]] == [
        "It is no JSON object (line 10).",
        "It is no JSON object (line 11).",
        "The text is empty.",
    ]
    with pytest.raises(BadInputError, match="no JSON lines"):
        scan(write(tmp_path, "b.jsonl", "[1]\n[2]\n"))


def test_spreadsheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Text", "Stars"])
    for number in range(12):
        sheet.append([f"Some words of a review, {number}", number % 3 + 1])
    book.save(tmp_path / "a.xlsx")
    found = scan(tmp_path / "a.xlsx")
    assert len(found) == 12
    assert names(found[1]) == ("2",)
    (tmp_path / "b.xlsx").write_bytes(b"PK nothing")
    with pytest.raises(BadInputError, match="damaged"):
        scan(tmp_path / "b.xlsx")


def test_several_labels_and_names_of_classes(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "text,label\n" + "some words,1|2\nother words,2\n" * 4)
    assert names(scan(path, label_separator="|")[0]) == ("1", "2")
    write(tmp_path, "classes.txt", "World\nSports\n")
    assert names(scan(path, label_separator="|")[0]) == ("World", "Sports")
    assert names(scan(path, label_separator="|", class_names="-")[1]) == ("2",)
    write(tmp_path, "one.txt", "World\n")
    with pytest.raises(BadInputError, match="The class '2' has no name"):
        scan(path, label_separator="|", class_names="one.txt")
    with pytest.raises(BadInputError, match="no class names"):
        scan(path, class_names="none.txt")


def test_what_makes_no_sense_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "text,label\nsome words,a\nmore words,b\n")
    with pytest.raises(BadInputError, match="no column 'body'") as caught:
        scan(path, text_columns="body")
    assert "text, label" in caught.value.hint
    with pytest.raises(UsageError, match="not grouped by folder"):
        scan(path, group_by="folder:1")
    with pytest.raises(BadInputError, match="is empty"):
        scan(write(tmp_path, "b.csv", ""))
    with pytest.raises(BadInputError, match="no rows below its header"):
        scan(write(tmp_path, "c.csv", "text,label\n"))
    with pytest.raises(BadInputError, match="no rows"):
        scan(write(tmp_path, "d.csv", "\n\n \n"))


def test_a_line_without_end_is_one_bad_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LONGEST_LINE", 1000)
    path = write(tmp_path, "a.csv", "text,label\nfine,a\n" + "x" * 5000 + ",b\nfine too,b\n")
    found = scan(path)
    assert [sample.texts[0] for sample in found] == ["fine", "", "fine too"]
    assert "longer than 1,000 signs" in found[1].problem


def test_sentiments_of_films(real_data: Path) -> None:
    details = guess(real_data / "sst2" / "train.tsv")
    assert (details["rows"], details["header"]) == (6920, False)
    assert details["columns"]["text"] == ["column 1"]
    assert details["columns"]["label"] == "column 2"


def test_news_with_names_of_classes(real_data: Path) -> None:
    path = real_data / "ag_news" / "test.csv"
    assert guess(path)["columns"]["label"] == "column 1"
    found = scan(path)
    assert len(found) == 7600
    assert {names(sample)[0] for sample in found} == {"World", "Sports", "Business", "Sci/Tech"}
    assert names(found[0]) == ("Business",)
