"""Two forms or releases of one dump: each project is read from one file of a table, the newest that tells it."""

from __future__ import annotations

import duckdb

from dirskg.ingest.big_csv import dictionaries
from dirskg.ingest.intake import Intake

# What a row of a table tells of its project. Two files that share any of it tell the same thing twice; two that share
# nothing are parts of one table, such as a sheet that somebody cut in two.
_TELLS = {
    "science": "code", "legal": "basis", "organisation": "coalesce(pic, name) || ' ' || coalesce(role, '')",
    "topic": "code", "project": "''",
}  # fmt: skip
# Of a day as spreadsheets write it (1/2/2025) the year is sure. Side tables have no day: theirs is that of the folder
# or archive that they lie in.
_AGES = r"""CREATE TABLE age AS
WITH told AS (SELECT file, updated FROM told_organisation UNION ALL SELECT file, updated FROM told_project),
days AS (SELECT file, nullif(max(CASE WHEN regexp_matches(updated, '^\d{4}-\d\d-\d\d') THEN updated[:10]
             ELSE regexp_extract(updated, '^\d\d?[-/.]\d\d?[-/.](\d{4})', 1) END), '') AS day
         FROM told GROUP BY file),
places AS (SELECT regexp_replace(file, '[^/]*$', '') AS place, max(day) AS day FROM days GROUP BY place)
SELECT f.file, coalesce(d.day, CASE WHEN p.place <> '' THEN p.day END, '') AS day,
    lower(f.file) LIKE '%.xlsx' AS workbook
FROM (SELECT unnest(?::VARCHAR[]) AS file) f LEFT JOIN days d USING (file)
    LEFT JOIN places p ON p.place = regexp_replace(f.file, '[^/]*$', '')"""
_OLDER = """CREATE TABLE older_{table} AS
WITH several AS (SELECT project FROM told_{table} GROUP BY project HAVING min(file) <> max(file)),
    things AS (SELECT project, file, {thing} AS thing, count(*) AS rows
               FROM told_{table} SEMI JOIN several USING (project) GROUP BY ALL),
    twice AS (SELECT project FROM things GROUP BY project HAVING count(DISTINCT thing) < count(thing)),
    files AS (SELECT project, file, count(*) AS told, sum(rows) AS rows
              FROM things SEMI JOIN twice USING (project) GROUP BY ALL)
SELECT project, file, rows, day, first_value(file) OVER best AS newer, first_value(day) OVER best AS newest
FROM files JOIN age USING (file)
WINDOW best AS (PARTITION BY project ORDER BY day DESC, told DESC, workbook, file DESC)
QUALIFY file <> newer"""


def keep_newest(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create the view `t` of each table `told_t`, without what a newer file tells; what is left out is reported."""
    con.execute(_AGES, [list(intake.paths)])
    for table, thing in _TELLS.items():
        con.execute(_OLDER.format(table=table, thing=thing))
        con.execute(f"CREATE VIEW {table} AS FROM told_{table} ANTI JOIN older_{table} USING (project, file)")
        _report(con, intake, table)


def _report(con: duckdb.DuckDBPyConnection, intake: Intake, table: str) -> None:
    query = f"""SELECT file, newer, count(*) AS projects, sum(rows)::BIGINT AS rows, any_value(day) AS day,
        any_value(newest) AS newest FROM older_{table} GROUP BY file, newer ORDER BY file, newer"""
    for row in dictionaries(con, query):
        intake.audit.leave(row["file"], row["rows"])
        age = f", and is newer ({row['newest']})" if row["newest"] > row["day"] else ""
        told = f"{row['newer']} tells the same projects{age}: it is read, and {row['rows']:,} rows of this file are not"
        intake.audit.ignore("told twice", row["file"], f"{row['projects']:,} projects", told)
