"""Reads one calendar file (RFC 5545) with the package `icalendar` and prints its entries as JSON.

Ends with 1, and what is wrong on stderr, where that package cannot read something, and also where it forgives what
calendars that people use do not: the rules of RFC 5545 about lines (3.1) and about what must be there (3.6).
"""

import datetime
import json
import re
import sys
from collections.abc import Iterator

import icalendar

ENTRIES = ("VEVENT", "VTODO")


def faults_of_lines(data: bytes) -> Iterator[str]:
    """What is wrong with the lines before anything reads them. Lengths are in bytes."""
    if not data.endswith(b"\r\n"):
        yield "the last line does not end with CR LF"
    if data.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark stands before the first line"
    for number, line in enumerate(data.split(b"\r\n"), start=1):
        if b"\r" in line or b"\n" in line:
            yield f"line {number} has a CR or LF alone"
        if len(line) > 75:
            yield f"line {number} is {len(line)} bytes long; 75 are allowed"
        if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", line):
            yield f"line {number} has a control character"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} is not UTF-8 by itself"


def faults_of_calendar(calendar: icalendar.Calendar) -> Iterator[str]:
    if calendar.name != "VCALENDAR":
        yield f"it is a {calendar.name}"
    for name, value in (("VERSION", "2.0"), ("PRODID", None)):
        found = calendar.get(name)
        if not found or (value and str(found) != value):
            yield f"{name} is {found}"
    seen = set()
    for component in calendar.walk():
        for name, message in component.errors:
            yield f"{component.name}: {name}: {message}"
        if component.name not in ENTRIES:
            continue
        for name in ("UID", "DTSTAMP"):
            if component.get(name) is None:
                yield f"a {component.name} has no {name}"
        for name, value in component.property_items(recursive=False):
            # Such a property may stand once only; the package then makes a list of it.
            if isinstance(component.get(name), list) and name in ("UID", "DTSTAMP", "SUMMARY", "DUE", "DTSTART", "STATUS"):
                yield f"a {component.name} has more than one {name}"
        uid = str(component.get("UID"))
        if uid in seen:
            yield f"two entries have the UID {uid}"
        seen.add(uid)
        start, end = moment(component, "DTSTART"), moment(component, "DUE") or moment(component, "DTEND")
        if start and end and (len(start) != len(end) or start >= end):
            yield f"the entry {uid} ends at {end} and starts at {start}"


def moment(component, name: str) -> str | None:
    """`2026-12-31` for a day, `2026-12-31T09:00:00+00:00` for a time."""
    value = component.get(name)
    if isinstance(value, list) or not isinstance(getattr(value, "dt", None), datetime.date):
        return None
    return value.dt.isoformat()


def text(component, name: str) -> str | None:
    value = component.get(name)
    return None if value is None else str(value)


def entry(component) -> dict:
    categories = component.get("CATEGORIES", [])
    groups = categories if isinstance(categories, list) else [categories]
    known = ("UID", "SUMMARY", "DESCRIPTION", "STATUS", "PRIORITY", "URL", "PERCENT-COMPLETE")
    names = {name for name, _ in component.property_items(recursive=False)}
    return {
        "kind": component.name,
        **{name.lower().replace("percent-complete", "percent"): text(component, name) for name in known},
        "stamp": moment(component, "DTSTAMP"),
        "start": moment(component, "DTSTART"),
        "end": moment(component, "DTEND"),
        "due": moment(component, "DUE"),
        "completed": moment(component, "COMPLETED"),
        "categories": [str(category) for group in groups for category in group.cats],
        "own": {name: text(component, name) for name in sorted(names) if name.startswith("X-")},
        "alarms": sum(part.name == "VALARM" for part in component.subcomponents),
    }


def main(path: str) -> int:
    with open(path, "rb") as file:
        data = file.read()
    faults = list(faults_of_lines(data))
    try:
        calendar = icalendar.Calendar.from_ical(data)
        faults += faults_of_calendar(calendar)
    except ValueError as error:
        faults.append(str(error))
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    json.dump([entry(component) for component in calendar.walk() if component.name in ENTRIES], sys.stdout)
    return 0


sys.exit(main(sys.argv[1]))
