"""Random surveys whose counts are known before anything is written to a file.

A survey is a codebook and what each person wrote, answer by answer. What an answer
means is looked up here one answer at a time, never by cutting a cell, so that the truth
does not depend on how a file joins answers. Only cells that have one reading are made.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import combinations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

Row = dict[str, str]
Codebook = dict[str, list[Row]]
Person = dict[str, tuple[str, ...]]
Options = frozenset[str]
Key = tuple[str, ...]
Facts = dict[Key, tuple[Any, ...]]

OTHER: Options = frozenset({"other"})


def canonical(text: str) -> str:
    """Write a text the way texts are compared."""
    text = re.sub(r"[\s\u200b\ufeff]+", " ", unicodedata.normalize("NFC", text)).strip()
    text = text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    return re.sub(r"^(-?\d+)\.0+$", r"\1", text)


@dataclass(frozen=True)
class Question:
    """A row of questions.csv, with its options and all that people may write."""

    row: Row
    delimiter: str
    options: dict[str, Row]
    exact: dict[str, Options]
    starts: dict[str, Options]

    @property
    def name(self) -> str:
        """Its name."""
        return self.row["question"]

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.row["kind"]

    @property
    def is_coded(self) -> bool:
        """Tell whether it has options."""
        return self.kind in ("single", "ordered", "multi")

    @property
    def is_open(self) -> bool:
        """Tell whether people may answer what the codebook does not know."""
        return self.row.get("other") == "yes"

    @cached_property
    def missing(self) -> Options:
        """Its options that are no answer, such as `prefer not to say`."""
        return frozenset(
            option
            for option, row in self.options.items()
            if row.get("role") == "missing"
        )

    def spelling(self, text: str) -> str | None:
        """Find the spelling that an answer has: exact before `*`, the longest first."""
        if text in self.exact:
            return text
        caught = [start for start in self.starts if text.startswith(start)]
        return max(caught, key=len) if caught else None

    def known(self, text: str) -> Options | None:
        """Find what one answer stands for."""
        spelling = self.spelling(text)
        return (
            None
            if spelling is None
            else (self.exact if text in self.exact else self.starts)[spelling]
        )

    def unknown(self, texts: Sequence[str]) -> set[str]:
        """List the answers that it does not know: what is left between delimiters."""
        return {
            piece
            for text in texts
            if self.known(text) is None
            for piece in self.pieces(text)
            if piece
        }

    def coded(self, texts: Sequence[str]) -> Options:
        """Turn a person's answers into options."""
        if not texts:
            return frozenset(filter(None, [self.row.get("blank")]))
        found = [self.known(text) for text in texts]
        return frozenset[str]().union(*(OTHER if f is None else f for f in found))

    def pieces(self, text: str) -> list[str]:
        """Cut a text at the delimiter."""
        if self.kind != "multi":
            return [text]
        return [piece.strip() for piece in text.split(self.delimiter)]

    def is_clear(self, texts: Sequence[str]) -> bool:
        """Tell whether these answers, joined, read as nothing but themselves.

        That is so unless a known answer lies across two of them, inside one that is not
        known, or, where that is exact, inside one that a `*` caught.
        """
        if self.kind != "multi":
            return len(texts) < 2
        cuts = [self.pieces(text) for text in texts]
        pieces = [(piece, n) for n, cut in enumerate(cuts) for piece in cut]
        for text, cut in zip(texts, cuts, strict=True):
            spelling = self.spelling(text)
            if not (cut[0] and cut[-1]):
                return False
            # A `*` catches no more than there is up to the delimiter.
            if spelling is not None and len(self.pieces(spelling)) != len(cut):
                return False
        for first, last in combinations(range(len(pieces) + 1), 2):
            run = [piece for piece, _ in pieces[first:last]]
            owners = {n for _, n in pieces[first:last]}
            text = texts[min(owners)]
            is_whole = len(owners) == 1 and len(run) == len(cuts[min(owners)])
            if self.reads_as(run, self.starts) and (
                len(owners) > 1 or self.known(text) is None
            ):
                return False
            if (
                self.reads_as(run, self.exact)
                and not is_whole
                and (len(owners) > 1 or text not in self.exact)
            ):
                return False
        return True

    def reads_as(self, run: list[str], known: dict[str, Options]) -> bool:
        """Tell whether pieces of a cell are together one of these spellings."""
        cuts = [self.pieces(spelling) for spelling in known]
        if known is self.exact:
            return run in cuts
        return any(
            run[:-1] == cut[:-1] and run[-1].startswith(cut[-1])
            for cut in cuts
            if len(cut) == len(run)
        )


