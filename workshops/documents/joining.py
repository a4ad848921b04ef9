"""Puts issued papers one behind the other, each as it was issued, for the printer."""

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


def joined(papers: Iterable[bytes]) -> bytes:
    """One PDF of several; their pages are not drawn anew."""
    writer, kept = PdfWriter(), io.BytesIO()
    for paper in papers:
        writer.append(PdfReader(io.BytesIO(paper)), import_outline=False)
    writer.compress_identical_objects()  # each brought its own letters and colours
    writer.write(kept)
    return kept.getvalue()
