"""A few of the changes that `make fuzz` makes by the thousand."""

import pytest
from conftest import Project
from fuzz import outcomes


@pytest.mark.parametrize(
    "seeds", [range(1, 7), pytest.param(range(7, 61), marks=pytest.mark.slow)], ids=str
)
def test_what_is_changed_is_refused_in_a_line_or_counted(
    project: Project, seeds: range
) -> None:
    found = list(outcomes(project, seeds))
    assert {outcome.result for _, outcome in found} == {"refused", "compared"}, [
        (seed, outcome) for seed, outcome in found if outcome.result == "find"
    ]
