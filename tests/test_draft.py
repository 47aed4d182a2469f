"""Drafting a codebook: what is guessed of an export, and what is never printed."""

import csv
import io
import random
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from conftest import Built, Project

PEOPLE = 120
Draw = random.Random(20).random
Choose = random.Random(21)
Column = list[str]

# Each in its natural order; the cells are shuffled.
SCALES = {
    "How many people work there?": "1-10|11-50|51-150|151-500|500+",
    "Employees": "1|2-10 employees|11-50 employees|More than 50 employees",
    "Experience": "< 1 year|1-2 years|3-5 years|6 - 10 years|> 10 years",
    "For how long?": "I've never used it|Less than 3 months|3 months - 1 year"
    "|1 - 3 years|More than 3 years",
    "Income": "Under $9,000|$9,000 - $19,999|$20,000 - $99,999|$100,000+"
    "|Prefer not to say",
    "Rows": "< 100|100 to 1,000|1,000 - 1,000,000|> 1,000,000",
    "Data": "< 1 GB|1-10 GB|10-500 GB|500 GB - 1 TB|> 1 TB",
    "Age group": "Under 18|18-24|25-34|35-44|45 or older",
    "Hours a week?": "None|1-5 hours|6-10 hours|11+ hours",
    "Points": "0|1|2|3|4|5",
    "Rating": "1 - Poor|2 - Fair|3 - Good|4 - Very good|5 - Excellent",
    "Hardness": "1 (easiest)|2|3|4|5 (hardest)",
    "How often?": "Never|Rarely|Sometimes|Often|Always",
    "How often, then?": "Never|Less than once a month|Monthly|Weekly|Daily",
    "How often, again?": "Once a year|Once a month|2-3 times a month|Once a week"
    "|Every day",
    "How often, in words?": "Just looking for now|Occasionally|Every day"
    "|I do it all the time, even when I sleep",
    "Agree?": "Strongly disagree|Disagree|Neither agree nor disagree|Agree"
    "|Strongly agree",
    "AGREE": "strongly disagree|somewhat disagree|neutral|somewhat agree",
    "Satisfied?": "Very dissatisfied|Somewhat dissatisfied"
    "|Neither satisfied nor dissatisfied|Somewhat satisfied|Very satisfied",
    "Satisfied, or not?": "Very unsatisfied|Unsatisfied|Neutral|Satisfied|I don't know",
    "Important?": "Not at all important|Slightly important|Moderately important"
    "|Very important|Extremely important",
    "What matters? [Speed]": "Not relevant for me|Somewhat useful|Critical to me",
    "What matters?  [Ease of use ]": "Not relevant for me|Useful|Critical to me",
    "Quality?": "Very poor|Poor|Fair|Good|Excellent",
    "Likely?": "Very unlikely|Unlikely|Neutral|Likely|Very likely",
    "Would you?": "Definitely not|Probably not|Maybe|Probably|Definitely",
    "Extent?": "Not at all|A little|Somewhat|A lot|A great deal",
    "Familiar?": "Not at all familiar|Slightly familiar|Very familiar",
    "Skill?": "Beginner|Intermediate|Advanced|Expert",
    "Damaged": "1-4|5-10|11-50|51-100|100+",
}
SINGLE = {
    "Is it stable?": "Yes|No",
    "Alone?": "I use it mostly on my own|My team also uses it"
    "|Beyond my group, many people throughout my institution use it",
    "With a comma?": "Yes|Yes, often|No|No, never",
    "What is the name of your favourite library?": "pandas|polars|dplyr",
    "Do you prefer email or phone?": "E-mail|Phone",
    "May we use your email address?": "Yes|No",
    "Frequent enough?": "Releases are too frequent|Releases are frequent enough",
    "Spellings": "Yes|Not yet",
    "Typed": "Tea|Coffee",
    "Named Other": "Tea|Coffee",
    "order": "first|second",
    "2nd choice": "first|second",
    "Case": "C|C++|C#",
    "emoji": "👍|👎",
    "repeated": "Yes|No",
}
# In the order of the form, as cells have it.
MULTI = {
    "Which tools?": "Python|R|Julia|C++|C",
    "Launched by": "SSH|HPC resource manager (SLURM, PBS, SGE, LSF or similar)"
    "|I don't know, someone else does this for me",
    "Interactive or batch?": "Interactive: when playing|Batch: it runs",
    "Colours": "1,000 colours|More than 10,000 colours|Red, green and blue",
}
# Nobody names one twice: they are not a scale.
RANKING = ["Holidays [best]", "Holidays [next]", "Holidays [last]"]
PERSONAL = [
    *(
        "Name",
        "Your name",
        "Full name:",
        "First Name",
        "Last name",
        "What's your name?",
    ),
    *("Email address", "If yes to either, what is your email address?", "IP Address"),
    *("Phone number", "LinkedIn profile", "RecipientEmail", "Home address"),
]
SECRET = "jo.doe@example.org"


