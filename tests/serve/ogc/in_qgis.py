"""Run by the Python of QGIS: add collections and tiles from a server, draw them, say what it makes of them."""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize

job = json.loads(sys.argv[1])
application = QgsApplication([], False)
application.initQgis()
said = {}


def draw(layers, picture):
    """A picture of layers, the topmost first."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(QgsRectangle(12662000, 2570000, 12810000, 2625000))
    settings.setOutputSize(QSize(1200, 446))
    drawing = QgsMapRendererParallelJob(settings)
    drawing.start()
    drawing.waitForFinished()
    drawing.renderedImage().save(picture)


layers = []
for name in job["collections"]:
    layer = QgsVectorLayer(f"url='{job['url']}' typename='{name}' restrictToRequestBBOX='1'", name, "OAPIF")
    features = list(layer.getFeatures())
    said[name] = {
        "valid": layer.isValid(),
        "fields": [field.name() for field in layer.fields()],
        "names": [feature["name"] for feature in features],
        "notes": [str(feature["note"]) for feature in features],
        "places": sum(1 for feature in features if feature.hasGeometry()),
    }
    layers.append(layer)
template = job["url"] + "/tiles/%7Bz%7D/%7Bx%7D/%7By%7D.mvt"
tiles = QgsVectorTileLayer(f"type=xyz&url={template}&zmin=6&zmax=12", "tiles")
said["tiles"] = {"valid": tiles.isValid()}
draw(layers, job["features"])
draw([tiles], job["tiles"])
print("said " + json.dumps(said), flush=True)
# What QGIS and Python both would free, neither does.
os._exit(0)
