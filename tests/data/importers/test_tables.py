"""Tables from every spreadsheet: encodings, marks, missing columns, files that are not there."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.data.media.samples import dicom
from tests.pictures import noisy
from tlstudio.core.annotations import Labels
from tlstudio.core.errors import BadInputError, StudioError, UsageError
from tlstudio.core.reporting import Silent
from tlstudio.core.samples import Sample
from tlstudio.data.importers.table import IMPORTER, TableOptions
from tlstudio.data.importers.tabular import read_table

NAMES = ("a.png", "b.png", "ü ö.png", "sub/c.png")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four pictures."""
    for index, name in enumerate(NAMES):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        noisy("red", index, 16).save(path)
    return tmp_path


def write(folder: Path, content: str | bytes, name: str = "t.csv") -> Path:
    """A table beside the pictures."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def scan(table: Path, reporter: Silent | None = None, **options: str) -> list[Sample]:
    """Samples of a table."""
    chosen = TableOptions(**options)
    return list(IMPORTER.scan(table, chosen, reporter or Silent(), root="r"))


def labels(samples: list[Sample]) -> dict[str, tuple[str, ...]]:
    """Key → names of the classes."""
    return {s.key: s.annotation.names if isinstance(s.annotation, Labels) else () for s in samples}


TEXT = "path,label\na.png,röt\nb.png,blau\nü ö.png,röt\nsub/c.png,blau\n"
RIGHT = {"a.png": ("röt",), "b.png": ("blau",), "ü ö.png": ("röt",), "sub/c.png": ("blau",)}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", "|").encode(),
        TEXT.rstrip("\n").encode(),
        ("\n\n" + TEXT + "\n \n").encode(),
        TEXT.replace("path", " Path ").replace("label", "CLASS").encode(),
        TEXT.replace("sub/c.png", ".\\sub\\c.png").encode(),
        TEXT.replace("röt", '"röt"').encode(),
    ],
)
def test_encodings_marks_and_line_ends(folder: Path, data: bytes) -> None:
    assert labels(scan(write(folder, data))) == RIGHT


def test_a_workbook_is_read(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line in TEXT.splitlines():
        sheet.append(line.split(","))
    book.save(folder / "t.xlsx")
    assert labels(scan(folder / "t.xlsx")) == RIGHT


def test_a_quoted_newline_stays_inside_its_cell(folder: Path) -> None:
    table = write(folder, 'path,label,note\na.png,red,"two\nlines, ""quoted"""\nb.png,blue,x\n')
    samples = scan(table)
    assert samples[0].columns == {"note": 'two\nlines, "quoted"'}
    assert len(samples) == 2


