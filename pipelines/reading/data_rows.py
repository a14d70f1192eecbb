"""Data rows: the rows below a header, without empty ones, totals and headers that come again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.contracts import streams
from pipelines.errors import RefusedError
from pipelines.reading.grids import Grid, Repair
from pipelines.reading.headers import Header, column_called

# The first words of a row that sums up the rows above it.
_ALL = r"(?i)^\s*(?:sub-?|eind|algemeen |grand |sous-?)?(?:tota(?:a)?l(?:en)?|totaux)\b"
_TOTAL = rf"{_ALL}|(?i)^(?:gemiddelde?n?|som|somme|moyenne|average|aantal|nombre)\b"
_TOTAL_ALONE = rf"{_ALL}\W*$"  # beside the table other words may follow, of a remark
_LEAST_NAMED = 3  # names of columns in one row: fewer may be anything
_MOST_TEXTS = 1_000  # different ones in a column of codes: beyond, it holds no codes


def data_rows(
    rows: pl.DataFrame, header: Header, grid: Grid, title: str
) -> tuple[pl.DataFrame, tuple[Repair, ...]]:
    """The rows that are data, and how many others were skipped; none after the last row counts.

    Errors: RefusedError ambiguous_stream when the header of another table stands among the rows.
    """
    filled = rows.filter(~pl.all_horizontal(pl.col(list(header.columns)).is_null()))
    again = _headers_again(filled, header, grid, title)
    titles = _titles_above(filled, again, header) if again else []
    totals = _totals(_without(filled, again + titles), header, grid)
    above = header.last_row + 1
    last = int(filled["row_number"][-1]) if filled.height else above
    return _without(filled, again + titles + totals), (
        Repair("empty_rows_skipped", None, last - above - filled.height),
        Repair("repeated_headers_skipped", None, len(again)),
        Repair("title_rows_skipped", None, len(titles)),
        Repair("total_row_skipped", None, len(totals)),
    )


def _without(rows: pl.DataFrame, numbers: list[int]) -> pl.DataFrame:
    return rows.filter(~pl.col("row_number").is_in(numbers)) if numbers else rows


def _headers_again(rows: pl.DataFrame, header: Header, grid: Grid, title: str) -> list[int]:
    """The numbers of the rows that repeat the header, as it stands or in another spelling."""
    names = (_is_same(header, grid, row) for row in range(header.first_row, header.last_row + 1))
    same = rows.filter(pl.any_horizontal(names))["row_number"].to_list()
    for row in _rows_of_names(_without(rows, same), header).iter_rows(named=True):
        if not _is_same_table(row, header):
            raise RefusedError("ambiguous_stream", sheet=title)
        same.append(row["row_number"])
    return same


def _is_same(header: Header, grid: Grid, index: int) -> pl.Expr:
    """A page break repeats the header: every column holds what that row of the header holds."""
    names = grid.cells.row(index)
    return pl.all_horizontal(
        pl.col(name).eq_missing(pl.lit((names[column] or "").strip() or None, pl.String))
        for name, column in header.columns.items()
    )


def _rows_of_names(rows: pl.DataFrame, header: Header) -> pl.DataFrame:
    """The rows where names of columns, of any stream, stand in the place of codes."""
    named = [pl.col(name).is_in(words) for name, words in _names_among_codes(rows, header)]
    least = min(_LEAST_NAMED, len(named)) or 1
    return rows.filter(pl.sum_horizontal(named) >= least) if named else rows.clear()


def _names_among_codes(rows: pl.DataFrame, header: Header) -> Iterator[tuple[str, list[str]]]:
    coded = (column.name for column in header.stream.columns if column.code_list)
    for name in filter(header.columns.__contains__, coded):
        texts = rows[name].unique().drop_nulls()
        words = texts if texts.len() <= _MOST_TEXTS else texts.clear()
        yield name, [text for text in words if any(column_called(s, text) for s in streams())]


def _is_same_table(row: Mapping[str, str | None], header: Header) -> bool:
    """Whether each text in the row is a name of its own column."""
    texts = {name: row[name] for name in header.columns if row[name]}
    named = {name: column_called(header.stream, text) for name, text in texts.items()}
    return all(column is not None and column.name == name for name, column in named.items())


def _titles_above(rows: pl.DataFrame, again: list[int], header: Header) -> list[int]:
    """The numbers of the rows right above a header that comes again, with a word or two."""
    filled = pl.sum_horizontal(pl.col(list(header.columns)).is_not_null())
    rest = rows.with_columns(
        is_title=filled < _LEAST_NAMED, is_again=pl.col("row_number").is_in(again)
    )
    is_above = pl.col("is_again").shift(-1, fill_value=False)
    return rest.filter(pl.col("is_title") & is_above)["row_number"].to_list()


def _totals(rows: pl.DataFrame, header: Header, grid: Grid) -> list[int]:
    """The numbers of rows that sum up others; a complete row does not, and is not looked at.

    The word may stand in a column that is none of the stream's.
    """
    required = [c.name for c in header.stream.columns if c.is_required and c.name in header.columns]
    if not any(rows[name].null_count() for name in required):
        return []
    partial = rows.filter(pl.any_horizontal(pl.col(required).is_null()))
    cells = grid.cells[(partial["row_number"] - 1).to_list()]
    beside = [index for index in range(cells.width) if index not in header.columns.values()]
    says_so = [
        *(pl.col(name).str.contains(_TOTAL) for name in header.columns),
        *(pl.lit(cells.to_series(index)).str.contains(_TOTAL_ALONE) for index in beside),
    ]
    return partial.filter(pl.any_horizontal(says_so))["row_number"].to_list()
