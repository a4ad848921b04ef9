"""The part of a dossier on what unions did for the studio and its people beside the subsidies."""

from .dossier_leaf import Part, Reader, Table, said, worded, yuan

STRUCK, KINDS = "已冲销", ("honours", "rewards", "benefits", "support")


def given(reader: Reader) -> Part:
    """Honours, rewards, benefits and money of other unions, what was struck out among them."""
    part = Part("荣誉、奖励和待遇", "只列登记的事实。")
    for heading, columns, rows in (_honours(reader), _rewards(reader), _benefits(reader)):
        if rows:
            part.add(heading, tables=[Table("", columns, rows)])
    if rows := _supports(reader):
        columns = ["日期", "资助的工会", "金额", "凭证号或文号", "情况"]
        proofs = reader.attached([reader.title])
        part.add("工会的扶持资金", tables=[Table("", columns, rows), *proofs])
    if not part.blocks and any(map(reader.title.edition.policy, KINDS)):
        part.add(note="没有登记。")
    return part


def _stand(row) -> str:
    return "有效" if row.stands else f"{STRUCK}：{row.struck_why}"


def _honours(reader: Reader) -> tuple:
    rows = [
        [
            worded(row.recommended_on),
            row.whose,
            row.honour,
            row.union.title,
            f"{row.get_result_display()}{said(row.result_on)}" if row.result else "",
            _stand(row),
        ]
        for row in reader.title.recommendations.select_related("union").order_by("pk")
    ]
    return "推荐荣誉", ["推荐日期", "对象", "荣誉或称号", "推荐的工会", "结果", "情况"], rows


def _rewards(reader: Reader) -> tuple:
    rows = [
        [
            worded(row.given_on),
            row.whose,
            row.what,
            row.union.title,
            yuan(row.amount_fen) if row.amount_fen else "",
            row.get_source_display() if row.source else "",
            _stand(row),
        ]
        for row in reader.title.rewards.select_related("union").order_by("pk")
    ]
    columns = ["奖励日期", "对象", "内容", "奖励的工会", "金额", "经费来源", "情况"]
    return "工会奖励", columns, rows


def _benefits(reader: Reader) -> tuple:
    policy = reader.title.edition.policy("benefits")
    labels = {one.code: one.label for one in policy.sorts} if policy else {}
    rows = [
        [
            worded(row.begins_on),
            row.full_name,
            labels.get(row.sort, row.sort),
            f"{row.days}天",
            row.union.title,
            _stand(row),
        ]
        for row in reader.title.benefits.select_related("union").order_by("pk")
    ]
    columns = ["开始日期", "姓名", "事项", "天数", "组织的工会", "情况"]
    return "疗休养、考察和学习", columns, rows


def _supports(reader: Reader) -> list[list]:
    kept = sorted(reader.title.supports.all(), key=lambda row: (row.given_on, row.pk))
    return [
        [
            worded(row.given_on),
            row.giver or row.union.title,
            yuan(row.amount_fen),
            row.voucher,
            _stand(row),
        ]
        for row in kept
    ]