def questions_of(codebook: Codebook, delimiter: str) -> dict[str, Question]:
    """Read a codebook; a blank delimiter is the file's."""
    questions = {}
    for row in codebook["questions"]:
        sources = {row["question"], row.get("options_of")}
        options = [r for r in codebook["options"] if r["question"] in sources]
        options.sort(key=lambda r: int(r["position"]) if r["position"] else 1_000)
        exact: dict[str, Options] = {}
        starts: dict[str, Options] = {}
        written = [
            (r.get("label") or r["option"], r["option"])
            for r in options
            if r["option"] != "other"
        ]
        for text, option in written:
            key = canonical(text)
            exact[key] = exact.get(key, frozenset()) | {option}
        for r in codebook.get("spellings", []):
            if r["question"] not in sources or r.get("found_in") == "header":
                continue
            text = canonical(r["spelling"])
            target = starts if text.endswith("*") else exact
            text = text.removesuffix("*")
            target[text] = target.get(text, frozenset()) | {
                *filter(None, [r["option"]])
            }
        named = {r["option"]: r for r in options}
        named.setdefault("other", {"option": "other", "label": "Other"})
        used = row.get("delimiter", "").replace("\\n", "\n") or delimiter
        questions[row["question"]] = Question(row, used, named, exact, starts)
    return questions


