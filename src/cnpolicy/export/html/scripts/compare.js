// Two documents side by side: which kinds of change are shown, and going through them.

const CHANGES = ["changed", "added", "dropped", "moved"];

const hiddenChanges = new Set();

let changeShown = -1;

function changeRows() {
  return $$("#changes > .change").filter((row) => row.offsetParent);
}

function kindsOf(row) {
  return [row.dataset.kind, ...(row.dataset.moved === undefined ? [] : ["moved"])];
}

function showCompare() {
  const tools = $("#compare-tools");
  if (!tools) return;
  const rows = $$("#changes .change");
  const counts = new Map(tally(rows, (row) => [...new Set(kindsOf(row))]));
  fill(tools,
    CHANGES.map((kind) => make("button", {
      type: "button",
      class: `badge badge-${kind}`,
      "aria-pressed": String(!hiddenChanges.has(kind)),
      disabled: !counts.get(kind),
      on: { click: () => toggleChange(kind) },
    }, `${t(`change_${kind}`)} ${counts.get(kind) || 0}`)),
    make("span", { class: "kept-count" }, t("kept_n", { n: counts.get("kept") || 0 })),
    make("span", { class: "spring" }),
    make("button", { type: "button", class: "link", on: { click: () => stepChange(-1) } }, t("previous_change")),
    make("button", { type: "button", class: "link", on: { click: () => stepChange(1) } }, t("next_change")),
    $("#changes > .change") ? null : make("p", { class: "empty" }, t("no_changes")));
  for (const row of $$("#changes > .change")) {
    row.hidden = kindsOf(row).every((kind) => hiddenChanges.has(kind));
  }
}

function toggleChange(kind) {
  if (hiddenChanges.has(kind)) hiddenChanges.delete(kind);
  else hiddenChanges.add(kind);
  changeShown = -1;
  showCompare();
}

function stepChange(step) {
  const rows = changeRows();
  if (!rows.length) return;
  changeShown = (changeShown + step + rows.length) % rows.length;
  for (const row of $$("#changes .chosen")) row.classList.remove("chosen");
  rows[changeShown].classList.add("chosen");
  rows[changeShown].scrollIntoView({ block: "center" });
}

const comparison = $("#changes");
if (comparison) {
  comparison.addEventListener("click", (event) => {
    const button = event.target.closest("[data-jump]");
    if (button) jump(...button.dataset.jump.split(" ").map(Number));
  });
  redrawers.push(showCompare);
}
