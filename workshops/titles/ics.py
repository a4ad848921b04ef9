"""Last days as a calendar file that telephones understand (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
LONGEST = 75  # octets of a line; what is longer goes on in the next, which begins with a blank


def calendar_file(days: Iterable[tuple[str, date, str]], at: datetime) -> bytes:
    """A calendar of whole days, each (key, day, words), with an alarm a week ahead.

    The keys are what a telephone knows an entry by when the file is read again.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//studios//duties//ZH"]
    stamp = f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}"
    for key, day, words in days:
        ends = day + timedelta(days=1)
        lines += ["BEGIN:VEVENT", f"UID:{key}", stamp]
        lines += [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{ends:%Y%m%d}"]
        said = words.translate(ESCAPES)
        lines += [f"SUMMARY:{said}", "BEGIN:VALARM", "TRIGGER:-P7D", "ACTION:DISPLAY"]
        lines += [f"DESCRIPTION:{said}", "END:VALARM", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def folded(line: str) -> Iterable[str]:
    """A line in parts of at most 75 octets, never cut inside a character."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
