"""Every family of text encoders as blocks: the library's own states, whatever the padding."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from tests.models.small_texts import (
    CONFIGS,
    VOCABULARY,
    WIDTH,
    add_small_encoder,
    config,
    small_card,
)
from tlstudio.core.plans import Head
from tlstudio.models.build import build_backbone, to_backbone
from tlstudio.models.catalogue.catalogue import card
from tlstudio.models.heads import build_head
from tlstudio.models.network import Network
from tlstudio.models.sequence.texts import (
    TextBackbone,
    known_families,
    reference_states,
    text_backbone,
)
from tlstudio.models.sequence.transformers import construct, unused_names
from tlstudio.models.surgery import anatomy

EVERY = pytest.mark.parametrize("family", known_families())


def _tokens(lengths: list[int], longest: int) -> Tensor:
    """(N, L, 2) texts of those lengths, the second half of each its second segment."""
    whole = torch.zeros(len(lengths), longest, 2, dtype=torch.int32)
    whole[..., 0] = -1
    generator = torch.Generator().manual_seed(1)
    for row, length in zip(whole, lengths, strict=True):
        row[:length, 0] = torch.randint(2, VOCABULARY, (length,), generator=generator)
        row[length // 2 : length, 1] = 1
    return whole


def _made(family: str) -> tuple[torch.nn.Module, TextBackbone]:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = construct(config(family)).eval()
    return model, text_backbone(small_card(family), model).eval()


def test_every_family_is_looked_at() -> None:
    assert set(CONFIGS) == set(known_families())


@EVERY
def test_blocks_in_order_are_the_library_s_own_states(family: str) -> None:
    model, backbone = _made(family)
    tokens = _tokens([12, 5, 1, 9], 12)
    expected = reference_states(model, tokens, config(family).get("pad_token_id", 0))
    with torch.inference_mode():
        found = backbone.run(tokens)
    real = tokens[..., 0] >= 0
    assert backbone.block_names == ("embeddings", "layer1", "layer2", "layer3")
    assert torch.equal(found[..., -1], real.float())
    assert torch.allclose(found[..., :-1][real], expected[real], atol=1e-5)


@EVERY
@pytest.mark.parametrize("layout", ["cls", "tokens"])
def test_padding_changes_nothing(family: str, layout: str) -> None:
    _, backbone = _made(family)
    backbone.layout = layout  # type: ignore[assignment]
    tokens = _tokens([12, 5, 1, 9], 12)
    with torch.inference_mode():
        together = backbone(tokens)
        padded = backbone(torch.cat([tokens, tokens.new_tensor([-1, 0]).expand(4, 9, 2)], 1))
        alone = torch.cat([backbone(tokens[n : n + 1, :m]) for n, m in enumerate([12, 5, 1, 9])])
    assert torch.allclose(together, padded, atol=1e-5)
    assert torch.allclose(together, alone, atol=1e-5)


@EVERY
def test_an_activation_goes_on_from_any_boundary_even_in_half_precision(family: str) -> None:
    _, backbone = _made(family)
    tokens = _tokens([12, 5, 1, 9], 12)
    with torch.inference_mode():
        whole = backbone(tokens)
        for boundary in range(1, backbone.n):
            kept = backbone.run(tokens, 0, boundary)
            assert torch.equal(backbone.pool(backbone.run(kept, boundary)), whole)
            rounded = backbone.pool(backbone.run(kept.half().float(), boundary))
            assert torch.allclose(rounded, whole, atol=2e-2)


@EVERY
def test_what_is_frozen_stays_while_the_rest_learns(family: str) -> None:
    _, backbone = _made(family)
    network = Network(backbone, build_head(Head(norm=False), WIDTH, 2, 0), 2)
    torch.nn.init.normal_(network.head[-1].weight)  # type: ignore[arg-type]
    network.freeze_below(2)
    tokens = _tokens([12, 5, 1, 9], 12)
    with torch.inference_mode():
        before = network.run(tokens, 0, 2).clone()
    optimiser = torch.optim.SGD(network.parameter_groups(0.5, 0.5, 0.0))
    torch.nn.functional.cross_entropy(network(tokens), torch.tensor([0, 1, 0, 1])).backward()  # type: ignore[no-untyped-call]
    optimiser.step()
    with torch.inference_mode():
        assert torch.equal(network.run(tokens, 0, 2), before)
    moved = [p.grad for block in list(backbone.blocks)[2:] for p in block.parameters()]
    assert any(grad is not None and grad.abs().max() > 0 for grad in moved)


@EVERY
def test_no_tensor_belongs_to_two_blocks(family: str) -> None:
    _, backbone = _made(family)
    owners = [{id(p) for p in block.parameters()} for block in backbone.blocks]
    assert sum(map(len, owners)) == len(set().union(*owners))


@EVERY
def test_only_poolers_are_left_over(family: str) -> None:
    assert all("pooler" in name for name in unused_names(construct(config(family))))


def test_widths_and_shapes_are_those_of_tokens() -> None:
    _, backbone = _made("bert")
    assert backbone.shapes(7) == ((7, WIDTH),) * 4
    assert backbone.width_at(2) == WIDTH
    known = anatomy(small_card("bert"), channels=None, size=7)
    assert (known.input_shape, known.widths) == ((7,), (WIDTH,) * 4)


def test_a_model_of_the_folder_brings_its_tokenizer() -> None:
    backbone = build_backbone(card(add_small_encoder("roberta")))
    assert isinstance(backbone, TextBackbone)
    assert backbone.tokenizer is not None
    found = backbone.tokenizer.encode([("the film was great",), ("dull", "a plot")], 20)
    assert found.lengths.tolist() == [6, 6]
    assert found.rows[1][:, 1].tolist() == [0, 0, 0, 1, 1, 1]


def test_a_card_without_a_word_on_reading_is_refused() -> None:
    bare = small_card("bert").model_copy(update={"text": None})
    with pytest.raises(Exception, match="does not say how texts are read"):
        to_backbone(bare, construct(config("bert")))


def test_the_embedded_encoder_is_here_whole_and_reads() -> None:
    backbone = build_backbone(card("minilm-l6"))
    assert isinstance(backbone, TextBackbone)
    assert backbone.tokenizer is not None
    rows = backbone.tokenizer.encode([("A quiet, moving film.",)], 32).rows
    with torch.inference_mode():
        assert backbone(torch.from_numpy(rows[0])[None]).shape == (1, 384)
