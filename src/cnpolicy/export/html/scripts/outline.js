// The outline: folding, and the heading that is in sight.

/** An outline longer than this opens with its deeper levels folded. */
const LONG_OUTLINE = 60;

for (const outline of $$(".outline")) {
  const entries = $$("li", outline);
  const depth = entries.map((entry) => Number(entry.dataset.depth));
  entries.forEach((entry, index) => {
    if (!(depth[index + 1] > depth[index])) return;
    const button = make("button", {
      type: "button",
      class: "fold",
      "aria-expanded": "true",
      "data-t-label": "fold",
      "aria-label": t("fold"),
      on: { click: () => fold(outline, entry, button.getAttribute("aria-expanded") === "true") },
    });
    entry.prepend(button);
    if (entries.length > LONG_OUTLINE && depth[index] >= 2) button.setAttribute("aria-expanded", "false");
  });
  applyFolds(outline);
}

function fold(outline, entry, closed) {
  $(".fold", entry).setAttribute("aria-expanded", String(!closed));
  applyFolds(outline);
}

/** Hide what stands below folded entries. */
function applyFolds(outline) {
  let above = Infinity;
  for (const entry of $$("li", outline)) {
    const depth = Number(entry.dataset.depth);
    if (depth <= above) above = Infinity;
    entry.hidden = depth > above;
    const button = $(".fold", entry);
    if (above === Infinity && button && button.getAttribute("aria-expanded") === "false") above = depth;
  }
}

function currentOutline() {
  return $(`.outline[data-doc="${state.doc}"]`);
}

/** The heading that was chosen, and its height in the window then: it stays the marked
 * one until the page is scrolled, also if the next stands right below it. */
let pinned = null;

function pin(heading, index) {
  pinned = { heading, index, top: heading.getBoundingClientRect().top };
}

function isPinned() {
  return pinned && Math.abs(pinned.heading.getBoundingClientRect().top - pinned.top) < 8
    && pinned.heading.closest(".document.current");
}

/** Mark the heading in sight in the outline. */
function followText() {
  if (state.view !== "text") return;
  const { sections } = dataOf(state.doc);
  const outline = currentOutline();
  if (!sections.length || !outline) return;
  let low = 0;
  let high = sections.length;
  const line = window.innerHeight * 0.24;
  while (low < high) {
    const middle = (low + high) >> 1;
    const heading = $(`#d${state.doc}-s${middle}`);
    if (heading && heading.getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  const links = $$("a", outline);
  const index = isPinned() ? pinned.index : Math.max(0, low - 1);
  links.forEach((link, number) => {
    if (number === index) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  });
  showEntry(outline, links[index].parentElement);
}

/** Bring an entry of the outline into sight, or the one it is folded under. */
function showEntry(outline, entry) {
  let shown = entry;
  while (shown && shown.hidden) shown = shown.previousElementSibling;
  const scroll = outline.closest(".scroll");
  if (!shown || !scroll.clientHeight) return;
  const box = shown.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  if (box.top < frame.top + 20 || box.bottom > frame.bottom - 40) {
    scroll.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

window.addEventListener("scroll", settled(followText, 60), { passive: true });
