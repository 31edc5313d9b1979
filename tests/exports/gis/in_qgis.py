"""Run by the Python of QGIS, not ours: open what was exported, draw it, say what QGIS makes of it, as JSON."""

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayoutExporter,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

job = json.loads(sys.argv[1])
application = QgsApplication([], False)
application.initQgis()
PAGE_DPI = 40
kept = []
"""what both Python and QGIS would free"""


def draw(layers, project, picture):
    """A picture of layers, the topmost first, without names."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setExtent(QgsRectangle(*job["bounds"]))
    settings.setOutputSize(QSize(1200, 750))
    settings.setOutputDpi(96)
    settings.setBackgroundColor(project.backgroundColor())
    settings.setFlag(QgsMapSettings.DrawLabeling, False)
    scopes = [QgsExpressionContextUtils.projectScope(project), QgsExpressionContextUtils.mapSettingsScope(settings)]
    settings.setExpressionContext(QgsExpressionContext(scopes))
    kept.append((settings, scopes))
    drawing = QgsMapRendererParallelJob(settings)
    drawing.start()
    drawing.waitForFinished()
    drawing.renderedImage().save(picture)


def told(layers):
    """What QGIS has understood of layers."""
    return {
        layer.name(): {
            "valid": layer.isValid(),
            "alias": layer.attributeAlias(layer.fields().indexOf("stage")),
            "renderer": layer.renderer().type(),
            "rules": len(layer.renderer().rootRule().children()),
            "undrawn": sum(1 for feature in layer.getFeatures() if not feature.geometry()),
            "labels": layer.labelsEnabled(),
            "labeling": layer.labeling().type() if layer.labeling() else "",
        }
        for layer in layers
    }


project = QgsProject.instance()
said = {"read": project.read(f"geopackage:{job['package']}?projectName={job['name']}")}
root = project.layerTreeRoot()
said["crs"] = project.crs().authid()
said["groups"] = [group.name() for group in root.findGroups()]
said["layers"] = told(project.mapLayers().values())
draw(root.layerOrder(), project, job["map"])
said["alone"] = [QgsVectorLayer(layer.source(), "alone", "ogr") for layer in project.mapLayers().values()]
for layer in said["alone"]:
    layer.loadDefaultStyle()
said["alone"] = [layer.renderer().type() for layer in said["alone"]]
# QGIS loads the style beside a Shapefile by itself.
shapes = [QgsVectorLayer(path, Path(path).name, "ogr") for path in job["shapes"]]
said["shapes"] = told(shapes)
draw(shapes, project, job["shapesMap"])

archive = QgsProject()
said["archive"] = {"read": archive.read(job["archive"])}
said["archive"]["valid"] = [layer.isValid() for layer in archive.mapLayers().values()]
(layout,) = archive.layoutManager().printLayouts()
said["archive"]["items"] = sorted(item.id() for item in layout.items() if hasattr(item, "id"))
said["archive"]["scale"] = layout.itemById("map").scale()
said["archive"]["legend"] = layout.itemById("legend").rect().width()
settings = QgsLayoutExporter.ImageExportSettings()
settings.dpi = PAGE_DPI
said["archive"]["written"] = QgsLayoutExporter(layout).exportToImage(job["page"], settings)
print("said " + json.dumps(said), flush=True)
# QGIS frees layers of two projects in an order that it does not survive.
os._exit(0)
