"""Run by the Python of QGIS, not ours: open a project in a package, draw it, say what QGIS makes of it, as JSON."""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

package, name, picture, bounds = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
read = project.read(f"geopackage:{package}?projectName={name}")
root = project.layerTreeRoot()
settings = QgsMapSettings()
drawn = [layer for layer in root.layerOrder() if root.findLayer(layer).isVisible()]
settings.setLayers(drawn)
settings.setDestinationCrs(project.crs())
settings.setExtent(QgsRectangle(*bounds))
settings.setOutputSize(QSize(1600, 1000))
settings.setOutputDpi(96)
settings.setBackgroundColor(project.backgroundColor())
settings.setFlag(QgsMapSettings.DrawLabeling, "labels" in sys.argv)
scopes = [QgsExpressionContextUtils.projectScope(project), QgsExpressionContextUtils.mapSettingsScope(settings)]
settings.setExpressionContext(QgsExpressionContext(scopes))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
job.renderedImage().save(picture)
layers = project.mapLayers().values()
alone = {layer.name(): QgsVectorLayer(layer.source(), "alone", "ogr") for layer in layers}
styles = {}
for key, layer in alone.items():
    layer.loadDefaultStyle()
    styles[key] = layer.renderer().type()
print(
    "said "
    + json.dumps(
        {
            "read": read,
            "crs": project.crs().authid(),
            "groups": [group.name() for group in root.findGroups()],
            "valid": {layer.name(): layer.isValid() for layer in layers},
            "aliases": {layer.name(): layer.attributeAlias(layer.fields().indexOf("stage")) for layer in layers},
            "rules": {layer.name(): len(layer.renderer().rootRule().children()) for layer in layers},
            "undrawn": {
                layer.name(): sum(1 for feature in layer.getFeatures() if not feature.geometry()) for layer in layers
            },
            "styles": styles,
            "labels": {layer.name(): layer.labelsEnabled() for layer in layers},
        }
    )
)
