"""A File Geodatabase in a zip, as ArcGIS and GDAL open it: the package's layers and tables, without its styles."""

import warnings

from exports.data.dataset import Dataset
from exports.data.gis import gdal_folder, write_layer, zipped_folder
from exports.gis.fields import plain_fields
from exports.gis.own.styled import own_styled
from exports.gis.styled import plan_layers
from exports.gis.tables import geometry_options, table_name, tables_of

BASE = "plan.gdb"


def geodatabase(data: Dataset) -> bytes:
    """A layer for each layer of the map and kind of geometry, tables of the rest, and what the fields mean."""
    layers = [*own_styled(data), *plan_layers(data, plain_fields(data.choice))]
    with gdal_folder() as folder, warnings.catch_warnings():
        # GDAL says of each name that it had to change for this format.
        warnings.simplefilter("ignore", RuntimeWarning)
        path = folder / BASE
        for layer in layers:
            write_layer(
                layer.table, path, layer=layer.name, driver="OpenFileGDB",
                layer_options={"LAYER_ALIAS": layer.title}, **geometry_options(layer),
            )  # fmt: skip
        for key, (table, _) in tables_of(data).items():
            if len(table):
                write_layer(table, path, layer=table_name(key, data.language), driver="OpenFileGDB", append=False)
        return zipped_folder(folder)
