// A form filled in where there is no network: what is typed stays on this device until it is sent.

const form = document.querySelector("[data-keep] form");
const key = form?.closest("[data-keep]").dataset.keep;
const note = document.querySelector("[data-keep-note]");

function say(words) {
  note.textContent = words;
  note.hidden = !words;
}

function typed() {
  const fields = [...form.elements].filter((field) => field.name && field.type !== "file" && field.name !== "csrfmiddlewaretoken");
  return fields.map((field) => [field.name, field.value, field.checked === true]);
}

function restore(kept) {
  for (const [name, value, checked] of kept) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) {
        if (field.value === value) field.checked = checked;
      } else {
        field.value = value;
      }
    }
  }
}

if (form) {
  const kept = localStorage.getItem(key);
  if (kept && !form.querySelector("[aria-invalid]")) {
    restore(JSON.parse(kept));
    say("已恢复上次在这台设备上填写、还没有提交的内容；附件需要重新选择。");
  }
  form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify(typed())));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      localStorage.removeItem(key);
      return;
    }
    event.preventDefault();
    localStorage.setItem(key, JSON.stringify(typed()));
    say("现在没有网络，填写的内容已存在这台设备上。恢复网络后再按一次“登记”。");
  });
}
