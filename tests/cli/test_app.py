"""Help, usage errors and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tlstudio.cli.app import build_parser, main
from tlstudio.cli.verb import Verb
from tlstudio.core.registry import Found, discover

VERBS = (
    *("demo", "new", "import", "models", "surgery", "train", "crossval", "evaluate", "compare"),
    *("suspects", "explain", "report", "predict", "export", "serve", "runs", "check", "doctor"),
)


def test_every_verb_is_there_and_none_is_broken() -> None:
    found: Found[Verb] = discover("tlstudio.cli.verbs", "VERB", lambda verb: verb.name)
    assert not found.broken
    assert set(found.items) == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_help_teaches_with_examples(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert "examples:" in text
    assert f"tlstudio {verb}" in text


def test_unknown_verb_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fly"])
    assert ended.value.code == 2


def test_without_a_verb_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "tlstudio demo" in capsys.readouterr().out


def test_missing_project_is_one_sentence_with_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["runs", str(tmp_path / "nowhere")]) == 1
    text = capsys.readouterr().err
    assert text.startswith("Error: ")
    assert "Traceback" not in text


def test_errors_are_json_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", str(tmp_path / "nowhere"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "project"


def test_a_choice_out_of_range_is_named_with_its_range(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(tmp_path), "--coverage", "2"]) == 2
    said = capsys.readouterr().err
    assert "coverage = 2.0" in said
    assert "0.999" in said


def test_unknown_task_names_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "p"), "--task", "tea-leaves"]) == 2
    assert "image-classification" in capsys.readouterr().err


def test_every_plan_field_is_an_argument_of_train() -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["train"])
    args = build_parser().parse_args(
        ["train", "p", "--optimizer-weight-decay", "0.1", "--head", "mlp", "--epochs", "2,3"]
    )
    given = {key: value for key, value in vars(args).items() if value is not None}
    assert given["option:optimizer.weight_decay"] == "0.1"
    assert given["option:head.kind"] == "mlp"
    assert given["option:phase.epochs"] == "2,3"


def test_the_command_line_starts_without_torch() -> None:
    code = "import sys; from tlstudio.cli.app import main; main([]); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("False")
