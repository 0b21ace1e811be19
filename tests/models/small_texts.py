"""Small text encoders of every family, and a tokenizer that is made on the spot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import WordLevel

from tlstudio.core.cards import BackboneCard, TextInput, WeightsSource
from tlstudio.core.files import sha256, write_text
from tlstudio.core.paths import models_dir
from tlstudio.models.sequence.texts import sequence
from tlstudio.models.sequence.transformers import construct

WORDS = (
    *("the", "film", "story", "actors", "camera", "music", "scene", "it", "and", "was", "with"),
    *("of", "a", "plot", "script", "end", "lovely", "great", "charming", "funny", "moving"),
    *("wonderful", "dull", "awful", "boring", "clumsy", "tired", "dreadful"),
)
_MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
VOCABULARY = len(_MARKS) + len(WORDS)
WIDTH = 48
"""Wide enough that random words are told apart, and a layer on top has something to learn."""

_BERT: dict[str, Any] = {
    "vocab_size": VOCABULARY,
    "hidden_size": WIDTH,
    "num_hidden_layers": 3,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "max_position_embeddings": 40,
    "type_vocab_size": 2,
    "pad_token_id": 0,
}
CONFIGS: dict[str, dict[str, Any]] = {
    "bert": _BERT,
    "roberta": {**_BERT, "pad_token_id": 1, "type_vocab_size": 1},
    "xlm-roberta": {**_BERT, "pad_token_id": 1, "type_vocab_size": 1},
    "camembert": {**_BERT, "pad_token_id": 1, "type_vocab_size": 1},
    "electra": {**_BERT, "embedding_size": 8},
    "mpnet": {**_BERT, "pad_token_id": 1},
    "albert": {**_BERT, "embedding_size": 8, "num_hidden_groups": 1},
    "distilbert": {
        "vocab_size": VOCABULARY,
        "max_position_embeddings": 40,
        "pad_token_id": 0,
        "dim": WIDTH,
        "n_layers": 3,
        "n_heads": 2,
        "hidden_dim": 32,
    },
    "deberta-v2": {
        **_BERT,
        "type_vocab_size": 0,
        "relative_attention": True,
        "position_buckets": 4,
        "norm_rel_ebd": "layer_norm",
        "pos_att_type": ["p2c", "c2p"],
        "share_att_key": True,
        "position_biased_input": False,
        "conv_kernel_size": 3,
        "conv_act": "gelu",
    },
}


def config(family: str) -> dict[str, Any]:
    """A whole `config.json` of a small network."""
    return {"model_type": family, **CONFIGS[family]}


def make_tokenizer(extra: tuple[str, ...] = ()) -> Tokenizer:
    """Whole words, as BERT marks them."""
    known = {word: code for code, word in enumerate((*_MARKS, *WORDS, *extra))}
    made = Tokenizer(WordLevel(known, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return made


def small_card(family: str, *, tokenizer: str = "", pooling: str = "mean") -> BackboneCard:
    """A card of a small text encoder."""
    whole = config(family)
    return BackboneCard(
        id=f"small-{family}",
        title=family,
        family=family,
        engine="transformers",
        architecture=family,
        modality="text",
        text=TextInput.model_validate({"longest": 36, "pooling": pooling, "tokenizer": tokenizer}),
        width=WIDTH,
        parameters=1,
        licence="none",
        pretrained_on="nothing",
        config=whole,
    )


def add_small_encoder(family: str = "bert", *, pooling: str = "mean", seed: int = 0) -> str:
    """Put a small random encoder with its tokenizer into the models folder; its id."""
    folder = models_dir()
    folder.mkdir(parents=True, exist_ok=True)
    ident = f"small-{family}"
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = construct(config(family))
    state = {name: value.contiguous() for name, value in model.state_dict().items()}
    weights = folder / f"{ident}.safetensors"
    safetensors.torch.save_file(state, weights)
    tokens = folder / f"{ident}.tokenizer.json"
    make_tokenizer().save(str(tokens))
    found = small_card(family, tokenizer=sha256(tokens), pooling=pooling).model_copy(
        update={
            "origin": "user",
            "blocks": tuple(name for name, _ in sequence(model)),
            "weights": WeightsSource(file=weights.name, sha256=sha256(weights)),
        }
    )
    write_text(folder / f"{ident}.json", found.model_dump_json())
    return ident


def write_folder(folder: Path, family: str = "bert", *, extra: tuple[str, ...] = ()) -> Path:
    """A transformers folder of a small encoder, as people bring it."""
    folder.mkdir(parents=True)
    model = construct(config(family))
    state = {name: value.contiguous() for name, value in model.state_dict().items()}
    safetensors.torch.save_file(state, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(config(family)))
    make_tokenizer(extra).save(str(folder / "tokenizer.json"))
    return folder
