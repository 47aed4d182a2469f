"""The command: what it prints, and one line for every mistake, with nothing written."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import open_elsewhere
from test_charts import FIGURES

from charts.cli import main
from charts.errors import ChartsError
from charts.marts import Figure, dataframe

ROOT = Path(__file__).parents[1]
TABLES = """
    create type size as enum ('1-10', '11-50', '500+');
    create type tool as enum ('SQL', 'Other');
    create schema figures;
    create table figures.survey_texts (item varchar, text varchar);
    create table figures.figure_texts (
        figure varchar, position integer, kind varchar, measure varchar,
        is_appendix boolean, title varchar, subtitle varchar, note varchar,
        survey_note varchar, source varchar, has_interval boolean, axis_low double,
        axis_high double, ticks struct(value double, text varchar)[],
        end_heading varchar, shades varchar, text_alternative varchar
    );
    create table figures.figure_marks (
        figure varchar, panel_position integer, panel_option varchar,
        panel_label varchar, row_position integer, row_option varchar,
        row_label varchar, row_note varchar, row_end varchar, column_position integer,
        column_option varchar, column_label varchar, column_note varchar, value double,
        value_text varchar, count_text varchar, low double, high double, start double,
        shade double, is_aside boolean, is_middle boolean, respondents bigint,
        base bigint, share_text varchar, interval_text varchar
    );
    create schema staging;
    create table staging.people (
        respondent_id integer, company_size size, main_tool tool, tools tool[]
    );
    insert into staging.people values
        (1, '500+', 'SQL', ['SQL', 'Other']), (2, '1-10', null, []);
    create table question_bases (question varchar, kind varchar);
    insert into question_bases values
        ('company_size', 'ordered'), ('main_tool', 'single'), ('tools', 'multi');
    create view respondents as from staging.people;
"""


def written(path: Path, *figures: Figure) -> Path:
    """Write a survey's database, as a build would."""
    with duckdb.connect(path) as connection:
        connection.execute(TABLES)
        for texts, marks in figures:
            for table, rows in ("figure_texts", [texts]), ("figure_marks", marks):
                for row in rows:
                    columns, values = ", ".join(row), ", ".join("?" * len(row))
                    connection.execute(
                        f"insert into figures.{table} ({columns}) values ({values})",
                        list(row.values()),
                    )
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a project with the databases of two surveys."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SURVEY", raising=False)
    monkeypatch.delenv("SURVEY_DB", raising=False)
    for survey in ("production_ml", "pets"):
        Path("seeds", survey, "codebook").mkdir(parents=True)
    written(tmp_path / "production_ml.duckdb", FIGURES["split"], FIGURES["bar"])
    written(tmp_path / "pets.duckdb", FIGURES["heat"])
    return tmp_path


def failed(
    capsys: pytest.CaptureFixture[str], code: int, *argv: str, says: list[str]
) -> None:
    before = sorted(Path.cwd().rglob("*"))
    try:
        assert main(argv) == code
    except SystemExit as error:
        assert error.code == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert all(text in printed.err for text in says), printed.err
    assert sorted(Path.cwd().rglob("*")) == before


@pytest.mark.usefixtures("project")
def test_list_names_the_figures_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert capsys.readouterr().out == (
        "bar        bar        How big is it?\nsplit_bar  split_bar  How big is it?\n"
    )


