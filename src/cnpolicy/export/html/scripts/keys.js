// What buttons and keys do; the sheets of a narrow window.

const dialog = $("#help");

/** In a window that is not wider the outline is a sheet, as the style sheet has it. */
const NARROW = 1180;

function setTheme(theme) {
  root.dataset.theme = theme;
  remember("theme", theme);
}

/** Open the left (outline) or right (lists) panel where there is no room for both. */
function openSheet(side) {
  root.dataset.sheet = side;
}

function closeSheets() {
  delete root.dataset.sheet;
  showSheetButtons();
}

function showSheetButtons() {
  const open = root.dataset.sheet || state.view;
  for (const button of $$("[data-sheet]", $(".bottom"))) {
    button.setAttribute("aria-pressed", String(button.dataset.sheet === open));
  }
}

const ACTIONS = {
  language: switchLanguage,
  outline: () => (root.dataset.sheet === "left" ? closeSheets() : openSheet("left")),
  theme: () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"),
  help: () => (dialog.showModal ? dialog.showModal() : dialog.setAttribute("open", "")),
  "close-help": () => (dialog.close ? dialog.close() : dialog.removeAttribute("open")),
  "previous-hit": () => stepHit(-1),
  "next-hit": () => stepHit(1),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) ACTIONS[button.dataset.do]();
  if (event.target === dialog) ACTIONS["close-help"]();
});

for (const button of $$("[data-view]", $(".topbar"))) {
  button.addEventListener("click", () => {
    const view = button.dataset.view;
    show({ view, all: view === "index" });
    closeSheets();
    window.scrollTo(0, 0);
  });
}

for (const button of $$("[data-sheet]", $(".bottom"))) {
  button.addEventListener("click", () => {
    const wanted = button.dataset.sheet;
    if (wanted === "left" || wanted === "right") {
      if (root.dataset.sheet === wanted) closeSheets();
      else openSheet(wanted);
    } else {
      delete root.dataset.sheet;
      show({ view: wanted });
      window.scrollTo(0, 0);
    }
    showSheetButtons();
  });
}

const shownViews = $$(".topbar [data-view]").map((button) => button.dataset.view);

function nextView() {
  const next = shownViews[(shownViews.indexOf(state.view) + 1) % shownViews.length];
  show({ view: next, all: next === "index" });
  window.scrollTo(0, 0);
}

function focusOutline() {
  const outline = currentOutline();
  const link = outline && ($("[aria-current]", outline) || $("a", outline));
  if (root.clientWidth <= NARROW) openSheet("left");
  if (link) link.focus();
}

function escape() {
  if (!popup.hidden) return closeMark();
  if (root.dataset.sheet) return closeSheets();
  if ($("#search").value) {
    $("#search").value = "";
    search();
  }
  highlight("spot", []);
  document.activeElement.blur();
  return null;
}

const step = (amount) => {
  if (state.view === "compare") stepChange(amount);
  else if (hits.length && state.tab === "hits") stepHit(amount);
  else stepMark(amount);
};

const KEYS = {
  "/": () => $("#search").focus(),
  n: () => step(1),
  p: () => step(-1),
  j: () => stepRow(1),
  k: () => stepRow(-1),
  o: focusOutline,
  x: clearFilters,
  v: nextView,
  l: switchLanguage,
  d: ACTIONS.theme,
  "?": ACTIONS.help,
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return escape();
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return null;
  if (event.target.closest("input, select, textarea")) return null;
  const tab = Object.keys(TABS)[Number(event.key) - 1];
  const run = KEYS[event.key] || (tab && tab !== "hits" ? () => showTab(tab) : null);
  if (!run) return null;
  event.preventDefault();
  return run();
});
