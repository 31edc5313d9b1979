"""What is drawn by hand over a scene, out of files and messages that anybody may have written."""

from briefing.errors import ExportError
from geo.files.strict import RefusedError, decoded, parse_json
from layers.view.drawing import DrawingError, DrawnFeature, read_drawing

MAX_DRAWN_PLACES = 3000
"""of all that is drawn over a scene: some 100 kB"""
MAX_FILE_BYTES = 2_000_000


def drawing_of_file(content: bytes, name: str) -> tuple[DrawnFeature, ...]:
    """A drawing that was downloaded from the map, for a sheet. Raises ExportError."""
    if len(content) > MAX_FILE_BYTES:
        raise ExportError("briefing.tooLarge", limit=MAX_FILE_BYTES // 1_000_000)
    try:
        return _read(parse_json(decoded(content), "").value, name)
    except RefusedError as refused:
        raise ExportError("briefing.notJson", detail=refused.breach("")) from refused


def drawing_of(raw: object, where: str) -> tuple[DrawnFeature, ...]:
    """What is drawn over a scene, small enough for many scenes in a file. Raises ExportError."""
    return () if raw is None else _read(raw, where)


def _read(raw: object, where: str) -> tuple[DrawnFeature, ...]:
    try:
        features = read_drawing(raw)
    except DrawingError as error:
        if not error.number:
            raise ExportError("briefing.noDrawing", where=where, what=error.what) from error
        raise ExportError("briefing.badDrawing", where=where, number=error.number, what=error.what) from error
    places = sum(len(feature.path) for feature in features)
    if places > MAX_DRAWN_PLACES:
        raise ExportError("briefing.tooMany", what=where, count=places, limit=MAX_DRAWN_PLACES)
    return features