@dataclass(frozen=True)
class Survey:
    """A codebook, and the rows of its file: a person, or nobody."""

    codebook: Codebook
    rows: Sequence[Person | None]
    delimiter: str = ";"

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of questions that its figures and claims name."""
        named = [
            (row["question"], row["by_question"])
            for row in self.codebook.get("figures", [])
            + self.codebook.get("claims", [])
            if row.get("by_question")
        ]
        return [*dict.fromkeys(named)]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Its questions by name, in the order of their positions."""
        questions = questions_of(self.codebook, self.delimiter).values()
        return {
            q.name: q for q in sorted(questions, key=lambda q: int(q.row["position"]))
        }

    @cached_property
    def coded_questions(self) -> dict[str, Question]:
        """Its questions that have options."""
        return {name: q for name, q in self.questions.items() if q.is_coded}

    @cached_property
    def people(self) -> dict[int, Person]:
        """Those who answered, by their row of the file."""
        return {number: row for number, row in enumerate(self.rows, 1) if row}

    @cached_property
    def chosen(self) -> dict[str, list[Options]]:
        """What everybody chose of each question."""
        return {
            name: [q.coded(person.get(name, ())) for person in self.people.values()]
            for name, q in self.coded_questions.items()
        }

    @cached_property
    def unknown(self) -> Counter[Key]:
        """How many people wrote each answer that the codebook does not know."""
        return Counter(
            (name, text)
            for name, q in self.coded_questions.items()
            for person in self.people.values()
            for text in q.unknown(person.get(name, ()))
        )

    @property
    def is_refused(self) -> bool:
        """Whether a question that has no Other got an answer that it does not know."""
        return any(not self.questions[name].is_open for name, _ in self.unknown)

    def listed(self, name: str) -> dict[str, Row]:
        """List the options that a question shows: Other only where it may be."""
        question = self.questions[name]
        shows_other = question.is_open or any("other" in c for c in self.chosen[name])
        return {
            option: row
            for option, row in question.options.items()
            if option != "other" or shows_other
        }

    def has_answered(self, name: str, person: int) -> bool:
        """Tell whether somebody, by number, gave an answer that counts as one."""
        return bool(self.chosen[name][person] - self.questions[name].missing)

    def answered(self, name: str) -> int:
        """Count the people who answered."""
        return sum(self.has_answered(name, n) for n in range(len(self.people)))

    def bases(self) -> Facts:
        """Question: everybody, asked, answered, left_blank, not_coded."""
        everybody = len(self.people)
        facts: Facts = {}
        for name, q in self.questions.items():
            if q.is_coded:
                answered, chosen = self.answered(name), self.chosen[name]
                counts = (answered, chosen.count(frozenset()), chosen.count(OTHER))
            else:
                given = (person.get(name, ()) for person in self.people.values())
                answered = sum(value(q, texts) is not None for texts in given)
                counts = (answered, everybody - answered, 0)
            facts[(name,)] = (everybody, everybody, *counts)
            if q.kind == "excluded":
                facts[(name,)] = (None,) * 5
        return facts

    def results(self) -> Facts:
        """Question, option: place, label, offered, respondents, shares, rank."""
        everybody = len(self.people)
        facts: Facts = {}
        for name, q in self.coded_questions.items():
            answered = self.answered(name)
            counts = Counter(
                option for chosen in self.chosen[name] for option in chosen
            )
            ranked = {*q.options} - q.missing - OTHER
            for place, option in enumerate(q.options, 1):
                row, n = q.options[option], counts[option]
                if option not in self.listed(name):
                    continue
                of_answered = None if option in q.missing else share(n, answered)
                of_all = share(n, everybody)
                is_of_answered = q.row["base"] == "answered"
                better = sum(counts[other] > n for other in ranked)
                facts[name, option] = (
                    *(place, row.get("label") or option, row.get("offered") == "yes"),
                    *(n, everybody, answered, everybody, of_answered, of_all, of_all),
                    of_answered if is_of_answered else of_all,
                    1 + better if option in ranked else None,
                )
        return facts

    def crosstabs(self) -> Facts:
        """Pair, options: both, each, answered both, everybody, shares of each."""
        facts: Facts = {}
        everybody = range(len(self.people))
        for pair in self.pairs:
            both_answered = sum(
                all(self.has_answered(name, n) for name in pair) for n in everybody
            )
            choosers = [
                {
                    option: {n for n in everybody if option in self.chosen[name][n]}
                    for option in self.listed(name)
                }
                for name in pair
            ]
            for option, people in choosers[0].items():
                for by_option, by_people in choosers[1].items():
                    both = len(people & by_people)
                    facts[(pair[0], option, pair[1], by_option)] = (
                        *(both, len(people), len(by_people)),
                        *(both_answered, len(everybody)),
                        self._share(both, people, pair[1], by_option),
                        self._share(both, by_people, pair[0], option),
                    )
        return facts

    def _share(self, both: int, people: set[int], of: str, option: str) -> float | None:
        """Divide by those of these people who are in the base of a question."""
        question = self.questions[of]
        if question.row["base"] != "answered":
            return share(both, len(people))
        if option in question.missing:
            return None
        return share(both, sum(self.has_answered(of, n) for n in people))

    def answers(self) -> set[Key]:
        """Person, question, option."""
        return {
            (str(person), name, option)
            for name, everybody in self.chosen.items()
            for person, chosen in zip(self.people, everybody, strict=True)
            for option in chosen
        }

    def mean(self, name: str) -> float | None:
        """Average what the options on a scale stand for, or the numbers typed."""
        question = self.questions[name]
        if question.kind == "number":
            values = [v for v in self.values(name) if isinstance(v, float)]
        else:
            values = [
                float(question.options[option]["value"])
                for chosen in self.chosen[name]
                for option in chosen - OTHER
                if question.options[option]["role"] not in ("off_scale", "missing")
            ]
        return sum(values) / len(values) if values else None

    def values(self, name: str) -> list[object]:
        """List what respondents holds for a question: a choice, choices, a number."""
        question = self.questions[name]
        if not question.is_coded:
            return [value(question, p.get(name, ())) for p in self.people.values()]
        order = list(question.options)
        lists = [sorted(chosen, key=order.index) for chosen in self.chosen[name]]
        if question.kind == "multi":
            return [options or None for options in lists]
        return [options[0] if options else None for options in lists]