class Draft(NamedTuple):
    """What was printed, and the codebook: its questions by header."""

    ran: Built
    questions: dict[str, dict[str, str]]
    options: dict[str, list[dict[str, str]]]
    spellings: set[tuple[str, str, str]]

    def labels(self, header: str) -> list[str]:
        """List the labels of a question's options, in order."""
        return [row["label"] for row in self.options[header]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: dict[str, Column] | list[tuple[str, Column]]) -> None:
    pairs = columns.items() if isinstance(columns, dict) else columns
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        tab = "\t" if path.suffix == ".tsv" else ","
        writer = csv.writer(file, delimiter=tab, lineterminator="\n")
        writer.writerow([header for header, _ in pairs])
        writer.writerows(zip(*(cells for _, cells in pairs), strict=True))


def draft(project: Project, survey: str, **more: str) -> Built:
    arguments = ", ".join(f"{k}: {v}" for k, v in {"survey": survey, **more}.items())
    return project.run(
        *("build", "--select", "draft", "--vars", f"{{{arguments}}}"),
        manifest=project.parsed("production_ml", "--vars", "survey: any"),
    )


def drafted(project: Project, survey: str, **more: str) -> Draft:
    ran = draft(project, survey, **more)
    assert ran.passed, ran.printed
    codebook = project.folder / "seeds" / survey / "codebook"
    questions = {row["header"]: row for row in rows(codebook / "questions.csv")}
    headers = {row["question"]: header for header, row in questions.items()}
    options: dict[str, list[dict[str, str]]] = {header: [] for header in questions}
    for row in rows(codebook / "options.csv"):
        options[headers[row["question"]]].append(row)
    for header, row in questions.items():
        options[header] = options[headers.get(row["options_of"], header)]
    spellings = {
        (headers[row["question"]], row["spelling"], row["option"])
        for row in rows(codebook / "spellings.csv")
    }
    return Draft(ran, questions, options, spellings)


def one_of(labels: str) -> Column:
    """Everybody's choice of one: each label many times, a few blank."""
    names = labels.split("|")
    cells = [names[n % len(names)] for n in range(PEOPLE - 4)] + [""] * 4
    Choose.shuffle(cells)
    return cells


def some_of(labels: str, delimiter: str) -> Column:
    """Everybody's choice of some, in the form's order."""
    chosen = [
        [label for label in labels.split("|") if Draw() < 0.45] for _ in range(PEOPLE)
    ]
    if delimiter == "record":
        return [record(answers) for answers in chosen]
    return [delimiter.join(answers) for answers in chosen]


