"""Days as the Civil Code counts them, worked out anew: anniversaries, a month on, year ends."""

from datetime import date


def years_on(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def month_on(day: date) -> date:
    """The same day of the next month, or the last day of a shorter one."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    days = 29 if month == 2 and year % 4 == 0 else 28 if month == 2 else 30
    if month in (1, 3, 5, 7, 8, 10, 12):
        days = 31
    return date(year, month, min(day.day, days))


def whole_years(start: date, day: date) -> int:
    """How many years are full; the anniversary fills one."""
    years = day.year - start.year
    return years if years_on(start, years) <= day else years - 1


def year_end(year: int) -> date:
    return date(year, 12, 31)
