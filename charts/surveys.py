"""Which survey, and which database: the rule of dbt_project.yml."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from charts.errors import MisuseError

DEFAULT = "production_ml"
# A database file attaches under its own name, which must not hide any of these.
RESERVED = {
    *("system", "temp", "memory", "information_schema", "pg_catalog"),
    *("main", "coding", "figures", "staging", "intermediate", "codebook", "scratch"),
    # Folders of seeds and of what is made from them.
    *("vocabulary", "spellings", "draft"),
}


class Survey(NamedTuple):
    """A survey's name, which names its folders, and the file of its marts."""

    name: str
    database: Path


def chosen(database: Path | None = None) -> Survey:
    """Read $SURVEY and $SURVEY_DB; `database` overrules the file they name.

    Without $SURVEY, a given database needs no survey folder: its stem is the name.
    Raises MisuseError where $SURVEY is no survey of the working directory.
    """
    name = os.environ.get("SURVEY") or ""
    if database and not name:
        return Survey(database.stem, database)
    name = name or DEFAULT
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in RESERVED:
        found = "not a name for a survey: expected a-z, 0-9 and _, no schema's name"
    elif not Path("seeds", name, "codebook").is_dir():
        found = f"no folder seeds/{name}/codebook in {Path.cwd()}"
    else:
        default = os.environ.get("SURVEY_DB") or f"{name}.duckdb"
        return Survey(name, database or Path(default))
    surveys = sorted(folder.parent.name for folder in Path("seeds").glob("*/codebook"))
    there_are = f"there are: {', '.join(surveys)}" if surveys else "there are none"
    raise MisuseError(f"SURVEY={name!r}: {found}; {there_are}")