def record(answers: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(answers)
    return text.getvalue() if answers else ""


def typed(number: int) -> str:
    words = ["lorem", "ipsum", "dolor", "sit", "amet,", "elitr", "sadipscing;", "sed"]
    return f"{' '.join(Choose.sample(words, 6))} {number}".capitalize()


@pytest.fixture(scope="module")
def form(project: Project) -> Draft:
    """Draft one survey with a column for every rule."""
    numbers = range(PEOPLE)
    columns: dict[str, Column] = {
        "Timestamp": [f"2022/11/{1 + n % 30} 10:{n % 60}:41 PM GMT+1" for n in numbers],
        "Begun": [f"{1 + n % 28}/{1 + n % 12:02}/2020 10:{n % 60}" for n in numbers],
        "Unclear": [f"{1 + n % 12}/{1 + n % 12}/2020 10:{n % 60}:00" for n in numbers],
    }
    for header, labels in (SCALES | SINGLE).items():
        columns[header] = one_of(labels)
    for header, labels in MULTI.items():
        columns[header] = some_of(labels, ";")
    columns["Points"] = [cell and f"{cell}.0" for cell in columns["Points"]]
    # Nobody chose 3.
    columns["Gap"] = one_of("1|2|4|5")
    damage = {"5-10": "10-May", "11-50": "Nov-50"}
    columns["Damaged"] = [
        cell if cell == "11-50" and n % 2 else damage.get(cell, cell)
        for n, cell in enumerate(columns["Damaged"])
    ]
    columns["Spellings"][:4] = ["yes", " YES ", "Yes.", "not\u00a0 yet"]
    columns["Typed"][:2] = [f"Water, I am {SECRET}", "Juice"]
    columns["Named Other"][:5] = ["Other", "Other", "Other", "other", "Other"]
    columns["Which tools?"][:3] = ["Python;MyTool", f"{SECRET}", "R;my (tool"]
    # Few combine answers; a weekly one is one person's.
    columns["Checked"] = one_of("Daily|Monthly|Rarely")
    columns["Checked"][:3] = ["Daily;Monthly", "Weekly;Rarely", "Weekly;Monthly"]

    columns["Comments"] = [typed(n) if n % 3 else "" for n in numbers]
    columns["Anything else?"] = [typed(n) if n % 2 else "No" for n in numbers]
    columns["Other libraries"] = [
        ";".join(Choose.sample([f"lib{m}" for m in range(150)], 3)) for _ in numbers
    ]
    columns["Empty"] = [""] * PEOPLE
    columns["How old are you?"] = [str(18 + n % 50) for n in numbers]
    columns["Salary"] = [f"{30 + n % 70}500.0" for n in numbers]

    for header in PERSONAL:
        columns[header] = [f"Jo {n}" if n % 5 == 0 else "" for n in numbers]
    columns["How can we reach you?"] = [f"{n}.{SECRET}" for n in numbers]
    columns["Call"] = [f"+49 170 {1234567 + n}" for n in numbers]
    columns["From"] = [f"10.0.{n}.{n}" for n in numbers]
    columns["Page"] = [f"https://www.linkedin.com/in/jo{n}" for n in numbers]

    orders = [random.Random(n).sample(["Sea", "Hill", "Town"], 3) for n in numbers]
    for place, holidays in zip(RANKING, zip(*orders, strict=True), strict=True):
        columns[place] = list(holidays)

    pairs = [*columns.items(), ("repeated", one_of("Yes|No"))]
    long = "Of all the many things that anybody could ask about, which is {}?"
    pairs += [(long.format(word), one_of("Yes|No")) for word in ("this", "that")]
    pairs += [("respondent_id", one_of("Yes|No")), ("名前は", one_of("赤|青"))]
    write(project.folder / "seeds/form/responses.csv", pairs)
    return drafted(project, "form")


def test_kinds(form: Draft) -> None:
    expected = {
        **dict.fromkeys(SCALES, "ordered"),
        **dict.fromkeys([*SINGLE, *RANKING], "single"),
        **dict.fromkeys([*MULTI, "Checked"], "multi"),
        **dict.fromkeys(["Timestamp", "Begun", "Unclear"], "timestamp"),
        **dict.fromkeys(["Comments", "Anything else?", "Empty"], "text"),
        **dict.fromkeys(["Other libraries"], "text"),
        **dict.fromkeys(["How old are you?", "Salary"], "number"),
        **dict.fromkeys([*PERSONAL, "How can we reach you?", "Call"], "excluded"),
        **dict.fromkeys(["From", "Page"], "excluded"),
    }
    expected = {" ".join(header.split()): kind for header, kind in expected.items()}
    kinds = {header: row["kind"] for header, row in form.questions.items()}
    assert {header: kinds[header] for header in expected} == expected


@pytest.mark.parametrize("header", SCALES)
def test_scales_are_in_their_order(form: Draft, header: str) -> None:
    assert form.labels(" ".join(header.split())) == SCALES[header].split("|")


def test_numbers_have_values(form: Draft) -> None:
    assert [row["value"] for row in form.options["Points"]] == list("012345")
    assert form.labels("Gap") == list("12345")
    for header in ("Hardness", "Employees", "Quality?"):
        assert {row["value"] for row in form.options[header]} == {""}


@pytest.mark.parametrize("header", SINGLE)
def test_choices(form: Draft, header: str) -> None:
    assert sorted(form.labels(header)) == sorted(SINGLE[header].split("|"))


@pytest.mark.parametrize("header", MULTI)
def test_several_answers(form: Draft, header: str) -> None:
    assert form.questions[header]["delimiter"] == ";"
    assert form.labels(header) == MULTI[header].split("|")


def test_what_is_typed_is_other(form: Draft) -> None:
    other = {header: row["other"] for header, row in form.questions.items()}
    assert other["Typed"] == other["Which tools?"] == other["Named Other"] == "yes"
    assert other["Is it stable?"] == other["Colours"] == other["Quality?"] == "no"
    assert other["Spellings"] == other["Damaged"] == "no"
    assert {other[header] for header in ("Comments", "Timestamp", "Name")} == {""}
    assert sorted(form.labels("Checked")) == ["Daily", "Monthly", "Rarely", "Weekly"]


def test_spellings(form: Draft) -> None:
    assert form.spellings == {
        ("Spellings", "yes", "yes"),
        ("Spellings", "YES", "yes"),
        ("Spellings", "Yes.", "yes"),
        ("Spellings", "not yet", "not_yet"),
        ("Damaged", "10-May", "5-10"),
        ("Damaged", "Nov-50", "11-50"),
        ("Typed", "Other", "other"),
        ("Typed", "other", "other"),
    }


def test_names(form: Draft) -> None:
    names = {header: row["question"] for header, row in form.questions.items()}
    assert len(set(names.values())) == len(names)
    assert all(len(name) <= 30 for name in names.values())
    assert names["Timestamp"] == "submitted_at"
    assert names["What matters? [Ease of use ]"] == "ease_of_use"
    assert names["order"] == "q_order"
    assert names["2nd choice"] == "q_2nd_choice"
    assert names["respondent_id"] == "q_respondent_id"
    assert names["repeated_1"] == "repeated_2"
    assert form.questions["repeated_1"]["wording"] == "repeated"
    assert not form.questions["order"]["wording"]
    assert names["RecipientEmail"] == "recipient_email"
    (last,) = [name for header, name in names.items() if header == "名前は"]
    assert last.startswith("q")
    options = {row["option"] for row in form.options["Case"]}
    assert options == {"c", "c_plus_plus", "c_sharp"}
    assert [row["option"] for row in form.options["How many people work there?"]] == [
        *("1-10", "11-50", "51-150", "151-500", "500+")
    ]


def test_bases_and_formats(form: Draft) -> None:
    rows_ = form.questions
    assert rows_["Which tools?"]["base"] == "respondents"
    assert rows_["Quality?"]["base"] == "answered"
    assert rows_["Comments"]["base"] == rows_["Salary"]["base"] == ""
    assert rows_["Timestamp"]["format"] == ""
    assert rows_["Unclear"]["format"] == ""
    assert rows_["Begun"]["format"] == "%d/%m/%Y %H:%M"
    roles = {row["label"]: row["role"] for row in form.options["Income"]}
    assert roles["Prefer not to say"] == "missing"
    assert form.options["Satisfied, or not?"][-1]["role"] == "off_scale"
    middle = [row["role"] for row in form.options["Agree?"]]
    assert middle == ["", "", "neutral", "", ""]


def test_the_other_files(form: Draft, project: Project) -> None:
    codebook = project.folder / "seeds/form/codebook"
    assert rows(codebook / "survey.csv") == [{"item": "title", "text": "Form"}]
    assert (codebook / "claims.csv").read_text().count("\n") == 1
    figures = {row["question"]: row for row in rows(codebook / "figures.csv")}
    coded = [row for row in form.questions.values() if row["base"]]
    assert figures.keys() == {row["grid"] or row["question"] for row in coded}
    grids = {row["grid"] for row in coded} - {""}
    for name, row in figures.items():
        assert row["kind"] == ("stacked_bar" if name in grids else "bar")
        assert row["measure"] == "share"
    assert (figures["quality"]["sort"], figures["quality"]["options"]) == (
        *("codebook", "coded"),
    )
    assert (figures["which_tools"]["sort"], figures["which_tools"]["options"]) == (
        *("value", "all"),
    )


def test_what_is_printed(form: Draft) -> None:
    says = form.ran.says
    assert says("which_tools", "multi ;", "5 options and Other")
    assert says("excluded, as the header asks", "whats_your_name")
    assert says("excluded, as cells look like", "reach_you, call, q_from, page")
    assert says("unclear", "days and months")
    assert says("damaged", "a spreadsheet made dates of ranges")
    assert says("repeated_2 (repeated_1)", "a header is repeated")
    assert says("empty", "nobody answered")
    assert says("seeds/form/codebook", "written. Read it and correct it")
    assert says("Next", "SURVEY=form dbt build")
    printed = "\n".join(form.ran.printed)
    for text in (SECRET, "Juice", "MyTool", "Lorem", "+49 170", "Jo 0"):
        assert text not in printed


def test_nothing_personal_is_in_the_codebook(form: Draft, project: Project) -> None:
    for file in (project.folder / "seeds/form/codebook").iterdir():
        text = file.read_text("utf-8")
        assert SECRET not in text
        assert "Juice" not in text


def test_a_draft_builds(form: Draft, project: Project) -> None:
    built = project.build("form")
    assert built.passed, built.printed
    unknown = (
        "select question, sum(respondents)::int from coding_report"
        " where finding = 'unknown answer' group by question"
    )
    assert dict(built.rows(unknown)) == {"typed": 2, "which_tools": 3}


@pytest.mark.parametrize(
    "delimiter",
    [
        ", ",
        *(
            pytest.param(text, marks=pytest.mark.slow)
            for text in ("record", ",", "\n", "|")
        ),
    ],
)
def test_delimiters(project: Project, delimiter: str) -> None:
    labels = "Daily|Weekly, or so|Monthly (1, 2)|Rarely"
    odd = (
        "Tea|Coffee"
        if delimiter == "|"
        else labels + "|1,000 times|Red, green and blue"
    )
    columns = {
        "Single": one_of(SINGLE["Alone?"]),
        "With a comma?": one_of(SINGLE["With a comma?"]),
        "Odd": some_of(odd, delimiter),
        "Plain": some_of("Array|Bag|Frame", delimiter),
    }
    columns["Plain"][:2] = ["something typed, with, commas", "else"]
    survey = f"delimiter_{ord(delimiter[-1])}_{len(delimiter)}"
    path = project.folder / "exports" / f"{survey}.tsv"
    write(path, columns)
    made = drafted(project, survey, responses=f"exports/{survey}.tsv")
    written = {"\n": r"\n", "record": ","}.get(delimiter, delimiter)
    kinds = {header: row["kind"] for header, row in made.questions.items()}
    assert kinds == {
        **{"Single": "single", "With a comma?": "single"},
        **{"Odd": "multi", "Plain": "multi"},
    }
    assert made.questions["Odd"]["delimiter"] == written
    assert made.questions["Plain"]["delimiter"] == written
    assert made.labels("Odd") == odd.split("|")
    assert made.labels("Plain") == ["Array", "Bag", "Frame"]
    if delimiter == "record":
        assert ("Odd", '"Weekly, or so"', "weekly_or_so") in made.spellings
        built = project.build(survey, "--vars", f"responses: exports/{survey}.tsv")
        assert built.passed, built.printed
        assert not built.rows(
            "from coding_report where question = 'odd' and finding = 'unknown answer'"
        )


def test_a_codebook_is_not_overwritten(form: Draft, project: Project) -> None:
    survey = project.folder / "seeds/form/codebook/survey.csv"
    before = survey.read_text()
    survey.write_text("item,text\ntitle,Mine\n")
    ran = draft(project, "form")
    assert not ran.passed
    assert ran.says(
        "seeds/form/codebook: there is a codebook already", "overwrite: true"
    )
    assert survey.read_text() == "item,text\ntitle,Mine\n"
    assert draft(project, "form", overwrite="true").passed
    assert survey.read_text() == before


def test_messages(project: Project) -> None:
    ran = draft(project, "nothing_there")
    assert not ran.passed
    assert ran.says("seeds/nothing_there/responses.csv: no such file", "expected")
    assert not (project.folder / "seeds/nothing_there").exists()
    ran = draft(project, "'../Escape'")
    assert not ran.passed
    assert ran.says('survey is "../Escape", expected a name in small letters')


def from_file_to_figures(project: Project, survey: str) -> Draft:
    made = drafted(project, survey)
    built = project.build(survey)
    assert built.passed, built.printed
    assert not built.rows("from coding_report where finding = 'unknown answer'")
    assert all(
        row["option"]
        for row in rows(project.folder / f"seeds/{survey}/codebook/options.csv")
    )
    figures = rows(project.folder / f"seeds/{survey}/codebook/figures.csv")
    assert figures
    drawn = dict(
        built.rows("select figure, count(*) from figures.figure_marks group by 1")
    )
    assert drawn.keys() == {row["figure"] for row in figures}
    return made


def delimited(header: list[list[str]], columns: list[Column], separator: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([*header, *zip(*columns, strict=True)])
    return text.getvalue()


@pytest.mark.slow
def test_windows_and_semicolons(project: Project) -> None:
    headers = ["Wie zufrieden sind Sie?", "Für wen, „beruflich“?", "Geburtsdatum"]
    columns = [
        one_of("sehr unzufrieden|unzufrieden|zufrieden|sehr zufrieden"),
        one_of("für mich|für „andere“"),
        [f"{1 + n % 28:02}.03.19{n % 90 + 10}" for n in range(PEOPLE)],
    ]
    folder = project.folder / "seeds/windows"
    folder.mkdir()
    text = delimited([headers], columns, ";")
    (folder / "responses.csv").write_bytes(text.encode("cp1252"))
    made = from_file_to_figures(project, "windows")
    assert [row["kind"] for row in made.questions.values()] == [
        *("ordered", "single", "excluded")
    ]
    assert rows(folder / "codebook/survey.csv")[1:] == [
        {"item": "encoding", "text": "windows-1252"},
        {"item": "separator", "text": ";"},
    ]


@pytest.mark.slow
def test_no_header(project: Project) -> None:
    columns = [
        [f"2024/03/{1 + n % 28} 9:{n % 60:02}:44 AM GMT+1" for n in range(PEOPLE)],
        one_of("Never|Sometimes|Always"),
        some_of("Tea|Coffee|Water", ";"),
    ]
    folder = project.folder / "seeds/headless"
    folder.mkdir()
    (folder / "responses.csv").write_text(delimited([], columns, ","), "utf-8")
    made = from_file_to_figures(project, "headless")
    assert [row["kind"] for row in made.questions.values()] == [
        *("timestamp", "ordered", "multi")
    ]
    assert made.ran.says(f"{PEOPLE} people", "0 header rows")


@pytest.mark.slow
def test_two_header_rows(project: Project) -> None:
    first = ["Respondent ID", "Which do you own?", "", "", "How do you like", ""]
    second = ["", "Car", "Bike", "Other (please specify)", "the city?", "the sea?"]
    first, second = [*first, "Which days?"], [*second, "Response"]
    chosen = [
        [label if Draw() < 0.4 else "" for _ in range(PEOPLE)] for label in second
    ]
    columns = [
        [str(4378157540 + 13 * n) for n in range(PEOPLE)],
        *chosen[1:3],
        [f"A boat named {n}" if n % 9 == 0 else "" for n in range(PEOPLE)],
        one_of("Not at all|A little|A lot"),
        one_of("Not at all|A little|A lot"),
        some_of("Monday|Friday|Sunday", ";"),
    ]
    folder = project.folder / "seeds/monkey"
    folder.mkdir()
    text = delimited([first, second], columns, ",")
    (folder / "responses.csv").write_text(text, "utf-8")
    made = drafted(project, "monkey")
    kinds = [(row["kind"], row["grid"]) for row in made.questions.values()]
    assert kinds == [
        *(("excluded", ""), ("multi", "")),
        *[("ordered", "how_do_you_like")] * 2,
        ("multi", ""),
    ]
    built = project.build("monkey")
    assert built.passed, built.printed
    counted = dict(
        built.rows(
            "select option, respondents::int from question_results"
            " where question in (select question from question_bases"
            " where kind = 'multi')"
        )
    )
    expected = {"car": 1, "bike": 2, "other": 3}
    days = ("Monday", "Friday", "Sunday")
    assert counted == {
        option: sum(cell != "" for cell in columns[place])
        for option, place in expected.items()
    } | {day.lower(): sum(day in cell for cell in columns[-1]) for day in days}


@pytest.mark.slow
def test_a_workbook(project: Project) -> None:
    headers = ["ID", "Start time", "Which tools?", "How satisfied are you?", "Age"]
    people = range(PEOPLE)
    columns: list[list[str | float]] = [
        [float(n + 1) for n in people],
        [45231 + n / 24 for n in people],
        [cell and f"{cell};" for cell in some_of("Word|Excel|Other things", ";")],
        [*one_of("Very dissatisfied|Dissatisfied|Satisfied|Very satisfied")],
        [float(18 + n % 50) for n in people],
    ]
    folder = project.folder / "seeds/workbook"
    folder.mkdir()
    workbook(folder / "responses.xlsx", [headers, *zip(*columns, strict=True)])
    made = from_file_to_figures(project, "workbook")
    assert [row["kind"] for row in made.questions.values()] == [
        *("excluded", "timestamp", "multi", "ordered", "number")
    ]


def workbook(path: Path, table: list[Iterable[str | float]]) -> None:
    """Write the least that is a workbook; the second column holds times."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"

    def cell(place: str, value: str | float) -> str:
        if isinstance(value, str):
            text = escape(value)
            return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        style = 1 if place.startswith("B") else 0
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'

    body = "".join(
        f'<row r="{row}">'
        + "".join(cell(f"{chr(65 + n)}{row}", value) for n, value in enumerate(values))
        + "</row>"
        for row, values in enumerate(table, start=1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{types}worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}styles+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships "
        f'xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="s.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>'
        "</styleSheet>",
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>'
        "</worksheet>",
    }
    with ZipFile(path, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)


def test_nothing_personal_is_anywhere(project: Project) -> None:
    people = range(20)
    personal = {
        "Vorname": [f"Annegret{n}" for n in people],
        "E-Mail-Adresse": [f"annegret{n}@example.org" for n in people],
        "Telefonnummer": [f"+49 171 555{n:04}" for n in people],
        "Fecha de nacimiento": [f"{n + 1:02}/01/1970" for n in people],
        "お名前": [f"花子{n}" for n in people],
        "Ваше имя": [f"Ольга{n}" for n in people],
        "Instagram": [f"@annegret_{n}" for n in people],
        "Matrikelnummer": [f"99123{n:02}" for n in people],
        "Wie?": [f"https://github.com/annegret{n}" for n in people],
        "IP-Adresse": [f"192.168.7.{n}" for n in people],
    }
    columns = personal | {"Wie alt bist du?": [str(20 + n) for n in people]}
    columns |= {"Tee?": one_of("Ja|Nein")[:20]}
    write(project.folder / "seeds/privacy/responses.csv", columns)
    made = drafted(project, "privacy")
    kinds = {header: row["kind"] for header, row in made.questions.items()}
    assert kinds == {
        **dict.fromkeys(personal, "excluded"),
        "Wie alt bist du?": "number",
        "Tee?": "single",
    }
    built = project.build("privacy")
    assert built.passed, built.printed
    places = [
        *project.folder.glob("target/**/*"),
        *project.folder.glob("seeds/privacy/codebook/*"),
        *project.folder.glob("logs/*"),
        built.database,
    ]
    for path in filter(Path.is_file, places):
        content = path.read_bytes()
        for cells in personal.values():
            assert not any(cell.encode() in content for cell in cells), path


def test_units_and_words(project: Project) -> None:
    """The models' own unit tests, and that no phrase has two places on a scale."""
    write(project.folder / "seeds/units/responses.csv", {"Tea?": one_of("Yes|No")})
    ran = project.run(
        *("build", "--select", "draft", "--vars", "{survey: units, unit_tests: true}")
    )
    assert ran.passed, ran.printed


@pytest.mark.slow
def test_of_more_texts_than_are_looked_at_the_shares_are_estimated(
    project: Project,
) -> None:
    people = range(24_000)
    columns = {
        "Reach?": [f"u{n}@example.org" if n % 25 == 0 else f"at {n}" for n in people],
        "Why?": [f"u{n}@example.org" if n % 200 == 0 else f"as {n}" for n in people],
        "Distance?": [f"about {n + 1}" for n in people],
        "Team?": [("red", "blue")[n % 2] for n in people],
    }
    write(project.folder / "seeds/many_texts/responses.csv", columns)
    form = drafted(project, "many_texts")
    kinds = {header: row["kind"] for header, row in form.questions.items()}
    assert kinds == {
        "Reach?": "excluded",
        "Why?": "text",
        "Distance?": "number",
        "Team?": "single",
    }


@pytest.mark.slow
def test_a_question_in_columns_and_joined_is_drawn_once(project: Project) -> None:
    """As some forms write it: `Pets? (Cat)` or `Pets?/cat` beside `Pets?`."""
    columns: dict[str, Column] = {}
    for question, style, joint in (
        ("Pets?", "{} ({})", ", "),
        ("Tools?", "{}/{}", " "),
    ):
        chosen = [Choose.sample(["Red", "Green", "Blue"], k) for k in [0, 1, 2, 3] * 20]
        columns[question] = [joint.join(found) for found in chosen]
        columns |= {
            style.format(question, label): [
                str(label in found).lower() if found else "" for found in chosen
            ]
            for label in ("Red", "Green", "Blue")
        }
    write(project.folder / "seeds/joined/responses.csv", columns)
    form = drafted(project, "joined")
    assert {header: row["kind"] for header, row in form.questions.items()} == {
        "Pets?": "text",
        "Pets? (Red)": "multi",
        "Tools?": "text",
        "Tools?/Red": "multi",
    }
    for header in ("Pets? (Red)", "Tools?/Red"):
        assert [row["label"] for row in form.options[header]] == [
            "Red",
            "Green",
            "Blue",
        ]
