"""Draw a survey's figures with matplotlib and seaborn, as SVG and PNG.

Usage: python seaborn_figures.py DATABASE FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import matplotlib as mpl

mpl.use("agg")
import matplotlib.pyplot as plt
import seaborn as sns


def main(database: str, folder: Path) -> None:
    """Draw each figure of the marts."""
    connection = duckdb.connect(database, read_only=True)
    texts = connection.sql("from figures.figure_texts where not is_appendix").df()
    marks = connection.table("figures.figure_marks").df()
    sns.set_theme(style="whitegrid")
    for text in texts.itertuples():
        rows = marks[marks["figure"] == text.figure]
        panels = rows["panel_label"].nunique() or 1
        figure, axes = plt.subplots(
            panels, 1, squeeze=False, figsize=(8, 3 * panels), layout="constrained"
        )
        if text.kind == "heatmap":
            table = rows.pivot(
                index="row_label", columns="column_label", values="value"
            )
            sns.heatmap(table, annot=True, fmt="g", cmap="Blues", ax=axes[0][0])
        elif text.kind == "split_bar":
            for axis, (label, panel) in zip(
                axes.flat, rows.groupby("panel_label", sort=False), strict=True
            ):
                sns.barplot(panel, x="value", y="row_label", orient="h", ax=axis)
                axis.bar_label(axis.containers[0], panel["value_text"])
                axis.set(title=label, xlabel=None, ylabel=None)
        else:
            axis = sns.barplot(
                rows, x="value", y="row_label", orient="h", ax=axes[0][0]
            )
            axis.bar_label(axis.containers[0], rows["value_text"])
        figure.suptitle(f"{text.title}\n{text.subtitle}")
        figure.supxlabel(f"{text.note}\n{text.source}")
        figure.savefig(folder / f"{text.figure}.svg")
        figure.savefig(folder / f"{text.figure}.png", dpi=144)
        plt.close(figure)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
