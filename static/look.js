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

focusErrors();
