"""Makes what was asked for: each product from plain values, as the page and its previews need them.

Each product's module is imported when it is asked for: some take a second.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.drawing import drawing_of
from exports.asked import Asked
from exports.context import Context
from exports.progress import Report
from geo.own.store import OwnStore
from layers.own.shown import OwnLayers
from layers.screen.present import present_plan
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from layers.view.state import View

Options = Mapping[str, Any]
PICTURE_DPI = 96.0


def make(asked: Asked, report: Report, out: Path) -> None:
    """Write what was asked for to out.

    Raises ExportError where it cannot be made, OSError where it cannot be written, Cancelled.
    """
    plan, _ = present_plan()
    catalogue = load_catalogue()
    view, _ = decode(asked.view, Vocabulary(plan, catalogue))
    workspace = OwnLayers(OwnStore.present() if asked.own else None)
    context = Context(view, plan, catalogue, asked.language, report, workspace)
    MAKERS[asked.product](context, asked.options, out)


def _sheet_options(context: Context, options: Options) -> Any:
    from exports.notes.kept import printed_notes  # noqa: PLC0415
    from exports.sheet.options import SheetOptions  # noqa: PLC0415

    own = {name: value for name, value in options.items() if name != "drawing"}
    logo = base64.b64decode(own.pop("logo", ""))
    notes = printed_notes(own.pop("notes", ""), context.plan, context.language)
    return SheetOptions(**own, logo=logo, notes=notes, language=context.language)


def _drawn_over(context: Context, options: Options) -> View:
    """The view with the drawing that was asked for."""
    return replace(context.view, drawing=drawing_of(options.get("drawing"), "drawing"))


def _sheet(context: Context, options: Options, out: Path) -> None:
    from exports.sheet.make import beside_of, make_sheet  # noqa: PLC0415

    chosen = _sheet_options(context, options)
    make_sheet(
        _drawn_over(context, options), context.plan, context.catalogue, options=chosen, out=out, report=context.report,
        own=context.own(), beside=beside_of(context), workspace=context.workspace,
    )  # fmt: skip


def _sheet_picture(context: Context, options: Options, out: Path) -> None:
    from exports.sheet.make import beside_of, sheet_preview  # noqa: PLC0415

    chosen = _sheet_options(context, options)
    view, plan, catalogue = _drawn_over(context, options), context.plan, context.catalogue
    drawn = sheet_preview(
        view, plan, catalogue, options=chosen, dpi=PICTURE_DPI, own=context.own(), beside=beside_of(context),
        workspace=context.workspace,
    )  # fmt: skip
    out.write_bytes(drawn)


def _atlas(context: Context, options: Options, out: Path) -> None:
    from exports.atlas.make import make_atlas  # noqa: PLC0415

    make_atlas(context, options=_sheet_options(context, options), out=out)


def _brief(context: Context, options: Options, out: Path) -> None:
    from exports.brief.make import make_brief  # noqa: PLC0415
    from exports.report.office.given import heard  # noqa: PLC0415

    make_brief(context, district=options["district"], theme=options["theme"], out=out, office=heard(options))


def _brief_picture(context: Context, options: Options, out: Path) -> None:
    from exports.brief.content import brief_of  # noqa: PLC0415
    from exports.brief.pdf import first_page  # noqa: PLC0415

    figure = first_page(brief_of(context, district=options["district"], theme=options["theme"])).figure
    figure.savefig(out, format="png", dpi=PICTURE_DPI, facecolor=figure.get_facecolor())


def _report(context: Context, options: Options, out: Path) -> None:
    from exports.report.make import make_report  # noqa: PLC0415
    from exports.report.office.given import heard, without_office  # noqa: PLC0415

    make_report(context, **without_office(options), out=out, office=heard(options))


def _data(context: Context, options: Options, out: Path) -> None:
    from exports.data.make import make_data  # noqa: PLC0415

    make_data(context, kind=options["kind"], crs=options["crs"], out=out, file=options.get("file", ""))


def _list(context: Context, _options: Options, out: Path) -> None:
    from exports.data.item_list import make_list  # noqa: PLC0415

    make_list(context, out=out)


def _map(context: Context, _options: Options, out: Path) -> None:
    from exports.folium_map import make_map  # noqa: PLC0415

    make_map(context, out=out)


def _simple_map(context: Context, _options: Options, out: Path) -> None:
    from exports.ask.marks import shown_answer  # noqa: PLC0415
    from layers.leaflet.elements import leaflet_html  # noqa: PLC0415

    plan, catalogue, answer = context.plan, context.catalogue, shown_answer(context)
    page = leaflet_html(plan, catalogue, language=context.language, view=context.view, own=context.own(), answer=answer)
    out.write_bytes(page.encode())


def _scene_picture(context: Context, options: Options, out: Path) -> None:
    from exports.sheet.picture import scene_picture  # noqa: PLC0415

    out.write_bytes(scene_picture(replace(context, view=_drawn_over(context, options)), options))


def _resolved(context: Context, options: Options) -> Any:
    from briefing.reading import read_briefings  # noqa: PLC0415
    from briefing.resolved import resolve  # noqa: PLC0415

    briefing = read_briefings(options["briefing"].encode())[0][0]
    return resolve(briefing, Vocabulary(context.plan, context.catalogue), source=options["source"])


def _slides(context: Context, options: Options, out: Path) -> None:
    from exports.slides.make import make_slides  # noqa: PLC0415

    make_slides(_resolved(context, options), context, out)


def _kit(context: Context, options: Options, out: Path) -> None:
    from exports.kit.make import make_kit  # noqa: PLC0415

    make_kit(_resolved(context, options), context, out)


def _own(context: Context, options: Options, out: Path) -> None:
    from exports.own.make import make_own  # noqa: PLC0415

    make_own(context, options, out)


def _ask(context: Context, options: Options, out: Path) -> None:
    from exports.ask.serving import make_asked  # noqa: PLC0415

    make_asked(context, options, out)


def _edits(context: Context, options: Options, out: Path) -> None:
    from exports.edits.make import make_edits  # noqa: PLC0415

    make_edits(context, options, out)


def _trail(context: Context, options: Options, out: Path) -> None:
    from exports.trail.make import make_trail  # noqa: PLC0415

    make_trail(context, options, out)


def _ogc(context: Context, _options: Options, out: Path) -> None:
    from exports.ogc.collected import make_collections  # noqa: PLC0415

    make_collections(context, out)


MAKERS: dict[str, Callable[[Context, Options, Path], None]] = {
    "sheet": _sheet,
    "atlas": _atlas,
    "brief": _brief,
    "report": _report,
    "data": _data,
    "list": _list,
    "map": _map,
    "slides": _slides,
    "kit": _kit,
    "simple-map": _simple_map,
    "own": _own,
    "ask": _ask,
    "edits": _edits,
    "ogc": _ogc,
    "trail": _trail,
    "sheet-picture": _sheet_picture,
    "brief-picture": _brief_picture,
    "scene-picture": _scene_picture,
}
"""what may be asked for -> who makes it of a context, its options and the place to write to"""