def test_an_open_quotation_mark_is_a_sentence(folder: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        scan(write(folder, 'path,label\na.png,"red\nb.png,blue\n'))
    assert "quotation mark" in caught.value.hint


@pytest.mark.parametrize("text", ["", "\n", "path,label\n", "\xff\xfe", "path,label"])
def test_a_table_without_rows_is_a_sentence(folder: Path, text: str) -> None:
    with pytest.raises(BadInputError):
        scan(write(folder, text))


def test_a_table_with_zero_bytes_is_no_text(folder: Path) -> None:
    with pytest.raises(BadInputError, match="is no text"):
        scan(write(folder, "path,label\na\0b,x\n"))


def test_a_column_twice_is_a_sentence(folder: Path) -> None:
    with pytest.raises(BadInputError, match="twice"):
        scan(write(folder, "path,label,label\na.png,x,y\n"))


def test_without_a_file_column_the_others_are_named(folder: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        scan(write(folder, "foo,bar\n1,2\n"))
    assert "foo, bar" in caught.value.hint


def test_a_named_column_that_is_missing_is_a_sentence(folder: Path) -> None:
    with pytest.raises(BadInputError, match="no column 'grade'"):
        scan(write(folder, TEXT), label_column="grade")


def test_columns_can_be_named(folder: Path) -> None:
    table = write(folder, "x,grade,mouse\na.png,high,m1\nb.png,low,m2\n")
    samples = scan(table, path_column="x", label_column="grade", group_by="column:mouse")
    assert labels(samples) == {"a.png": ("high",), "b.png": ("low",)}
    assert [s.group for s in samples] == ["m1", "m2"]
    with pytest.raises(UsageError):
        scan(table, path_column="x", group_by="folder:1")


def test_rows_without_files_and_files_without_rows_are_listed(folder: Path) -> None:
    reporter = Silent()
    samples = scan(write(folder, "path,label\na.png,x\nnope.png,y\n"), reporter)
    assert list(labels(samples)) == ["a.png"]
    told = [str(facts["text"]) for kind, facts in reporter.events if kind == "warning"]
    assert any("1 rows have no file: 'nope.png'" in text for text in told)
    assert any("3 files have no row" in text for text in told)


def test_a_table_that_matches_nothing_tells_what_was_compared(folder: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        scan(write(folder, "path,label\nx1,a\nx2,b\n"))
    assert "compared with 4 files" in caught.value.hint


@pytest.mark.parametrize(
    ("first", "key"), [("c", "sub/c.png"), ("c.png", "sub/c.png"), ("/data/old/c.png", "sub/c.png")]
)
def test_files_are_matched_by_name_and_stem(folder: Path, first: str, key: str) -> None:
    assert list(labels(scan(write(folder, f"path,label\n{first},x\n")))) == [key]


def test_a_name_that_two_files_share_is_not_guessed(folder: Path) -> None:
    noisy("red", 9, 16).save(folder / "sub" / "a.png")
    samples = scan(write(folder, "path,label\na,x\nb,y\n"))
    assert list(labels(samples)) == ["b.png"]


def test_patients_are_matched_to_all_their_scans(tmp_path: Path) -> None:
    for name in ("1.dcm", "2.dcm"):
        (tmp_path / name).write_bytes(dicom())
    (tmp_path / "3.dcm").write_bytes(dicom(PatientID="P-008"))
    table = write(tmp_path, "patient_id,diagnosis,age\nP-007,ill,61\nP-008,well,30\n")
    samples = scan(table)
    assert labels(samples) == {"1.dcm": ("ill",), "2.dcm": ("ill",), "3.dcm": ("well",)}
    assert samples[0].columns["age"] == "61"


def test_columns_are_known_however_they_are_written(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.dcm").write_bytes(dicom())
    (tmp_path / "3.dcm").write_bytes(dicom(PatientID="P-009"))
    table = write(tmp_path, "Patient ID;Age;Diagnosis\nP-007;61;ill\nP-008;30;well\n")
    guess = IMPORTER.guess(table, TableOptions())
    assert guess.details is not None
    assert guess.details["columns"] == {
        "path": "Patient ID", "label": "Diagnosis", "split": "", "group": "Patient ID"
    }  # fmt: skip
    assert (guess.details["how"], guess.details["rows"], guess.details["matched"]) == (
        "patient", 2, 1
    )  # fmt: skip
    assert (guess.details["files"], guess.details["files_matched"]) == (3, 2)
    assert guess.details["files_without_row"] == ("3.dcm",)
    assert {(s.key, s.group) for s in scan(table)} == {("1.dcm", "P-007"), ("2.dcm", "P-007")}


def test_the_column_of_the_files_is_found_by_what_it_holds(folder: Path) -> None:
    table = write(folder, "Nr,wo,diagnose\n1,a,x\n2,c,y\n3,gone,x\n")
    assert labels(scan(table)) == {"a.png": ("x",), "sub/c.png": ("y",)}


def test_images_without_a_row_come_along_when_they_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "1.dcm").write_bytes(dicom())
    (tmp_path / "2.dcm").write_bytes(dicom(PatientID="P-009"))
    table = write(tmp_path, "patient,diagnosis\nP-007,ill\n")
    assert labels(scan(table)) == {"1.dcm": ("ill",)}
    both = list(IMPORTER.scan(table, TableOptions(rest=True), Silent(), root="r"))
    assert labels(both) == {"1.dcm": ("ill",), "2.dcm": ()}
    assert [s.group for s in both] == ["P-007", "P-009"]


def test_a_table_that_matches_nothing_still_tells_its_columns(folder: Path) -> None:
    guess = IMPORTER.guess(write(folder, "foo,bar\n1,2\n"), TableOptions())
    assert guess.details is not None
    assert guess.details["matched"] == 0
    assert guess.details["headers"] == ("foo", "bar")


@pytest.mark.parametrize("separator", [";", "|"])
def test_several_labels(folder: Path, separator: str) -> None:
    table = write(folder, f"path,label\na.png,x{separator} y \nb.png,\nsub/c.png,z\n")
    found = labels(scan(table, label_separator=separator))
    assert found == {"a.png": ("x", "y"), "b.png": (), "sub/c.png": ("z",)}


def test_split_names_of_every_kind(folder: Path) -> None:
    table = write(folder, "path,split\na.png,Train\nb.png,val\nü ö.png,TEST\nsub/c.png,huh\n")
    assert [s.split for s in scan(table)] == ["train", "validation", "test", "none"]


@pytest.mark.parametrize("path", ["../secret.png", "/etc/passwd", "C:\\x.png", "a\0b"])
def test_rows_cannot_reach_out_of_the_folder(folder: Path, path: str) -> None:
    noisy("red", 1, 16).save(folder.parent / "secret.png")
    # UTF-16: in other encodings a zero byte already says that the file is no text.
    samples = scan(write(folder, f"path,label\n{path},x\na.png,y\n".encode("utf-16")))
    assert list(labels(samples)) == ["a.png"]


def test_a_folder_outside_is_refused(folder: Path) -> None:
    with pytest.raises(StudioError):
        scan(write(folder, TEXT), files="../..")


def test_damage_anywhere_is_a_table_or_a_sentence(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line in TEXT.splitlines():
        sheet.append(line.split(","))
    stream = io.BytesIO()
    book.save(stream)
    draws = random.Random(0)
    seen: dict[str, int] = {"read": 0, "refused": 0}
    contents: dict[str, bytes] = {"x.csv": TEXT.encode(), "x.xlsx": stream.getvalue()}
    for turn in range(300):
        name, content = list(contents.items())[turn % 2]
        bad = bytearray(content)
        if turn % 3:
            for _ in range(draws.randint(1, 6)):
                bad[draws.randrange(len(bad))] = draws.randrange(256)
        else:
            bad = bad[: draws.randrange(len(bad))]
        outcome = _try(write(folder, bytes(bad), name))
        seen[outcome] += 1
    assert min(seen.values()) > 20


def _try(path: Path) -> str:
    try:
        table: Any = read_table(path)
    except BadInputError:
        return "refused"
    assert all(len(row) == len(table.columns) for row in table.rows)
    return "read"


def test_a_table_may_leave_every_image_independent_or_read_the_group_from_the_name(
    folder: Path,
) -> None:
    table = write(folder, "x,grade,mouse\na.png,high,m1\nb.png,low,m2\n")
    alone = scan(table, path_column="x", label_column="grade", group_by="none")
    assert [s.group for s in alone] == ["", ""]
    named = scan(table, path_column="x", label_column="grade", group_by="name:^(.)")
    assert [s.group for s in named] == ["a", "b"]
