// Batches: a step goes on by itself slice after slice; all rows of a page are ticked at once.

const going = document.querySelector("form[data-going]");
if (going) {
  going.querySelector("button").textContent = "正在办理…";
  going.requestSubmit();
}

const all = document.querySelector("[data-tick-all]");
if (all) {
  const rows = Array.from(document.querySelectorAll("[data-tick]:not(:disabled)"));
  const said = document.querySelector("[data-ticked]");
  const show = () => {
    const ticked = rows.filter((row) => row.checked);
    const fen = ticked.reduce((sum, row) => sum + Number(row.dataset.tick), 0);
    all.checked = ticked.length === rows.length;
    all.indeterminate = ticked.length > 0 && !all.checked;
    said.textContent = `已选 ${ticked.length} 笔，${(fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2 })} 元`;
  };
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
    show();
  });
  document.addEventListener("change", (event) => event.target.matches("[data-tick]") && show());
  show();
}