def value(question: Question, texts: Sequence[str]) -> object:
    """Read the answer to a question without options; None is no answer."""
    if not texts:
        return None
    if question.kind == "timestamp":
        return datetime.fromisoformat(texts[0])
    if question.kind == "number":
        is_number = re.fullmatch(r"-?\d+(\.\d+)?", texts[0])
        return float(texts[0]) if is_number else None
    return texts[0]


def share(people: int, base: int) -> float | None:
    return people / base if base else None


@dataclass(frozen=True)
class Style:
    """How a file is written.

    The answers of a question share a cell; or, `by_column`, each of its options has a
    column, with a mark for those who chose it.
    """

    delimiter: str = ";"
    stamp: str = "%Y-%m-%d %H:%M:%S"
    by_column: bool = False
    header_rows: int = 1
    noise: bool = False
    suffix: str = ".csv"
    surveys: int = 51


STYLES = {
    "forms": Style(";", "%Y/%m/%d %I:%M:%S %p GMT+1"),
    "sheet": Style(", ", "%m/%d/%y %H:%M"),
    "noisy": Style(";", "%Y-%m-%dT%H:%M:%SZ", noise=True),
    "noisy_tsv": Style(", ", noise=True, suffix=".tsv"),
    "noisy_gz": Style("\n", "%d.%m.%Y %H:%M:%S", noise=True, suffix=".csv.gz"),
    "parquet": Style(",", "%m/%d/%Y %I:%M:%S %p", suffix=".parquet"),
    "columns": Style(by_column=True, surveys=9),
    "surveymonkey": Style(
        stamp="%m/%d/%Y %H:%M:%S", by_column=True, header_rows=2, surveys=9
    ),
    "qualtrics": Style(by_column=True, header_rows=3, surveys=9),
    "qualtrics_cells": Style(",", header_rows=3, surveys=9),
}
# What stands in the column of an option that was chosen, and of one that was not.
MARKS = [("label", ""), ("1", "0"), ("Yes", "No"), ("True", "False"), ("label", "0")]


WORDS = r"""
SQL sql R C++ C# .NET a b A 50% {} {{x}} {%raw%} %s \d+ [abc] ^$ (x|y) (x.y)* naïve
日本語 😀 é ß Straße it's say"no" 'quoted' - ... N/A null NULL None NaN true 1 4 4.5
007 1-4 5-10 10+ $1 \1 / #1 #tag =1+1 @x <b> &amp; -- == \ \n ? ! _x x_1 Other other
yes no No Yes e.g. don't know prefer not to say none of these Ünï code Ⅷ ﬁ : ~ ` ' (
) [ ] { } 0
"""
JOINTS = [" ", " ", ", ", ",", "; ", ";", " / ", "-", " & ", ": ", " (e.g. ", " and "]
TYPED = ["my own thing", "wir, auch; das", "zzz", "nothing of the kind", "…", "q; r"]


