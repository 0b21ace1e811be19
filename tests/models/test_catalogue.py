"""Cards agree with the installed libraries, and a damaged card costs one line, not the list."""

from __future__ import annotations

import json

import pytest
import torchvision

from tlstudio.core.errors import UsageError
from tlstudio.core.paths import models_dir
from tlstudio.models.catalogue import generate
from tlstudio.models.catalogue.catalogue import all_cards, available, card, weights_file


def test_every_classification_network_of_torchvision_has_its_cards() -> None:
    cards = [c for c in all_cards().items.values() if c.engine == "torchvision"]
    names = torchvision.models.list_models(module=torchvision.models)
    assert {c.architecture for c in cards} == set(names)
    entries = {
        entry.url: entry for name in names for entry in torchvision.models.get_model_weights(name)
    }
    assert {c.weights.url for c in cards} == set(entries)
    for found in cards:
        meta = entries[found.weights.url].meta
        assert found.parameters == meta["num_params"], found.id
        assert found.weights.sha256_prefix in found.weights.url
        assert len(found.weights.sha256_prefix) >= 8, found.id
        assert found.licence, found.id
        assert found.blocks, found.id


def test_the_files_are_what_the_generator_makes_of_transformers() -> None:
    made = {c.id: c for c in generate.transformers_cards()}
    known = all_cards().items.values()
    stored = {c.id: c for c in known if c.engine == "transformers" and c.modality == "image"}
    assert made == stored


@pytest.mark.parametrize("name", ["resnet18", "swin_t", "densenet121"])
def test_structures_in_the_file_are_those_of_the_network(name: str) -> None:
    family, blocks, width = generate._structure(name)
    found = card(name)
    assert (found.family, found.blocks, found.width) == (family, blocks, width)


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        card("resnet-18")
    assert "resnet18" in caught.value.hint


def test_a_damaged_card_is_listed_and_the_others_stay() -> None:
    models_dir().mkdir(parents=True)
    (models_dir() / "broken.json").write_text('{"id": "x"')
    (models_dir() / "odd.json").write_bytes(b"\xff\xfe\x00")
    found = all_cards()
    assert set(found.broken) == {"broken.json", "odd.json"}
    assert "fractalnet" in found.items


def test_a_card_cannot_point_out_of_its_folder() -> None:
    facts = json.loads(card("squeezenet1_1").model_dump_json())
    facts |= {"id": "sly", "origin": "user"}
    facts["weights"] = {"file": "../../../etc/passwd"}
    models_dir().mkdir(parents=True)
    (models_dir() / "sly.json").write_text(json.dumps(facts))
    assert weights_file(card("sly")).parent == models_dir()


def test_the_embedded_model_is_always_here() -> None:
    assert available(card("fractalnet"))
    assert not available(card("resnet18"))
