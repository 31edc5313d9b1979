"""Tables for Streamlit's data frames without pandas, whose import takes a second of processor.

The server needs pandas for nothing else.
"""

import io
import json
from collections.abc import Mapping, Sequence

import pyarrow as pa
from pyarrow import json as lines


def arrow_table(columns: Mapping[str, Sequence[str | int]]) -> pa.Table:
    """Columns of one length each, of words or of whole numbers; an empty column counts as words."""
    kinds = {
        name: pa.int64() if values and isinstance(values[0], int) else pa.string() for name, values in columns.items()
    }
    schema = pa.schema(list(kinds.items()))
    rows = [json.dumps(dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]
    if not rows:
        return schema.empty_table()
    # Of Python's own lists pyarrow asks pandas whether they are its own. Lines of JSON are read without.
    return lines.read_json(
        io.BytesIO("\n".join(rows).encode()), parse_options=lines.ParseOptions(explicit_schema=schema)
    )
