// Where the page begins: which document and view are shown, and the address of each.

const positions = new Map();

/** Show a view, a document, and in the lists it or all documents. */
function show({ view = state.view, doc = state.doc, all = state.all }) {
  const before = { ...state };
  if (before.view === view && before.doc === doc && before.all === all) return;
  positions.set(`${before.view} ${before.doc}`, window.scrollY);
  Object.assign(state, { view, doc, all });
  root.dataset.view = view;
  for (const section of $$(".view")) section.hidden = section.dataset.view !== view;
  for (const part of $$(".document, .outline")) {
    part.classList.toggle("current", Number(part.dataset.doc) === doc);
  }
  for (const button of $$(".topbar [data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
  const choice = $("#document-switch");
  if (choice) choice.value = String(doc);
  // At first the language draws what there is.
  if (before.view && (before.doc !== doc || before.all !== all)) {
    delete chosen.section;
    delete chosen.document;
    showScope();
    showList();
  }
  closeMark();
  if (before.view) showOverview();
  showSheetButtons();
  if (before.view) window.scrollTo(0, positions.get(`${view} ${doc}`) || 0);
  followText();
}

/** Offer the lists of this document or of all. */
function showScope() {
  if (!several) return;
  let scope = $("#scope");
  if (!scope) {
    scope = make("div", { id: "scope", class: "scope", role: "group" });
    $("#side-panel").prepend(scope);
  }
  fill(scope, [[false, "scope_one"], [true, "scope_all"]].map(([all, key]) => make("button", {
    type: "button",
    "aria-pressed": String(state.all === all),
    on: { click: () => show({ all, view: all || state.view !== "index" ? state.view : "text" }) },
  }, t(key))));
}

/** Go where the address of the page points: #d0-s12 is section 12 of document 0. */
function followAddress() {
  const match = /^#d(\d+)(?:-s(\d+))?$/.exec(location.hash);
  if (!match || Number(match[1]) >= documents.length) return false;
  const doc = Number(match[1]);
  if (match[2] === undefined) {
    show({ view: "text", doc, all: false });
    return true;
  }
  const section = dataOf(doc).sections[Number(match[2])];
  if (!section) return false;
  const heading = $(`#d${doc}-s${match[2]}`);
  show({ view: "text", doc, all: state.all });
  if (heading) {
    heading.scrollIntoView({ block: "start" });
    highlight("spot", []);
    pin(heading, Number(match[2]));
    hold(heading, pinned.top);
  }
  return true;
}

const choice = $("#document-switch");
if (choice) {
  choice.addEventListener("change", () => {
    show({ view: state.view === "index" ? "text" : state.view, doc: Number(choice.value), all: false });
  });
}

for (const link of $$(".outline a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    closeSheets();
    history.pushState(null, "", link.getAttribute("href"));
    followAddress();
    followText();
  });
}
window.addEventListener("popstate", followAddress);
window.addEventListener("hashchange", followAddress);

redrawers.push(showScope);

const kept = recall("language");
if (kept === "zh" || kept === "en") language = kept;
const start = $("#view-compare") ? "compare" : several ? "index" : "text";
if (!followAddress()) show({ view: start, doc: 0, all: start === "index" });
showLanguage();

// For programs that look at the page from outside.
window.cnpolicy = { state, documentText, documents: documents.length };
root.dataset.ready = "yes";
