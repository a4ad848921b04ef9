"""Papers handed in: told by their bytes, not by their names; kept under names of our own."""

import hashlib
import io
import re
import warnings
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps

from .actions import record
from .formats import BROKEN, JPEG, NAMED, PICTURES, PNG, SUFFIXES, honest
from .models import Attachment, subject_of

MAX_IMAGE_PIXELS = 40_000_000  # an A4 page scanned at 600 dpi has 35 million
MAX_PAPERS = 100  # lying in the slots of one thing at one time
# Line breaks, path signs and the marks that turn the reading direction do not belong in a name.
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def redrawn(content: bytes, content_type: str) -> bytes:
    """A picture drawn anew: upright, and without where and by what it was taken."""
    kind = {JPEG: "JPEG", PNG: "PNG"}[content_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is the stricter one
            image = Image.open(io.BytesIO(content), formats=[kind])
            if image.width * image.height > MAX_IMAGE_PIXELS:
                raise ValidationError("图片过大（超过 4000 万像素），请缩小后再上传。")
            plain = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise ValidationError(BROKEN) from broken
    if kind == "JPEG" and plain.mode not in ("RGB", "L"):
        plain = plain.convert("RGB")
    plain.info = {key: plain.info[key] for key in ("transparency",) if key in plain.info}
    drawn = io.BytesIO()
    plain.save(drawn, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return drawn.getvalue()


def checked(upload) -> tuple[bytes, str]:
    """The bytes to keep and the type of an upload; ValidationError says what to do."""
    limit = settings.ATTACHMENT_MAX_BYTES
    if upload.size > limit:
        raise ValidationError(f"文件超过 {limit // 1024 // 1024} MB，请压缩或分开上传。")
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if not content:
        raise ValidationError("文件是空的，请重新选择。")
    content_type = honest(upload.name, content)
    if content_type in PICTURES:
        content = redrawn(content, content_type)
    return content, content_type


def shown_name(name: str, content_type: str) -> str:
    """The sender's name for a file without what could deceive, ending as its content does."""
    path = PurePath(UNFIT.sub("_", name))
    known = path.suffix.lower() in NAMED
    stem = path.stem if known else path.name
    return f"{stem.strip(' .')[:120] or '材料'}{SUFFIXES[content_type]}"


def keep(subject, slot: str, upload, *, by, at, post=None) -> Attachment:
    """Keep an upload in a material slot and record it; ValidationError for what we do not take."""
    content, content_type = checked(upload)
    if Attachment.objects.about(subject).filter(withdrawn_at=None).count() >= MAX_PAPERS:
        raise ValidationError(f"材料已有 {MAX_PAPERS} 份，请合并或先撤下不用的。")
    attachment = Attachment(
        **subject_of(subject),
        slot=slot,
        filename=shown_name(upload.name, content_type),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        kept_by=by,
        kept_at=at,
    )
    attachment.content.save("", ContentFile(content), save=False)
    after = {"slot": slot, "filename": attachment.filename, "sha256": attachment.sha256}
    with transaction.atomic():
        attachment.save()
        record("上传材料", subject, by=by, at=at, post=post, after=after)
    return attachment


def withdraw(attachment: Attachment, *, by, at, post=None) -> None:
    """Take a paper out of its slot; the file stays in the archive."""
    with transaction.atomic():
        attachment.withdrawn_at = at
        attachment.save()
        before = {"slot": attachment.slot, "filename": attachment.filename}
        record("撤下材料", attachment.subject(), by=by, at=at, post=post, before=before)