class Maker:
    """Makes surveys of one seed."""

    def __init__(self, seed: str, style: Style) -> None:
        self.random = Random(seed)
        self.delimiter = style.delimiter
        self.by_column = style.by_column

    def often(self, probability: float) -> bool:
        """Throw a die."""
        return self.random.random() < probability

    def text(self, near: Sequence[str] = ()) -> str:
        """Make a text that breaks careless code, often much like others."""
        random = self.random
        words = random.choices(WORDS.split(), k=random.choice([1, 1, 2, 3]))
        text = words[0]
        for word in words[1:]:
            text += random.choice([*JOINTS, self.delimiter.replace("\n", " ")]) + word
        if near and self.often(0.5):
            start = random.choice(near)
            more = random.choice(JOINTS) + random.choice(WORDS.split())
            text = random.choice(
                [start + more, text + more[:-1] + start, start.swapcase(), start[:-1]]
            )
        if text.count("(") > text.count(")"):
            text += ")"
        if self.often(0.1):
            text = random.choice(["(", "- ", "*", "¿", '"']) + text
        if self.often(0.1):
            text += random.choice([".", "...", ")", ":", " -", '"', "?"])
        return canonical(text)

    def codebook(self, prefix: str, first: int) -> Codebook:
        """Make one to six questions; positions begin at first."""
        codebook: Codebook = {"questions": [], "options": [], "spellings": []}
        for number in range(self.random.choice([1, 1, 1, 1, 1, 2, 2, 3, 6])):
            name = f"{prefix}_q{number}"
            self.question(codebook, name, first + number)
        return codebook

    def question(self, codebook: Codebook, name: str, position: int) -> None:
        """Add a question to a codebook."""
        random = self.random
        kinds = ["multi"] * 9 + ["single"] * 5 + ["ordered"] * 4
        kind = random.choice([*kinds, "number", "text", "timestamp", "excluded"])
        is_coded = kind in ("multi", "single", "ordered")
        ending = random.choice(
            ["", "?", " 😀", '\nline "two"', " {{ x }}", "  (%s)", ";"]
        )
        header = f"{name} {self.text()}{ending}"
        # Case counts.
        if len(codebook["questions"]) == 1 and self.often(0.3):
            header = codebook["questions"][0]["header"].swapcase()
        row = {
            **{"question": name, "position": str(position), "kind": kind},
            "header": header,
            "wording": random.choice(["", "", self.text()]),
            "format": "%d/%m/%Y %H:%M" if kind == "timestamp" else "",
        }
        if is_coded:
            row["other"] = random.choice(["yes", "no"])
            row["base"] = random.choice(["answered", "respondents", "asked"])
            if kind == "multi" and self.often(0.2):
                row["delimiter"] = random.choice([";", ", ", ",", "\\n"])
            elif kind == "multi" and self.often(0.5):
                row["delimiter"] = self.delimiter
        models = [
            q["question"]
            for q in codebook["questions"]
            if q["kind"] in ("multi", "single", "ordered")
            and not q.get("options_of")
            and (kind == "multi" or q["kind"] != "multi")
        ]
        codebook["questions"].append(row)
        if is_coded and models and self.often(0.25):
            row["options_of"] = random.choice(models)
            options = [
                r for r in codebook["options"] if r["question"] == row["options_of"]
            ]
        elif is_coded:
            options = self.options(name)
            codebook["options"] += options
            codebook["spellings"] += self.spellings(row, options)
        if is_coded and self.often(0.2):
            row["blank"] = random.choice(
                [r["option"] for r in options if r["role"] != "missing"] or [""]
            )

    def options(self, name: str) -> list[Row]:
        """Make a question's options, no two of which read alike."""
        random = self.random
        texts: list[str] = []
        while len(texts) < random.randint(1, 7):
            text = self.text(texts)
            if text and read_alike(text) not in map(read_alike, texts):
                texts.append(text)
        positions = sorted(random.sample(range(-3, 50), len(texts)))
        rows = [
            {
                "question": name,
                "option": text if "|" not in text and self.often(0.5) else f"o{number}",
                "position": str(position),
                "label": self.rewritten(text),
                "value": str(random.choice([number, number / 4])),
                "offered": random.choice(["yes", "yes", "no"]),
                "role": random.choice([""] * 9 + ["missing", "exclusive", "off_scale"]),
            }
            for number, (text, position) in enumerate(
                zip(texts, positions, strict=True)
            )
        ]
        rows = [r | ({"option": "o_"} if r["option"] == "other" else {}) for r in rows]
        if self.often(0.3):
            rows.append(
                {
                    **{"question": name, "option": "other", "offered": "yes"},
                    "position": random.choice(["", "60"]),
                    **{"label": "Something else", "role": "", "value": ""},
                }
            )
        random.shuffle(rows)
        return rows

    def spellings(self, question: Row, options: list[Row]) -> list[Row]:
        """Make other ways to write these options, or no answer."""
        random = self.random
        labels = [canonical(r["label"]) for r in options if r["option"] != "other"]
        slugs = [r["option"] for r in options]
        rows: list[Row] = []
        taken = {read_alike(label) for label in labels}
        for _ in range(random.choice([0, 0, 1, 2, 4])):
            text = self.text(labels)
            if not text or text.endswith("*"):
                continue
            if self.often(0.4):
                text = random.choice([text, random.choice(labels)])
                text = text[: random.randint(1, len(text))].strip(" ,;") + "*"
            if len(text) < 2 or read_alike(text) in taken:
                continue
            taken.add(read_alike(text))
            several = question["kind"] == "multi" and len(slugs) > 1 and self.often(0.2)
            found = random.sample(slugs, 2 if several else 1)
            if self.often(0.2):
                found = [""]
            rows += [
                {
                    "question": question["question"],
                    "spelling": self.rewritten(text),
                    "option": option,
                }
                for option in found
            ]
        return rows

    def published(self, survey: Survey) -> Codebook:
        """Make a figure of two questions, and claims that hold."""
        names = [*survey.coded_questions]
        claims: list[Row] = []
        for key, facts in survey.results().items():
            if self.often(0.2):
                claims.append(claim("respondents", facts[3], *key))
                claims.append(claim("share", facts[-2], *key))
                claims.append(claim("rank", facts[-1], *key))
        for name, question in survey.questions.items():
            if question.kind in ("single", "ordered", "number"):
                claims.append(claim("mean", survey.mean(name), name))
        figures = []
        if len(names) > 1:
            pair = self.random.sample(names, 2)
            pairs = {"question": pair[0], "by_question": pair[1]}
            if self.often(0.3):
                figure = {"figure": pair[0], "position": "90", "kind": "heatmap"}
                more = {"measure": "share", "options": "all", "sort": "codebook"}
                figures = [figure | more | pairs]
            crossed = Survey(
                survey.codebook | {"figures": [pairs]}, survey.rows, survey.delimiter
            )
            for key, facts in crossed.crosstabs().items():
                if self.often(0.2):
                    claims.append(claim("respondents", facts[0], *key))
                    claims.append(claim("share", facts[-1], *key))
        return {"figures": figures, "claims": [c for c in claims if c["value"]]}

    def rewritten(self, text: str) -> str:
        """Write a text so that it still reads as the same."""
        if self.often(0.85):
            return text
        return self.random.choice(
            [
                text.replace(" ", "  "),
                text.replace(" ", "\u00a0"),
                text.replace("'", "\u2019").replace('"', "\u201c"),
                unicodedata.normalize("NFD", text),
                re.sub(r"^(-?\d+)$", r"\1.0", text),
            ]
        )

    def people(
        self, questions: Sequence[Question], number: int, mistakes: bool
    ) -> Iterator[Person]:
        """Make people who answer; mistakes are answers that are not allowed."""
        for _ in range(number):
            yield {q.name: self.answer(q, mistakes) for q in questions}

    def answer(self, question: Question, mistakes: bool) -> tuple[str, ...]:
        """Answer a question the way one person does, in one reading only."""
        random = self.random
        if self.often(0.15 if question.is_coded else 0.6):
            return ()
        if question.kind == "number":
            return (random.choice(["3", "-4.5", "0", "3-5", "12"]),)
        if question.kind == "timestamp":
            return (self.instant().isoformat(),)
        if not question.is_coded:
            return (random.choice(["free, text", "x;y", "0", '"', "…"]),)
        pool = [*question.exact] * 3 + [
            canonical(start + random.choice(["", " x", "s", ".", " (why)"]))
            for start in question.starts
        ]
        if question.is_open or mistakes:
            pool += random.sample(TYPED, 2)
        pool = [text for text in pool if text]
        if not (question.is_open or mistakes):
            pool = [text for text in pool if question.known(text) is not None]
        for _ in range(20):
            size = random.choice([1, 1, 2, 3, 5]) if question.kind == "multi" else 1
            texts = tuple(random.choices(pool, k=size))
            if question.is_clear(texts) and (
                not self.by_column or self.fits_columns(question, texts)
            ):
                return texts
        return ()

    def fits_columns(self, question: Question, texts: Sequence[str]) -> bool:
        """Tell whether columns of options can hold these answers.

        They hold one typed answer, whole, and cannot tell `no answer` from nothing.
        """
        typed = [text for text in texts if "other" in question.coded((text,))]
        return (
            bool(question.coded(texts))
            and len(typed) <= 1
            and question.unknown(typed) <= {*typed}
            and not {"0", "no", "false"} & {text.lower() for text in typed}
        )

    def instant(self) -> datetime:
        """Pick a minute."""
        minutes = self.random.randrange(2_000_000)
        return datetime(2019, 1, 1) + timedelta(minutes=minutes)