@pytest.mark.usefixtures("project")
def test_render_writes_what_it_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEY", "pets")
    assert main(["render", "--format", "svg"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "charts/rendered/pets/heatmap.svg\n"
    assert printed.err.startswith("1 figure in ")
    assert [*Path("charts/rendered").rglob("*.*")] == [Path(printed.out.strip())]


@pytest.mark.usefixtures("project")
def test_each_width_and_light_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["render", "bar", "--width", "page", "phone", "--theme", "light", "dark"]
    assert main([*command, "--format", "svg", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert sorted(path.name for path in Path("charts/rendered").rglob("*.svg")) == [
        *("bar-dark.svg", "bar-phone-dark.svg", "bar-phone.svg", "bar.svg")
    ]


@pytest.mark.usefixtures("project")
def test_check_tells_which_files_are_out_of_date(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = ["2 of 2 files", "bar.svg, split_bar.svg", "run `python -m charts render"]
    failed(capsys, 1, "render", "--check", "--quiet", says=missing)
    assert main(["render", "--format", "svg"]) == 0
    assert main(["render", "--check"]) == 0
    assert "2 up-to-date figures" in capsys.readouterr().err
    Path("charts/rendered/production_ml/bar.svg").write_text("<svg/>")
    failed(capsys, 1, "render", "--check", "--quiet", says=["1 of 2 files", "bar.svg"])


@pytest.mark.usefixtures("project")
def test_a_survey_chooses_accent_and_font(capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect("production_ml.duckdb") as connection:
        connection.execute(
            "insert into figures.survey_texts values ('accent', '#D7263D')"
        )
    command = ["render", "--format", "svg", "--database", "production_ml.duckdb"]
    assert main([*command, "--quiet"]) == 0
    assert "#d7263d" in Path("charts/rendered/production_ml/bar.svg").read_text()
    with duckdb.connect("production_ml.duckdb") as connection:
        connection.execute(
            "insert into figures.survey_texts values ('font', 'Nonesuch')"
        )
    assert main(command) == 0
    assert "font 'Nonesuch' is not installed" in capsys.readouterr().err
    with duckdb.connect("production_ml.duckdb") as connection:
        connection.execute("update figures.survey_texts set text = 'red'")
    failed(capsys, 1, *command, "--quiet", "--out", "x", says=["'red'", "survey.csv"])


@pytest.mark.usefixtures("project")
def test_the_database_may_be_elsewhere(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("elsewhere").mkdir()
    moved = str(Path("pets.duckdb").rename("elsewhere/cats.duckdb"))
    assert main(["render", "--format", "svg", "--database", moved]) == 0
    assert capsys.readouterr().out == "charts/rendered/cats/heatmap.svg\n"
    monkeypatch.setenv("SURVEY", "pets")
    monkeypatch.setenv("SURVEY_DB", moved)
    assert main(["list"]) == 0
    assert capsys.readouterr().out.startswith("heatmap")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("survey", ["../pets", "Pets", "cats", "a/b"])
def test_surveys_that_are_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, survey: str
) -> None:
    monkeypatch.setenv("SURVEY", survey)
    says = [f"SURVEY='{survey}'", "there are: pets, production_ml"]
    failed(capsys, 2, "list", says=says)
    failed(capsys, 2, "render", "--database", "pets.duckdb", says=says)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("survey", ["main", "staging", "system", "pg_catalog"])
def test_a_survey_may_not_be_named_like_a_schema(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, survey: str
) -> None:
    Path("seeds", survey, "codebook").mkdir(parents=True)
    monkeypatch.setenv("SURVEY", survey)
    failed(capsys, 2, "list", says=[f"SURVEY='{survey}'", "no schema's name"])


@pytest.mark.usefixtures("project")
def test_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    failed(
        capsys,
        *(2, "render", "split_bra"),
        says=["'split_bra'", "did you mean split_bar?", "there are: bar, split_bar"],
    )
    failed(capsys, 2, "render", "--format", "gif", says=["'gif'", "'svg', 'png'"])
    failed(capsys, 2, "render", "--width", "wall", says=["'wall'", "'page', 'phone'"])
    failed(capsys, 2, "draw", says=["'draw'", "--help"])
    failed(capsys, 2, says=["command", "--help"])


@pytest.mark.usefixtures("project")
def test_databases_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("text.duckdb").write_text("figure,position\n" * 1000)
    duckdb.connect("empty.duckdb").close()
    with duckdb.connect("old.duckdb") as connection:
        connection.execute("create schema figures")
        connection.execute("create table figures.figure_texts (name varchar)")
    for name, *says in [
        ("none.duckdb", "no database file", "run `dbt build`"),
        ("seeds", "no database file", "run `dbt build`"),
        ("text.duckdb", "not a DuckDB database"),
        ("empty.duckdb", "figure_texts", "run `dbt build`"),
        ("old.duckdb", "is_appendix", "run `dbt build`"),
    ]:
        failed(capsys, 1, "render", "--database", name, says=[f" {name}: ", *says])


@pytest.mark.usefixtures("project")
def test_a_database_that_is_being_written(capsys: pytest.CaptureFixture[str]) -> None:
    with open_elsewhere(Path("pets.duckdb")):
        says = ["pets.duckdb", "another process", "try again"]
        failed(capsys, 1, "render", "--database", "pets.duckdb", says=says)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("out", ["pets.duckdb", "pets.duckdb/figures"])
def test_an_output_folder_that_cannot_be(
    capsys: pytest.CaptureFixture[str], out: str
) -> None:
    failed(
        capsys, 1, "render", "bar", "--out", out, says=[out, "cannot write", "--out"]
    )


def test_help_imports_nothing_heavy() -> None:
    code = """if True:
        import runpy, sys
        sys.argv[1:] = ["--help"]
        try:
            runpy.run_module("charts", run_name="__main__")
        except SystemExit as error:
            assert not error.code
        heavy = {"altair", "duckdb", "numpy", "pandas", "vl_convert", "jinja2"}
        assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "render" in done.stdout


@pytest.mark.usefixtures("project")
def test_notebooks_get_answers_in_codebook_order() -> None:
    respondents = dataframe("respondents")
    sizes = respondents["company_size"]
    assert list(sizes.cat.categories) == ["1-10", "11-50", "500+"]
    assert sizes.cat.ordered
    assert list(sizes.sort_values()) == ["1-10", "500+"]
    assert not respondents["main_tool"].cat.ordered
    assert respondents["main_tool"].isna().tolist() == [False, True]
    assert [list(tools) for tools in respondents["tools"]] == [["SQL", "Other"], []]
    assert len(dataframe("question_bases", Path("pets.duckdb"))) == 3
    for mart in ("people", 'respondents" limit 0; --'):
        with pytest.raises(ChartsError, match="there are: question_bases, respondents"):
            dataframe(mart)
