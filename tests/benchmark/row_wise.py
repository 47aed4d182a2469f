"""Code a survey the way notebooks do: with pandas, by row, in memory.

Usage: python row_wise.py EXPORT CODEBOOK. Reads, renames, splits with apply, orders
with categories, explodes and counts; prints how many answers it counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def main(export: str, codebook: Path) -> int:
    """Count each option of each question, as value_counts does."""
    questions = pd.read_csv(codebook / "questions.csv", dtype=str)
    options = pd.read_csv(codebook / "options.csv", dtype=str)
    spellings = pd.read_csv(codebook / "spellings.csv", dtype=str)
    answers = pd.read_csv(export, dtype=str)
    answers = answers.rename(
        columns=dict(zip(questions["header"], questions["question"], strict=True))
    )
    counted = 0
    for row in questions.itertuples():
        name = row.question
        if row.kind == "timestamp":
            answers[name] = pd.to_datetime(answers[name])
        if row.kind not in ("single", "ordered", "multi"):
            continue
        known = options[options["question"] == name]
        exact = dict(zip(known["label"], known["option"], strict=True))
        beginnings = {}
        ways = spellings[spellings["question"] == name]
        for spelling, option in zip(ways["spelling"], ways["option"], strict=True):
            if spelling.endswith("*"):
                beginnings[spelling.removesuffix("*")] = option
            else:
                exact[spelling] = option

        def code(
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

        scale = pd.CategoricalDtype([*known["option"], "other"], ordered=True)
        if row.kind == "multi":
            answers[name] = answers[name].apply(
                lambda cell, code=code: (
                    [code(answer) for answer in cell.split(";") if answer]
                    if isinstance(cell, str)
                    else []
                )
            )
            chosen = answers[name].explode().dropna().astype(scale)
        else:
            answers[name] = (
                answers[name]
                .apply(
                    lambda cell, code=code: (
                        code(cell) if isinstance(cell, str) else None
                    )
                )
                .astype(scale)
            )
            chosen = answers[name].dropna()
        counted += int(chosen.value_counts().sum())
    return counted


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))
