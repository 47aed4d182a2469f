"""A survey's database, whole or not at all: a plugin of dbt-duckdb.

A whole `dbt build` writes beside the database, into `<survey>.building.duckdb`. Once
everything has passed, tests too, that file takes the place of the old one; until then,
and whatever happens, the old one stays as it was, also under those who read it.
"""

from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.flags import get_flags
from dbt_common.exceptions import DbtRuntimeError


class Plugin(BasePlugin):
    """Gives a whole build an empty file, and SQL `put_in_place()`."""

    def update_connection_config(
        self, creds: DuckDBCredentials, config: dict[str, Any]
    ) -> None:
        """Turn a whole build to the file beside, once no other build has that."""
        flags = get_flags()
        selected = flags.SELECT or flags.EXCLUDE or flags.SELECTOR
        if flags.WHICH != "build" or selected or creds.path == ":memory:":
            return
        database = Path(creds.path)
        building = database.with_name(f"{database.stem}.building{database.suffix}")
        try:
            duckdb.connect(building).close()
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                raise DbtRuntimeError(
                    f"{building}: another build of this survey is running; wait for it"
                ) from None
        except duckdb.Error:
            # Whatever else it is, it goes.
            pass
        building.unlink()
        building.with_name(f"{building.name}.wal").unlink(missing_ok=True)
        creds.path = str(building)

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Let SQL say when a build is done: nothing else knows."""
        conn.create_function(
            "put_in_place", put_in_place, ["VARCHAR"], "VARCHAR", side_effects=True
        )


def put_in_place(path: str) -> str:
    """Rename the file that was built to what people open; give that name."""
    building = Path(path)
    database = building.with_name(building.name.replace(".building", "", 1))
    building.replace(database)
    # That of the old file, had a program that wrote into it been killed.
    database.with_name(f"{database.name}.wal").unlink(missing_ok=True)
    return str(database)
