"""Code a survey with Polars: lazy, by column, on every core.

Usage: python with_polars.py EXPORT CODEBOOK. Codes every answer as an Enum, counts each
option of each question, and crosses the questions that a figure crosses; prints how
many answers it counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def main(export: str, codebook: Path) -> int:
    """Count each option of each question, and of each pair of them in a figure."""
    questions, options, spellings, figures = (
        pl.read_csv(codebook / f"{name}.csv", infer_schema=False)
        for name in ("questions", "options", "spellings", "figures")
    )
    columns, kinds = [], {}
    for row in questions.iter_rows(named=True):
        name, kinds[row["question"]] = row["question"], row["kind"]
        cell = pl.col(row["header"])
        if row["kind"] == "timestamp":
            columns.append(cell.str.to_datetime(strict=False).alias(name))
        if row["kind"] not in ("single", "ordered", "multi"):
            continue
        known = options.filter(pl.col("question") == name)
        ways = spellings.filter(pl.col("question") == name)
        exact = dict(zip(known["label"], known["option"], strict=True))
        beginnings = {}
        for spelling, option in zip(ways["spelling"], ways["option"], strict=True):
            if spelling.endswith("*"):
                beginnings[spelling.removesuffix("*")] = option
            else:
                exact[spelling] = option

        def code(
            answer: pl.Expr,
            known: pl.DataFrame = known,
            exact: dict[str, str] = exact,
            beginnings: dict[str, str] = beginnings,
        ) -> pl.Expr:
            answer = answer.str.strip_chars()
            scale = pl.Enum([*known["option"], "other"])
            rest = pl.lit("other")
            for beginning, option in beginnings.items():
                rest = (
                    pl.when(answer.str.starts_with(beginning))
                    .then(pl.lit(option))
                    .otherwise(rest)
                )
            coded = answer.replace_strict(exact, default=rest, return_dtype=pl.String)
            return pl.when(answer.is_not_null()).then(coded).cast(scale)

        if row["kind"] == "multi":
            answer = pl.element().filter(pl.element() != "")
            columns.append(cell.str.split(";").list.eval(code(answer)).alias(name))
        else:
            columns.append(code(cell).alias(name))
    coded = pl.scan_csv(export, infer_schema=False).select(columns).collect()
    counted = 0
    for name in coded.columns:
        answers = coded[name]
        if kinds[name] == "multi":
            answers = answers.explode()
        if kinds[name] != "timestamp":
            counted += int(answers.drop_nulls().value_counts()["count"].sum())
    for row in figures.drop_nulls("by_question").iter_rows(named=True):
        pair = [row["question"], row["by_question"]]
        chosen = coded.select(pair)
        for name in pair:
            if kinds[name] == "multi":
                chosen = chosen.explode(name)
        chosen.drop_nulls().group_by(pair).len()
    return counted


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))
