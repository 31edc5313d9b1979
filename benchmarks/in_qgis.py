"""Run by the Python of QGIS, not ours: a print layout of a project in a package: A3, frame, legend, scale bar, PDF."""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
)

MM = QgsUnitTypes.LayoutMillimeters
package, name, out, pages = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
bounds = [float(number) for number in sys.argv[5:9]]
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
assert project.read(f"geopackage:{package}?projectName={name}")
for _page in range(pages):
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().pages()[0].setPageSize("A3", QgsLayoutItemPage.Landscape)
    shown = QgsLayoutItemMap(layout)
    layout.addLayoutItem(shown)
    shown.attemptMove(QgsLayoutPoint(10, 10, MM))
    shown.attemptResize(QgsLayoutSize(292, 262, MM))
    shown.setExtent(QgsRectangle(*bounds))
    legend, bar, title = QgsLayoutItemLegend(layout), QgsLayoutItemScaleBar(layout), QgsLayoutItemLabel(layout)
    for item, (x, y) in ((legend, (307, 30)), (bar, (10, 278)), (title, (307, 10))):
        layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y, MM))
    bar.setLinkedMap(shown)
    bar.applyDefaultSize()
    title.setText(project.title())
    title.attemptResize(QgsLayoutSize(100, 15, MM))
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 300
    assert QgsLayoutExporter(layout).exportToPdf(out, settings) == QgsLayoutExporter.Success
os._exit(0)