def claim(
    measure: str,
    expected: object,
    question: str,
    option: str = "",
    by_question: str = "",
    by_option: str = "",
) -> Row:
    """Write a row of claims.csv; nothing is expected of what there is not."""
    return {
        **{"claim": "The truth", "question": question, "option": option},
        **{"by_question": by_question, "by_option": by_option, "operator": "="},
        "measure": measure,
        "value": "" if expected is None else str(expected),
        "tolerance": "1e-9" if measure == "mean" else "",
    }


def read_alike(text: str) -> str:
    """Leave out what a tidier of white space around delimiters may not keep apart."""
    return re.sub(r"\s*([,;])\s*", r"\1", canonical(text))


def packed(
    base: Survey, seed: str, style: Style, surveys: int, *, mistakes: bool = False
) -> Survey:
    """Put many small surveys beside another, whose people answer all of them.

    Each has its own questions, named after it. Rows that are blank come between people.
    """
    book = {file: [*rows] for file, rows in base.codebook.items()}
    people = [*base.people.values()]
    for number in range(surveys):
        maker = Maker(f"{seed}/{number}", style)
        codebook = maker.codebook(f"s{number:02}", 100 + 10 * number)
        questions = questions_of(codebook, base.delimiter)
        answers = maker.people(
            [*questions.values()], len(people), mistakes and number % 5 == 0
        )
        people = [a | b for a, b in zip(people, answers, strict=True)]
        codebook |= maker.published(Survey(codebook, people, base.delimiter))
        for file in codebook:
            book[file] = book.get(file, []) + codebook[file]
    random = Random(seed)
    rows: list[Person | None] = []
    for person in people:
        rows.append(person)
        rows += [None] * (random.random() < 0.1)
    return Survey(book, rows, base.delimiter)


