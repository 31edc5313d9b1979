"""JSON that stands inside an HTML page: none of its texts can end the element or break the script."""

import json
import re
from typing import Any

# What ends or opens an element, what older scripts take for the end of a line, and halves of characters, which no file
# can hold.
UNSAFE = re.compile("[<\u2028\u2029\ud800-\udfff]")


def page_json(value: Any) -> str:
    """A JSON-ready value as it may stand in a `<script>` element; `JSON.parse` gives it back unchanged.

    Raises ValueError for NaN.
    """
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
