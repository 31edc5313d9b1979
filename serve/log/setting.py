"""How the server writes down: plain, as Streamlit and uvicorn do, or by PLAN_MAP_LOG=json as JSON (`geo.log.lines`)."""

import logging
from typing import Any

from streamlit import logger as streamlit_logger

from geo.log.lines import JsonLines, wanted, write_json

ACCESS = logging.getLogger("plan_map.access")
"""a line for each request; silent where nobody wants JSON"""


def set_up_log() -> None:
    """Have everything written down as the environment says; when the server's own loggers have their handlers.

    Raises ValueError.
    """
    if not wanted():
        return
    write_json(lambda: [logging.getLogger(name) for name in (None, *logging.root.manager.loggerDict)])
    ACCESS.setLevel(logging.INFO)
    # Streamlit gives each of its modules a handler of its own, those too that are imported later.
    usual: Any = streamlit_logger.setup_formatter

    def as_json(logger: logging.Logger) -> None:
        usual(logger)
        for handler in logger.handlers:
            handler.setFormatter(JsonLines())

    streamlit_logger.setup_formatter = as_json
