"""GeoParquet, and Parquet with columns of coordinates: what it holds is looked up before anything is unpacked."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.own.reading.columns import placed
from geo.own.reading.gdal import declared_by
from geo.own.reading.raw import MB, Features, Problems, RawLayer, check_count, check_fields, check_values, raw_layer
from geo.own.reading.tabular import Table
from geo.own.remarks import OwnError, broken

MOST_UNPACKED = 800_000_000


def read_parquet(path: Path, file: str) -> list[RawLayer]:
    """The layer of a Parquet file. Raises OwnError."""
    stem = file.rpartition(".")[0] or file
    try:
        about = pq.ParquetFile(path)
        groups = [about.metadata.row_group(number) for number in range(about.metadata.num_row_groups)]
        if sum(group.total_byte_size for group in groups) > MOST_UNPACKED:
            raise OwnError("own-archive-size", file=file, detail=MOST_UNPACKED // MB)
        check_count(about.metadata.num_rows, file)
        check_fields(about.schema_arrow.names, file)
        check_values(about.metadata.num_rows, len(about.schema_arrow.names), file)
        if b"geo" not in (about.schema_arrow.metadata or {}):
            cells = pq.read_table(path).to_pandas()
            table = Table(stem, cells, np.arange(1, len(cells) + 1), Problems(file))
            return [placed(table, file)]
        frame = gpd.read_parquet(path)
    except MemoryError:  # an ArrowException too
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise broken(error, file) from error
    fields = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    features = Features(fields, np.asarray(frame.geometry), np.arange(1, len(frame) + 1))
    return [raw_layer(stem, features, Problems(file), declared_by(frame.crs))]
