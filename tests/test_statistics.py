"""The statistics against published values, SciPy and statsmodels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pytest
from conftest import Built
from numpy.typing import NDArray
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

Numbers = NDArray[Any]
CASES = 2_000


@pytest.fixture(scope="module")
def shell(reference: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(reference.database, read_only=True) as connection:
        yield connection


def answers(shell: duckdb.DuckDBPyConnection, what: str, **columns: Numbers) -> Numbers:
    """Evaluate expressions on rows of these columns."""
    names = ", ".join(f"unnest(${name}) as {name}" for name in columns)
    lists = {name: values.tolist() for name, values in columns.items()}
    rows = shell.execute(f"select {what} from (select {names})", lists).fetchall()
    return np.array(rows, dtype=float).squeeze()


def agree(found: Numbers, expected: object, atol: float = 1e-9) -> None:
    np.testing.assert_allclose(found, np.asarray(expected), rtol=0, atol=atol)


@pytest.fixture(scope="module")
def random() -> np.random.Generator:
    return np.random.default_rng(12)


@pytest.fixture(scope="module")
def tables(random: np.random.Generator) -> dict[str, Numbers]:
    """Make x of n people and y of m others, in a quarter of the cases of a few."""
    size = random.choice([5, 40, 400, 4000], CASES)
    n, m = (random.integers(1, size + 1) for _ in range(2))
    return {
        "x": random.integers(0, n + 1),
        "n": n,
        "y": random.integers(0, m + 1),
        "m": m,
    }


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        # Newcombe 1998; Fagerland, Lydersen and Laake 2017.
        ("wilson(81, 263)", (".2553", ".3662")),
        ("wilson(15, 148)", (".0624", ".1605")),
        ("wilson(0, 20)", (".0000", ".1611")),
        ("wilson(1, 29)", (".0061", ".1718")),
        ("wilson(13, 16)", (".5699", ".9341")),
        ("wilson(20, 40)", (".3520", ".6480")),
        ("wilson(0, 40)", (".0000", ".0876")),
        ("newcombe(7, 34, 1, 34)", (".0189", ".3404")),
        ("chi_square_p(17.562, 2)", (".00015",)),
        ("chi_square_p(2, 1)", (".1573",)),
        ("fisher_p(3, 1, 1, 3)", (".4857",)),
        ("fisher_p(0, 16, 15, 57)", (".06287",)),
        # Agresti; p is 2.954e-7.
        ("chi_square_p(30.070, 2) * 1e7", ("2.954",)),
        ("student_t(0.975, 1)", ("12.706",)),
    ],
)
def test_published_values(
    shell: duckdb.DuckDBPyConnection, call: str, printed: tuple[str, ...]
) -> None:
    (found,) = shell.execute(f"select {call}").fetchone() or ()
    values = found.values() if isinstance(found, dict) else [found]
    for value, digits in zip(values, printed, strict=True):
        assert f"{value:.{len(digits.partition('.')[2])}f}".lstrip("0") == digits


def test_intervals_agree(
    shell: duckdb.DuckDBPyConnection, tables: dict[str, Numbers]
) -> None:
    found = answers(shell, "wilson(x, n).low, wilson(x, n).high", **tables)
    expected = proportion_confint(tables["x"], tables["n"], method="wilson")
    agree(found, np.transpose(expected))
    what = "newcombe(x, n, y, m).low, newcombe(x, n, y, m).high"
    found = answers(shell, what, **tables)
    expected = [
        confint_proportions_2indep(*counts, method="newcomb", compare="diff")
        for counts in zip(*(tables[name] for name in "xnym"), strict=True)
    ]
    agree(found, expected)


def test_p_values_of_tables_agree(
    shell: duckdb.DuckDBPyConnection, tables: dict[str, Numbers]
) -> None:
    x, n, y, m = (tables[name] for name in "xnym")
    fourfold = np.stack([x, n - x, y, m - y], axis=1).reshape(-1, 2, 2)
    exact = np.array([stats.fisher_exact(table).pvalue for table in fourfold])
    found = answers(shell, "fisher_p(x, n - x, y, m - y)", **tables)
    agree(found, exact)
    is_small = np.minimum(n, m) * np.minimum(x + y, n + m - x - y) < 5 * (n + m)
    assert 200 < is_small.sum() < CASES - 200
    pooled = (x + y) / (n + m)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (x / n - y / m) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    expected = np.where(is_small, exact, 2 * stats.norm.sf(abs(z)))
    found = answers(shell, "difference_p(x, n, y, m)", **tables)
    agree(found, expected)


def test_distributions_agree(
    shell: duckdb.DuckDBPyConnection, random: np.random.Generator
) -> None:
    z = random.normal(0, 4, CASES)
    agree(answers(shell, "normal_p(z)", z=z), 2 * stats.norm.sf(abs(z)), 1e-13)
    p = random.random(CASES)
    agree(answers(shell, "normal_quantile(p)", p=p), stats.norm.ppf(p), 1e-12)
    df = random.integers(1, 80, CASES)
    x = random.chisquare(df) * random.choice([0, 1, 3], CASES)
    found = answers(shell, "chi_square_p(x, df)", x=x, df=df)
    agree(found, stats.chi2.sf(x, df), 1e-12)
    df = random.choice([*range(1, 230), 1_000, 10_000, 1_000_000], CASES)
    p = random.choice([0.3, 0.5, 0.9, 0.95, 0.975, 0.995, 0.9995], CASES)
    agree(answers(shell, "student_t(p, df)", p=p, df=df), stats.t.ppf(p, df), 1e-6)


def test_nobody_has_no_share(shell: duckdb.DuckDBPyConnection) -> None:
    calls = "wilson(0, 0).low, newcombe(0, 0, 1, 2).high, difference_p(0, 0, 1, 2)"
    assert shell.execute(f"select {calls}").fetchall() == [(None, None, None)]
