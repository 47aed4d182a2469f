"""Code a survey as the analysis of 2019 did: with pandas, by row, in memory.

Usage: python row_wise.py EXPORT CODEBOOK. Reads, renames, splits with apply, orders
with categories, explodes the table and counts values; crosses the questions that a
figure crosses. Prints how many answers it counted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd


def main(export: str, codebook: Path) -> int:
    """Count each option of each question, and of each pair of them in a figure."""
    questions, options, spellings, figures = (
        pd.read_csv(codebook / f"{name}.csv", dtype=str)
        for name in ("questions", "options", "spellings", "figures")
    )
    answers = pd.read_csv(export)
    answers = answers.rename(
        columns=dict(zip(questions["header"], questions["question"], strict=True))
    )
    coded = questions[questions["kind"].isin(["single", "ordered", "multi"])]
    several = set(coded.loc[coded["kind"] == "multi", "question"])
    for name in questions.loc[questions["kind"] == "timestamp", "question"]:
        answers[name] = pd.to_datetime(answers[name])
    for name in coded["question"]:
        known = options[options["question"] == name]
        exact = dict(zip(known["label"], known["option"], strict=True))
        beginnings = {}
        ways = spellings[spellings["question"] == name]
        for spelling, option in zip(ways["spelling"], ways["option"], strict=True):
            if spelling.endswith("*"):
                beginnings[spelling.removesuffix("*")] = option
            else:
                exact[spelling] = option

        def rename(
            answer: str,
            exact: dict[str, str] = exact,
            beginnings: dict[str, str] = beginnings,
        ) -> str:
            answer = answer.strip()
            if answer in exact:
                return exact[answer]
            for beginning, option in beginnings.items():
                if answer.startswith(beginning):
                    return option
            return "other"

        def split(cell: object, rename: Callable[[str], str] = rename) -> list[str]:
            if not isinstance(cell, str):
                return []
            return [rename(answer) for answer in cell.split(";") if answer]

        if name in several:
            answers[name] = answers[name].apply(split)
        else:
            scale = pd.CategoricalDtype([*known["option"], "other"], ordered=True)
            answers[name] = answers[name].map(rename, na_action="ignore").astype(scale)
    counted = 0
    for name in coded["question"]:
        chosen = answers.explode(name) if name in several else answers
        counted += int(chosen[name].value_counts().sum())
    for figure in figures.dropna(subset="by_question").itertuples():
        chosen, pair = answers, [figure.question, figure.by_question]
        for name in several.intersection(pair):
            chosen = chosen.explode(name)
        chosen.groupby(pair, observed=True).size().unstack()
    return counted


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))
