"""What layers that people brought are called: own- and twelve hexadecimal digits, the digits alone in links."""

import re

PREFIX = "own-"
CODE_PATTERN = r"[0-9a-f]{12}"
ID = re.compile(PREFIX + CODE_PATTERN)
