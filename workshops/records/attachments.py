"""Papers handed in: told by their bytes, not by their names; kept under names of our own."""

import hashlib
import io
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from .actions import record
from .models import Attachment, subject_of

OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "application/pdf": ("PDF", b"%PDF-"),
    "image/jpeg": ("JPG 图片", b"\xff\xd8\xff"),
    "image/png": ("PNG 图片", b"\x89PNG\r\n\x1a\n"),
}
INSIDE = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet",
}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
REFUSAL = "只收 PDF、JPG、PNG、DOCX、XLSX 文件，请转换格式后再上传。"


def sniffed(content: bytes) -> str:
    """The type the bytes themselves show; ValidationError for anything we do not take."""
    for content_type, (_, mark) in KINDS.items():
        if content.startswith(mark):
            return content_type
    if content.startswith(b"PK\x03\x04"):
        return _inside(content)
    raise ValidationError(REFUSAL)


def _inside(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile as broken:
        raise ValidationError("文件已损坏，打不开，请重新保存后再上传。") from broken
    for name, content_type in INSIDE.items():
        if name in names:
            return content_type
    raise ValidationError(REFUSAL)


def checked(upload) -> tuple[bytes, str]:
    """The bytes and type of an upload; ValidationError says what to do."""
    limit = settings.ATTACHMENT_MAX_BYTES
    if upload.size > limit:
        raise ValidationError(f"文件超过 {limit // 1024 // 1024} MB，请压缩或分开上传。")
    content = upload.read()
    if not content:
        raise ValidationError("文件是空的，请重新选择。")
    return content, sniffed(content)


def keep(subject, slot: str, upload, *, by, at) -> Attachment:
    """Keep an upload in a material slot and record it; ValidationError for what we do not take."""
    content, content_type = checked(upload)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        attachment = Attachment(
            **subject_of(subject),
            slot=slot,
            filename=upload.name[-160:],
            content_type=content_type,
            size=len(content),
            sha256=digest,
            kept_by=by,
            kept_at=at,
        )
        attachment.content.save(upload.name, ContentFile(content), save=False)
        attachment.save()
        after = {"slot": slot, "filename": attachment.filename, "sha256": digest}
        record("上传材料", subject, by=by, at=at, after=after)
    return attachment


def withdraw(attachment: Attachment, *, by, at) -> None:
    """Take a paper out of its slot; the file stays in the archive."""
    with transaction.atomic():
        attachment.withdrawn_at = at
        attachment.save()
        before = {"slot": attachment.slot, "filename": attachment.filename}
        record("撤下材料", attachment.subject(), by=by, at=at, before=before)
