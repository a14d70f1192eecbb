"""What every asset shares: the partitions, the retries, the one writer, the way to show progress."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.errors import DiskFullError, StekError, is_disk_full, place_of
from pipelines.files import one_at_a_time
from pipelines.home import Home
from pipelines.spans import Span

ASSET_PARTITION_RANGE_START_TAG = "dagster/asset_partition_range_start"
ASSET_PARTITION_RANGE_END_TAG = "dagster/asset_partition_range_end"

FIRST_MONTH = "2020-01-01"  # before the first Stek that can deliver
monthly = dg.MonthlyPartitionsDefinition(start_date=FIRST_MONTH, end_offset=1)
retry = dg.RetryPolicy(max_retries=2, delay=1)  # a disk that is full for a moment, a file in use
in_one_process = dg.Definitions(executor=dg.in_process_executor)  # a step more costs no imports
ONE_WRITER = "writer"
LANDING = dg.AssetKey("landing")


def record_key(stream: str) -> dg.AssetKey:
    """The key of a stream's records."""
    return dg.AssetKey(["records", stream])


def model_key(key: str) -> dg.AssetKey:
    """The key of a SQL model or of what it reads: `facts.visits` is facts/visits."""
    return dg.AssetKey(key.split("."))


def progress(message: str) -> None:
    """Tell whoever is waiting how far the run is; counts and names of tables only."""
    logging.getLogger("stek").info(message)


def home() -> Home:
    """The data home of this process."""
    return Home.from_environment()


def span_tags(span: Span) -> dict[str, str]:
    """The tags with which Dagster runs a range of months as one run."""
    first, last = span
    return {
        ASSET_PARTITION_RANGE_START_TAG: str(first.first_day),
        ASSET_PARTITION_RANGE_END_TAG: str(last.first_day),
    }


@contextmanager
def writing() -> Iterator[None]:
    """Be the one writer; an error that is not ours keeps its kind and loses its words.

    Dagster keeps the message of an error, and a library may quote a value in it.
    """
    try:
        with one_at_a_time(home().writer_lock):
            yield
    except StekError:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise DiskFullError from None
        raise StekError(f"A {type(error).__name__} at {place_of(error)}.") from None
