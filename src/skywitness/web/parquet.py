"""Parquet: a frame as the bytes of a file."""

import io

import polars as pl


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """A Parquet file of these rows, zstd."""
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd")
    return stream.getvalue()
