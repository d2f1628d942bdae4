"""Reads flat OpenDocument spreadsheets, as LibreOffice writes them, and prints their cells as JSON.

For each file its one table, for each row its cells: the text that a person sees, the type that LibreOffice gave the
cell, and its formula. Empty cells to the right and empty rows at the end are left out: LibreOffice tells nothing of
them. Every row is then as long as the longest.
"""

import json
import sys
from xml.etree import ElementTree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
EMPTY = {"text": "", "type": "empty", "formula": None}


def words(element: ElementTree.Element) -> str:
    """The characters of a paragraph; runs of spaces, tabs and breaks are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def cell(element: ElementTree.Element) -> dict:
    return {
        "text": "\n".join(words(paragraph) for paragraph in element.findall(f"{TEXT}p")),
        "type": element.get(f"{OFFICE}value-type", "empty"),
        "formula": element.get(f"{TABLE}formula"),
    }


def repeated(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


def row(element: ElementTree.Element) -> list[dict]:
    cells, gap = [], 0
    for child in element:
        read = cell(child)
        if read == EMPTY:
            gap += repeated(child, "columns")
            continue
        cells += [EMPTY] * gap + [read] * repeated(child, "columns")
        gap = 0
    return cells


def table(path: str) -> list[list[dict]]:
    tables = list(ElementTree.parse(path).getroot().iter(f"{TABLE}table"))
    if len(tables) != 1:
        raise SystemExit(f"{path} has {len(tables)} tables")
    rows, gap = [], 0
    for element in tables[0].iter(f"{TABLE}table-row"):
        read = row(element)
        if not read:
            gap += repeated(element, "rows")
            continue
        rows += [[]] * gap + [read] * repeated(element, "rows")
        gap = 0
    width = max((len(read) for read in rows), default=0)
    return [read + [EMPTY] * (width - len(read)) for read in rows]


json.dump([table(path) for path in sys.argv[1:]], sys.stdout)
