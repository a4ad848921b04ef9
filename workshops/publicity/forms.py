"""What is typed in this room: the posting, the objection from the public, its answer."""

from django import forms
from django.core.validators import RegexValidator

from workshops.records.attachments import checked
from workshops.records.formats import ACCEPT
from workshops.studios.fields import TELEPHONE

from .models import Finding, Objection

MOST_FILES = 5


class PostingForm(forms.Form):
    """The words around the list; the list and the days are computed."""

    title = forms.CharField(
        label="公示标题", max_length=120, error_messages={"required": "请填写公示标题。"}
    )
    contact = forms.CharField(
        label="异议受理方式",
        help_text="写明受理部门、电话和地址，公示页上公开。",
        max_length=200,
        validators=[RegexValidator(r"\d{3}", "请写明受理电话。")],
        error_messages={"required": "请写明公众怎样提出异议。"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Files(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few papers at once, each told by its bytes."""

    widget = Files(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None) -> list:
        uploads = [one for one in data or [] if one]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(f"最多上传{MOST_FILES}个文件，请合并后再传。")
        for upload in uploads:
            checked(upload)
            upload.seek(0)
        return uploads


class ObjectionForm(forms.ModelForm):
    """A named person's objection to one entry of the list."""

    entry = forms.TypedChoiceField(
        label="对哪一个工作室有异议",
        coerce=int,
        error_messages={"required": "请选择有异议的工作室。"},
    )
    evidence = FilesField(
        label="证明材料",
        required=False,
        help_text=f"最多{MOST_FILES}个，PDF、图片、Word 或 Excel 文件。",
    )

    field_order = ("entry", "full_name", "employer", "phone", "statement", "evidence")

    class Meta:
        model = Objection
        fields = ("full_name", "employer", "phone", "statement")
        help_texts = {
            "full_name": "真实姓名。只有办理异议的工作人员看得到，不会告诉被反映的单位和个人。",
            "statement": "写明具体事实、时间、地点和线索。",
        }
        error_messages = {
            "full_name": {"required": "请填写真实姓名，匿名的无法核实。"},
            "employer": {"required": "请填写工作单位。"},
            "phone": {"required": "请填写联系电话，便于核实。"},
            "statement": {"required": "请写明异议事实。"},
        }
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 6}),
            "phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
        }

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.files_by_number = {row["number"]: row["application"] for row in posting.entries}
        named = [(row["number"], f"{row['number']}. {row['studio']}") for row in posting.entries]
        self.fields["entry"].choices = [("", "请选择"), *named]
        self.fields["phone"].validators.append(TELEPHONE)

    def particulars(self) -> dict:
        """What the act of objecting is told."""
        given = dict(self.cleaned_data)
        application_id = self.files_by_number[given.pop("entry")]
        return given | {"application_id": application_id}


class AnswerForm(forms.ModelForm):
    """How an objection ends; the answer goes on record and so must not name who objected."""

    class Meta:
        model = Objection
        fields = ("finding", "answer")
        error_messages = {
            "finding": {"required": "请选择处理结论。"},
            "answer": {"required": "请写明处理说明。"},
        }
        help_texts = {"answer": "写明核查经过和理由；记入履历，不要写异议人的姓名、电话、单位。"}
        widgets = {"finding": forms.RadioSelect, "answer": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["finding"].required = self.fields["answer"].required = True
        self.fields["finding"].choices = Finding.choices

    def clean_answer(self):
        answer = self.cleaned_data["answer"]
        secrets = (self.instance.full_name, self.instance.phone)
        if any(secret in answer for secret in secrets):
            raise forms.ValidationError("处理说明记入履历，请删去异议人的姓名和电话。")
        return answer
