"""A survey's database, whole or not at all: a plugin of dbt-duckdb.

A whole `dbt build` writes beside the database, into `<survey>.building.duckdb`. Once
everything has passed, tests too, that file takes the place of the old one; until then,
and whatever happens, the old one stays as it was, also under those who read it.
"""

import os
import re
from pathlib import Path
from typing import Any

import duckdb
from checks import line_end, problems
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError


class Plugin(BasePlugin):
    """Gives a whole build an empty file, and SQL `put_in_place()`."""

    def update_connection_config(
        self, creds: DuckDBCredentials, config: dict[str, Any]
    ) -> None:
        """Check first; then turn a whole build to the file beside."""
        flags = get_flags()
        found = problems(Path(), os.environ, flags.VARS)
        if found:
            raise DbtRuntimeError("\n".join(found))
        if creds.path == ":memory:":
            return
        database = Path(creds.path)
        # Other commands may have no such flags.
        if flags.WHICH != "build" or flags.SELECT or flags.EXCLUDE or flags.SELECTOR:
            if flags.WHICH == "test" and not database.exists():
                raise DbtRuntimeError(
                    f"{database}: no such file; run `dbt build` first"
                )
            open_once(database, config)
            return
        building = database.with_name(f"{database.stem}.building{database.suffix}")
        # Who still writes into a file that is replaced would spoil the new one.
        if database.is_file():
            open_once(database, config, read_only=True, is_replaced=True)
        open_once(building, config, is_replaced=True)
        try:
            building.unlink()
            building.with_name(f"{building.name}.wal").unlink(missing_ok=True)
        except OSError as error:
            raise DbtRuntimeError(told(building, str(error.strerror))) from None
        creds.path = str(building)

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Let SQL say when a build is done, and ask what it cannot read of a file."""
        conn.create_function(
            "put_in_place", put_in_place, ["VARCHAR"], "VARCHAR", side_effects=True
        )
        conn.create_function("line_end", line_end, ["VARCHAR"], "VARCHAR")


def open_once(
    database: Path,
    config: dict[str, Any],
    *,
    read_only: bool = False,
    is_replaced: bool = False,
) -> None:
    """Open a database and let go of it; say in one line why that cannot be.

    What `is_replaced` may be anything, as long as nobody else has it.
    """
    try:
        duckdb.connect(database, read_only=read_only, config=config).close()
    except duckdb.Error as error:
        text = str(error).partition("\n")[0]
        if "Conflicting lock" in text:
            text = (
                "another build of this survey is running; wait for it"
                if ".building" in database.name
                else "open in a program that may write, expected nobody there; close "
                "it, and look with duckdb -readonly"
            )
            raise DbtRuntimeError(f"{database}: {text}") from None
        if not (is_replaced and database.is_file()):
            raise DbtRuntimeError(told(database, text)) from None


def told(database: Path, reason: str) -> str:
    """Say that a file is not to be had."""
    reason = re.sub(r'^[\w ]+ Error: | "[^"]*"', "", reason)
    return (
        f"{database}: {reason}; expected a database that can be written; "
        "move it away, or name another with SURVEY_DB"
    )


def put_in_place(path: str) -> str:
    """Rename the file that was built to what people open; give that name."""
    building = Path(path)
    database = building.with_name(building.name.replace(".building", "", 1))
    building.replace(database)
    # That of the old file, had a program that wrote into it been killed.
    database.with_name(f"{database.name}.wal").unlink(missing_ok=True)
    return str(database)
