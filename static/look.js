// What a page does better with script; everything works without it.

function focusErrors() {
  document.querySelector("[data-focus]")?.focus();
}

function addRow(rows) {
  const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  const number = Number(total.value);
  const empty = rows.querySelector("template[data-rows-empty]");
  const holder = document.createElement("template");
  holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", String(number));
  const row = holder.content.firstElementChild;
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace("新的一行", `第 ${number + 1} 行`));
  rows.querySelector("[data-rows-list]").append(row);
  total.value = String(number + 1);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rows-add]");
  if (!button) return;
  event.preventDefault();
  addRow(button.closest("[data-rows]"));
});

// A file field says in Chinese what it holds, whatever the browser speaks, and takes what is dropped.
function giveFace(input) {
  const face = document.createElement("div");
  face.className = "file-face";
  face.setAttribute("aria-hidden", "true");
  face.innerHTML = '<span class="file-button"></span><span class="file-names"></span>';
  const [button, names] = face.children;
  button.textContent = input.capture ? "拍照" : "选择文件";
  const show = () => {
    const chosen = Array.from(input.files, (file) => file.name);
    names.textContent = chosen.length ? chosen.join("、") : "还没有选择";
  };
  const over = (event, on) => {
    event.preventDefault();
    face.classList.toggle("file-over", on);
  };
  face.addEventListener("click", () => input.click());
  face.addEventListener("dragover", (event) => over(event, true));
  face.addEventListener("dragleave", (event) => over(event, false));
  face.addEventListener("drop", (event) => {
    over(event, false);
    if (input.multiple || event.dataTransfer.files.length === 1) input.files = event.dataTransfer.files;
    show();
  });
  input.addEventListener("change", show);
  input.form?.addEventListener("reset", () => setTimeout(show));
  input.classList.add("file-real");
  input.after(face);
  show();
}

document.querySelectorAll('.control > input[type="file"]').forEach(giveFace);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
focusErrors();
