"""A few of the changes that `make fuzz` makes by the thousand."""

import pytest
from conftest import Project
from fuzz import MODELS, judged, outcomes
from test_catalogue import good


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project whose `seeds/current` is no link of another test's."""
    return Project(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize(
    "seeds", [range(3, 6), pytest.param(range(6, 61), marks=pytest.mark.slow)], ids=str
)
def test_what_is_changed_is_refused_in_a_line_or_counted(
    project: Project, seeds: range
) -> None:
    found = list(outcomes(project, seeds))
    assert {outcome.result for _, outcome in found} == {"refused", "compared"}, [
        (seed, outcome) for seed, outcome in found if outcome.result == "find"
    ]


def test_a_count_that_is_wrong_is_found(project: Project) -> None:
    survey = good(project.folder, "current")
    built = project.build_again(*MODELS)
    assert judged(survey, built) == ("compared", "3 people")
    survey.change("responses.csv", "blue", "red")
    assert judged(survey, built)[0] == "find"
