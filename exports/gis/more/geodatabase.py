"""A File Geodatabase in a zip, as ArcGIS and GDAL open it: the package's layers and tables, without its styles."""

import re
import warnings

from exports.data.dataset import Dataset
from exports.data.gis import gdal_folder, write_layer, zipped_folder
from exports.gis.fields import plain_fields
from exports.gis.own.styled import own_styled
from exports.gis.styled import plan_layers
from exports.gis.tables import geometry_options, table_name, tables_of

BASE = "plan.gdb"
NOT_IN_A_NAME = re.compile(r"\W+")
MOST_LETTERS = 150


class Names:
    """Names of letters, digits and _ that begin with a letter, none twice: others GDAL would change in silence."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def next(self, wanted: str) -> str:
        """A name like the one wanted."""
        plain = NOT_IN_A_NAME.sub("_", wanted).strip("_")[:MOST_LETTERS]
        plain = plain if plain[:1].isalpha() else f"t_{plain}"
        name, number = plain, 2
        while name.casefold() in self._taken:
            name, number = f"{plain}_{number}", number + 1
        self._taken.add(name.casefold())
        return name


def geodatabase(data: Dataset) -> bytes:
    """A layer for each layer of the map and kind of geometry, tables of the rest, and what the fields mean."""
    layers = [*own_styled(data), *plan_layers(data, plain_fields(data.choice))]
    with gdal_folder() as folder, warnings.catch_warnings():
        # GDAL says of each name that it had to change for this format.
        warnings.simplefilter("ignore", RuntimeWarning)
        path, names = folder / BASE, Names()
        for layer in layers:
            write_layer(
                layer.table, path, layer=names.next(layer.name), driver="OpenFileGDB",
                layer_options={"LAYER_ALIAS": layer.title}, **geometry_options(layer),
            )  # fmt: skip
        for key, (table, _) in tables_of(data).items():
            if len(table):
                write_layer(
                    table, path, layer=names.next(table_name(key, data.language)), driver="OpenFileGDB", append=False
                )
        return zipped_folder(folder)
