"""Test tables as CSV and JSON."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.pages.exports.tables import Table, TableValue

ANY = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=40)

VALUES = st.one_of(st.none(), st.integers(), ANY)
TABLES = st.lists(st.tuples(VALUES, VALUES), max_size=5).map(lambda rows: Table(("one", "two"), tuple(rows)))


@given(TABLES)
def test_json_has_exactly_the_values(table: Table) -> None:
    assert json.loads(table.to_json()) == [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@given(TABLES)
def test_csv_has_the_values_and_nothing_that_a_spreadsheet_runs(table: Table) -> None:
    header, *rows = csv.reader(io.StringIO(table.to_csv().decode(), newline=""))
    assert header == ["one", "two"]
    assert len(rows) == len(table.rows)
    for row, values in zip(rows, table.rows, strict=True):
        for cell, value in zip(row, values, strict=True):
            if isinstance(value, str):
                assert cell.removeprefix("'") == value.removeprefix("'")
                assert not cell.startswith(("=", "+", "-", "@", "\t"))
            else:
                assert cell == ("" if value is None else str(value))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41", "'+41"),
        ("-ish", "'-ish"),
        ("@jane", "'@jane"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        (-1, "-1"),
        (None, '""'),
        ('say "no", twice', '"say ""no"", twice"'),
    ],
)
def test_csv_cells(value: TableValue, cell: str) -> None:
    assert Table(("one",), ((value,), ("x",))).to_csv().decode() == f"one\r\n{cell}\r\nx\r\n"
