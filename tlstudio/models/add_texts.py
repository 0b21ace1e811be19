"""What a folder of a text encoder says of how it reads, and its tokenizer."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import transformers

from tlstudio.core import files
from tlstudio.core.cards import TextInput
from tlstudio.core.errors import BadInputError
from tlstudio.models.tokenizer import FILE, Tokenizer

_OTHER = ("vocab.txt", "vocab.json", "spiece.model", "sentencepiece.bpe.model", "spm.model")
_ENDLESS = 1 << 16
_USUAL = 512
# These count positions from behind the one of padding.
_SHIFTED = ("roberta", "xlm-roberta", "camembert", "mpnet")


@contextlib.contextmanager
def tokenizer_of_folder(folder: Path) -> Iterator[Path]:
    """The folder's `tokenizer.json`, or one made from its other tokenizer files.

    Raises:
        BadInputError: When it has none, or they cannot be read.
    """
    own = folder / FILE
    if own.is_file():
        yield own
        return
    if not any((folder / name).is_file() for name in _OTHER):
        raise BadInputError(
            f"The folder {folder.name} holds no tokenizer.",
            f"Bring {FILE} (or {_OTHER[0]}) from where the model comes from.",
        )
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / FILE
        try:
            library: Any = transformers.AutoTokenizer
            found = library.from_pretrained(
                str(folder), use_fast=True, trust_remote_code=False, local_files_only=True
            )
            found.backend_tokenizer.save(str(target))
        except Exception as error:  # the library raises many kinds over files it does not expect
            raise BadInputError(
                f"The tokenizer files of {folder.name} cannot be read: {str(error)[:200]}.",
                f"Bring {FILE} from where the model comes from.",
            ) from error
        yield target


def text_input(folder: Path, config: dict[str, Any], tokenizer: Path) -> TextInput:
    """How a folder's encoder reads.

    Args:
        folder: With what sentence-transformers keeps beside a model, if it is one of theirs.
        config: Its reduced configuration.
        tokenizer: Its `tokenizer.json`.

    Raises:
        BadInputError: When the tokenizer knows tokens that the weights lack.
    """
    Tokenizer(tokenizer).expect_rows(int(config.get("vocab_size") or 0), folder.name)
    return TextInput(
        longest=_longest(folder, config),
        pooling=_pooling(folder),
        tokenizer=files.sha256(tokenizer),
    )


def _longest(folder: Path, config: dict[str, Any]) -> int:
    positions = int(config.get("max_position_embeddings") or _USUAL)
    if config["model_type"] in _SHIFTED:
        positions -= int(config.get("pad_token_id") or 0) + 1
    told = (
        _said(folder / "sentence_bert_config.json", "max_seq_length"),
        _said(folder / "tokenizer_config.json", "model_max_length"),
    )
    return max(8, min([positions, *(n for n in told if isinstance(n, int) and 8 <= n < _ENDLESS)]))


def _pooling(folder: Path) -> Literal["cls", "mean"]:
    """As sentence-transformers says; the mean where nobody says, which serves unadapted models."""
    first = _said(folder / "1_Pooling" / "config.json", "pooling_mode_cls_token")
    return "cls" if first is True else "mean"


def _said(path: Path, key: str) -> object:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return raw.get(key) if isinstance(raw, dict) else None
