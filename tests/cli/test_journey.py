"""The whole way on small pictures: new, import, surgery, train, evaluate, predict, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import noisy, write_folders

Call = Callable[..., Any]


@pytest.mark.long
@pytest.mark.timeout(300)
def test_from_a_folder_to_predictions(tmp_path: Path, call: Call) -> None:
    project = tmp_path / "Zellen 细胞 🔬"
    pictures = write_folders(tmp_path / "plates")
    call("new", project)
    found = call("import", project, pictures, "--levels", "plate=group,colour=class")
    assert found["added"] == 64
    assert found["groups"] == 4
    assert sum(found["splits"].values()) == 64
    again = call("import", project, pictures, "--levels", "plate=group,colour=class")
    assert (again["added"], again["unchanged"]) == (0, 64)

    table = call("surgery", project, "--backbone", "fractalnet", "--head", "mlp")["table"]
    assert any(row["state"] == "new" for row in table["after"])
    assert table["frozen"] > table["trainable"] > 0

    trained = call("train", project, "--preset", "quick", "--input-size", "64")
    evaluation = trained["evaluation"]
    assert evaluation["split"] == "validation"
    assert evaluation["metrics"]["accuracy"]["value"] > 0.8
    assert {"majority", "linear_probe"} & set(evaluation["ladder"])
    run = trained["run"]

    scored = call("evaluate", project, run)
    assert scored["metrics"]["accuracy"] == evaluation["metrics"]["accuracy"]
    assert set(scored) >= {"run", "split", "n", "metrics", "ladder"}
    refused = call("evaluate", project, "--final", code=2)
    assert "not opened" in refused["message"]
    final = call("evaluate", project, "--final", "--yes")
    assert (final["split"], final["openings"]) == ("test", 1)
    assert call("evaluate", project, "--final", "--yes")["openings"] == 2

    broken = tmp_path / "new" / "broken.png"
    broken.parent.mkdir()
    broken.write_bytes(b"\x89PNG but no more")
    noisy("red", 4711).save(tmp_path / "new" / "fresh.png")
    predicted = call("predict", project, tmp_path / "new")
    assert (predicted["predicted"], predicted["failed"]) == (1, 1)

    exported = call("export", project)
    assert Path(exported["file"]).is_file()
    assert exported["difference"] < 1e-4
    by_onnx = call("predict", exported["file"], tmp_path / "new" / "fresh.png")
    names = [row["prediction"] for row in predicted["predictions"] if not row.get("problem")]
    assert [row["prediction"] for row in by_onnx["predictions"]] == names

    assert [row["state"] for row in call("runs", project)] == ["finished"]


def test_bad_sources_are_said_in_a_sentence(tmp_path: Path, call: Call) -> None:
    project = tmp_path / "p"
    call("new", project)
    assert "no images" in call("train", project, code=1)["message"]
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "empty", tmp_path / "nowhere"):
        said = call("import", project, source, code=1)
        assert said["message"].endswith(".")
        assert "Traceback" not in said["message"]
    one = write_folders(tmp_path / "one", classes=("red",), per_class=2)
    call("import", project, one, "--levels", "plate=group,colour=class")
    assert "one class" in call("train", project, code=1)["message"]
    call("train", project, "--batch-size", "many", code=2)
