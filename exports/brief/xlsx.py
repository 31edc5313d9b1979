"""A brief as a workbook: positioning with the map, totals, the items with clause and section, the sources."""

from exports.book.items import ItemSheets
from exports.book.workbook import Book
from exports.brief.content import Brief
from exports.brief.map import brief_picture, own_words
from exports.data.crs_choice import CHOICES
from exports.data.in_crs import in_crs, places
from exports.data.table import item_table
from exports.ledger.events import event_table
from exports.section import section_words
from exports.sources import about, cited, load_sources
from layers.text import text

MAP_PT = (560.0, 430.0)
"""width and height of the map in the first sheet"""
MATRIX_WIDTH = 12


def brief_bytes(brief: Brief) -> bytes:
    """The brief as XLSX."""
    language = brief.language
    book = Book(language, brief.title)
    notes = [(heading, "\n".join(phrases)) for heading, phrases in brief.profile()]
    made = about(
        selection=brief.subtitle, datum=CHOICES["wgs84"].label(language), language=language, day=brief.states.day
    )
    picture, drawn = brief_picture(brief, width_pt=MAP_PT[0], height_pt=MAP_PT[1])
    described = text("brief.map", language, title=brief.title)
    heads = [(brief.title, brief.subtitle), (text("brief.onMap", language), brief.map_words(drawn.items))]
    heads += [(text("data.about.own", language), note) for note in own_words(brief, drawn)]
    book.add_notes(brief.title, [*heads, *notes, *made.rows(language)[2:]], picture=(picture, described))
    header, rows = brief.matrix()
    book.add_table(
        text("brief.totals", language), header, rows, [MATRIX_WIDTH + 6, *[MATRIX_WIDTH] * (len(header) - 1)]
    )
    states = brief.states
    table = item_table(brief.items, brief.context.plan, brief.context.catalogue, states)
    table = table.assign(section=[section_words(item.section, language) for item in brief.items])
    choice = CHOICES["wgs84"]
    easts, norths = places(in_crs(table, choice), choice)
    sheets = ItemSheets(book, choice, language)
    sheets.add(text("data.sheet.all", language), table.assign(**dict(zip(choice.axes, (easts, norths), strict=True))))
    sheets.lead(brief.items, event_table(brief.items, states), cited(brief.items, load_sources()))
    return book.content()
