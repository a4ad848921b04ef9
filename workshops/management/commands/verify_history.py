"""Verifies the chained history and the kept papers, and says which row was touched."""

import hashlib

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from workshops.records.actions import altered_decisions, broken_link
from workshops.records.models import Attachment, Decision, Event, Paper

GUARDED = ("workshops_event", "workshops_decision", "workshops_paper")
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


class Command(BaseCommand):
    """`manage.py verify_history`: exit code 1 where anything was touched or is missing."""

    help = "Verify the history chain, issued papers, attachments and the database's guards."

    def handle(self, *args, **options):
        kinds = chain_faults, decision_faults, paper_faults, attachment_faults, guard_faults
        faults = [fault for faults_of in kinds for fault in faults_of()]
        if faults:
            raise CommandError("\n".join(["核对未通过：", *faults]))
        events, decisions, papers, attachments = (
            model.objects.count() for model in (Event, Decision, Paper, Attachment)
        )
        self.stdout.write(
            f"OK / 核对通过：履历{events}环首尾相连，决定{decisions}件，"
            f"文书{papers}件、附件{attachments}件与校验值一致。"
        )


def chain_faults():
    """What is wrong with the chain, if anything: the first row touched or missing."""
    broken = broken_link()
    if isinstance(broken, Event):
        what = f"{broken.at:%Y-%m-%d} {broken.act} {broken.title}"
        yield f"履历第{broken.number}环被改动：{what}"
    elif broken is not None:
        yield f"履历第{broken}环缺失，或履历在此处被截断。"


def decision_faults():
    """Decisions that no longer are what the history sealed."""
    for decision in altered_decisions():
        yield f"决定“{decision}”（编号{decision.pk}）与履历封存的内容不一致。"


def paper_faults():
    """Issued papers whose bytes no longer are what was issued."""
    for paper in Paper.objects.exclude(content=None).iterator():
        if hashlib.sha256(bytes(paper.content)).hexdigest() != paper.sha256:
            yield f"文书{paper.number}（编号{paper.pk}）的内容与制发时不一致。"


def attachment_faults():
    """Attachments that are gone or are no longer what was handed in."""
    for attachment in Attachment.objects.iterator():
        try:
            with attachment.content.open("rb") as kept:
                digest = hashlib.file_digest(kept, "sha256").hexdigest()
        except OSError:
            yield f"附件“{attachment.filename}”（编号{attachment.pk}）的文件不见了。"
            continue
        if digest != attachment.sha256:
            yield f"附件“{attachment.filename}”（编号{attachment.pk}）被改动。"


def guard_faults():
    """Tables the database would let anybody change or delete from."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        there = {row[0] for row in cursor.fetchall()}
    for table in GUARDED:
        for act in ("update", "delete"):
            if f"{table}_no_{act}" not in there:
                yield f"数据库没有保护表{table}（{act}），请联系维护人员执行 migrate。"