def read_survey(folder: Path, delimiter: str) -> Survey:
    """Read a survey whose answers are joined by `;` and contain none.

    Of its codebook, the delimiters are left out: the file has to tell them.
    """
    book = {}
    for path in folder.glob("codebook/*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            book[path.stem] = [*csv.DictReader(file)]
    for row in book["questions"]:
        row["delimiter"] = ""
    with (folder / "responses.csv").open(newline="", encoding="utf-8") as file:
        answers = [*csv.DictReader(file)]
    people: list[Person | None] = []
    for cells in answers:
        person: Person = {}
        for row in book["questions"]:
            cell = cells[row["header"]]
            if row["kind"] == "timestamp":
                instant = datetime.strptime(cell, "%Y/%m/%d %H:%M:%S")
                cell = instant.replace(second=0).isoformat()
            person[row["question"]] = tuple(filter(None, cell.split(";")))
        people.append(person)
    return Survey(book, people, delimiter)


@dataclass(frozen=True)
class Column:
    """A column of a file: its rows of headers, and its cells."""

    headers: list[str]
    cells: list[str]


@dataclass(frozen=True)
class Export:
    """A survey as a form's software exports it, and the codebook that reads it."""

    codebook: Codebook
    columns: list[Column]
    style: Style

    def encoded(self) -> bytes:
        """Write the file."""
        rows = [*zip(*(c.headers + c.cells for c in self.columns), strict=True)]
        if self.style.suffix == ".parquet":
            return _parquet(rows)
        text = io.StringIO()
        ending = "\r\n" if self.style.noise else "\n"
        delimiter = "\t" if ".tsv" in self.style.suffix else ","
        writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
        writer.writerows(rows)
        data = text.getvalue()
        if self.style.noise:
            data = "\ufeff" + data + ending
        encoded = data.encode()
        return gzip.compress(encoded) if self.style.suffix.endswith(".gz") else encoded


def _parquet(rows: Sequence[Sequence[str]]) -> bytes:
    frame = pd.DataFrame([*rows[1:]], columns=[*rows[0]], dtype=str).replace("", None)
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        duckdb.from_df(frame).write_parquet(str(path))
        return path.read_bytes()


class Writer:
    """Writes a survey in a style."""

    def __init__(self, survey: Survey, style: Style) -> None:
        self.survey = survey
        self.style = style
        self.random = Random(len(survey.rows))

    def export(self) -> Export:
        """Write all columns, but for the first in another order than the codebook's."""
        first, *others = self.survey.questions.values()
        self.random.shuffle(others)
        book = {file: [*rows] for file, rows in self.survey.codebook.items()}
        columns = []
        for question in (first, *others):
            if question.kind == "multi" and self.style.by_column:
                columns += self.columns(question, book)
            else:
                columns.append(self.column(question))
        if self.style.header_rows > 1:
            rows = {"item": "header_rows", "text": str(self.style.header_rows)}
            book["survey"] = [*book.get("survey", []), rows]
        if self.style.noise:
            blank = [""] * len(self.survey.rows)
            columns += [Column([header], blank) for header in ("", "", " ")]
        return Export(book, columns, self.style)

    def column(self, question: Question) -> Column:
        """Write a question's only column."""
        texts = [row.get(question.name, ()) if row else () for row in self.survey.rows]
        header = question.row["header"]
        headers = {
            1: [self.rough(header) if self.style.noise else header],
            2: [header, "Response"],
            3: [f"QID{question.row['position']}", header, '{"ImportId":"QID"}'],
        }
        cells = [self.cell(question, answers) for answers in texts]
        return Column(headers[self.style.header_rows], cells)

    def columns(self, question: Question, book: Codebook) -> list[Column]:
        """Write a column for each option, and one for what people typed."""
        texts = [row.get(question.name, ()) if row else () for row in self.survey.rows]
        mark, no_mark = self.random.choice(MARKS)
        labels = {
            option: canonical(row.get("label") or option)
            for option, row in question.options.items()
        }
        if not {"0", "no", "false"}.isdisjoint(map(str.lower, labels.values())):
            mark, no_mark = "1", "0"
        wording, columns = question.row["header"], []
        for number, (option, label) in enumerate(labels.items(), 1):
            number_id = f"QID{question.row['position']}_{number}"
            headers = {
                1: [f"{wording} [{label}]"],
                2: [wording if number == 1 else "", label],
                3: [number_id, f"{wording} - {label}", '{"ImportId":"QID"}'],
            }[self.style.header_rows]
            cells = []
            for answers in texts:
                chosen = question.coded(answers) if answers else ()
                typed = [t for t in answers if "other" in question.coded((t,))]
                if option == "other":
                    cells.append(question.delimiter.join(typed))
                elif chosen:
                    marked = label if mark == "label" else mark
                    cells.append(marked if option in chosen else no_mark)
                else:
                    cells.append("")
            columns.append(Column(headers, cells))
            called = {
                1: headers[0],
                2: f"{wording} {label}",
                3: self.random.choice(headers[:2]),
            }
            spelling = called[self.style.header_rows]
            row = {"question": question.name, "spelling": spelling, "option": option}
            book["spellings"] = [
                *book.get("spellings", []),
                row | {"found_in": "header"},
            ]
        return columns

    def cell(self, question: Question, texts: Sequence[str]) -> str:
        """Write what one person answered."""
        if not texts:
            return self.random.choice(["", " ", "\u00a0"]) if self.style.noise else ""
        if question.kind == "timestamp":
            stamp = question.row.get("format") or self.style.stamp
            return datetime.fromisoformat(texts[0]).strftime(stamp)
        if not self.style.noise or not question.is_coded:
            return question.delimiter.join(texts)
        text = question.delimiter.join(map(self.rough, texts))
        if question.kind == "multi" and self.random.random() < 0.2:
            text += question.delimiter * self.random.randint(1, 2)
        return self.rough(text)

    def rough(self, text: str) -> str:
        """Write a text as spreadsheets and people do; it reads as the same."""
        random = self.random
        if random.random() < 0.6:
            return text
        space = random.choice(["  ", "\u00a0", " \u00a0", "\u2009"])
        return random.choice(
            [
                text.replace(" ", space),
                space + text,
                text + space,
                text.replace("'", "\u2019").replace('"', "\u201d"),
                unicodedata.normalize("NFD", text),
                re.sub(r"^(-?\d+)$", r"\1.0", text),
            ]
        )
