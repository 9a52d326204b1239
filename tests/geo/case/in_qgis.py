"""
Open a case in QGIS without a screen, as its user would: by its file alone, with its own styles.

Run by Debian's Python, which alone has QGIS: `/usr/bin/python3 in_qgis.py CASE PICTURE [edit]`.
Prints one JSON object: per layer its CRS, count, the legend's words with what each shows, and the
words of the labels; `edit` moves the first place as a user's hand would.
"""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (
    QgsApplication,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

LAYERS = ("places", "evidence", "areas")


def told(layer):
    """Return what QGIS makes of a layer, its style included."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    shown = {rule.label(): 0 for rule in renderer.rootRule().children()}
    for feature in layer.getFeatures():
        keys = renderer.legendKeysForFeature(feature, context)
        for rule in renderer.rootRule().children():
            shown[rule.label()] += rule.ruleKey() in keys
    renderer.stopRender(context)
    named = layer.labeling().settings().fieldName if layer.labelsEnabled() else None
    return {
        "crs": layer.crs().authid(), "count": layer.featureCount(), "shown": shown, "named": named,
    }  # fmt: skip


def drawn(layers, picture):
    """Draw the layers into a picture file."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setOutputSize(QSize(900, 700))
    bounds = layers[-1].extent()
    bounds.combineExtentWith(layers[0].extent())
    bounds.scale(1.2)
    settings.setExtent(bounds)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)
    return [error.message for error in job.errors()]


def edited(layer):
    """Move the first feature by a tenth of a degree, and keep it."""
    layer.startEditing()
    feature = next(layer.getFeatures())
    point = feature.geometry().asPoint()
    layer.changeGeometry(
        feature.id(), QgsGeometry.fromPointXY(QgsPointXY(point.x() + 0.1, point.y()))
    )
    return layer.commitChanges()


def main(case, picture, *wish):
    app = QgsApplication([], GUIenabled=False)
    app.initQgis()
    layers = [QgsVectorLayer(f"{case}|layername={name}", name, "ogr") for name in LAYERS]
    said = {layer.name(): told(layer) for layer in layers}
    errors = drawn(layers, picture)
    changed = bool(wish) and edited(layers[0])
    print(json.dumps({"layers": said, "errors": errors, "edited": changed}), flush=True)
    os._exit(0)  # Debian's QGIS 3.22 falls over its own layers when the program ends


main(*sys.argv[1:])
