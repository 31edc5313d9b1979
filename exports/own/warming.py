"""What reads files is made ready for the first of them by reading, keeping and drawing small ones.

Libraries load much when it is first asked for: drivers of GDAL, PROJ's database, codecs, what compares columns. So do
ours: the names that plan and city know.
"""

import json
import tempfile
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import shapely

from geo.crs import METRIC_EPSG
from geo.model import Plan
from geo.own.kept import Wish
from geo.own.proposals import keep, proposals
from geo.own.store import OwnStore
from layers.own.document import columns_document, layer_document
from layers.own.style import style_of

# A name that the plan knows, in an encoding that has to be guessed.
TABLE = "名称,类别,lon,lat\n西丽站,甲,113.95,22.58\n另外一处地方,乙,114.05,22.54\n".encode("gb18030")
LINE = {"type": "LineString", "coordinates": [[114.05, 22.54], [114.06, 22.55]]}
MARKUP = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"n": 1}, "geometry": LINE}]}
SQUARE_M = (500_000.0, 2_490_000.0, 501_000.0, 2_491_000.0)
"""on the plane of METRIC_EPSG"""


@lru_cache(maxsize=1)
def warm(plan: Plan) -> None:
    """Be ready for the first file, once for a plan. Nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="plan-own-") as name:
        folder = Path(name)
        store = OwnStore.in_folder(folder / "kept")
        for path in _probes(folder):
            ((kept, _),) = keep(path, path.name, [Wish(0)], proposals(path, path.name, plan), store)
            layer = store.load(kept.id)
            layer_document(layer, kept, style_of(kept.style, kept.fields), "zh")
            columns_document(layer)


def _probes(folder: Path) -> list[Path]:
    """A table, a text that GDAL reads, and areas in metres as a package has them."""
    table, markup, package = (folder / f"probe.{ending}" for ending in ("csv", "geojson", "gpkg"))
    table.write_bytes(TABLE)
    markup.write_text(json.dumps(MARKUP), encoding="utf-8")
    areas = gpd.GeoDataFrame({"类别": ["甲"]}, geometry=[shapely.box(*SQUARE_M)], crs=METRIC_EPSG)
    areas.to_file(package)
    return [table, markup, package]
