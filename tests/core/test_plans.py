"""Plans are files that say exactly what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlstudio.core.errors import BadInputError, NewerVersionError
from tlstudio.core.plans import Phase, Plan, from_toml, to_toml


@given(
    st.builds(
        Plan,
        batch_size=st.integers(1, 512),
        seed=st.integers(0, 2**31 - 1),
        cut=st.none() | st.integers(0, 20),
        phases=st.lists(
            st.builds(
                Phase,
                epochs=st.integers(1, 99),
                lr=st.floats(0, 1),
                unfreeze_from=st.none() | st.integers(0, 20),
            ),
            min_size=1,
            max_size=4,
        ).map(tuple),
    )
)
def test_a_plan_survives_its_file(plan: Plan) -> None:
    assert from_toml(to_toml(plan)) == plan


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("batch_size = 0", "batch_size"),
        ("batch = 3", "batch"),
        ("batch_size = [", "TOML"),
        ("[optimizer]\nname = 'magic'", r"optimizer\.name"),
        ("[[phases]]\nlr = -1.0", r"phases\.0\.lr"),
    ],
)
def test_a_wrong_field_is_named(text: str, word: str) -> None:
    with pytest.raises(BadInputError, match=word):
        from_toml(text, "plan.toml")


def test_a_newer_plan_is_refused() -> None:
    with pytest.raises(NewerVersionError):
        from_toml("schema_version = 99")
