// The marks in the text: what each says, in a small window; which kinds are shown.

const KINDS = { c: "clauses", o: "mentions", t: "targets", d: "deadlines", q: "citations", f: "findings" };

/** Return the document and the keys of a mark, the most telling first. */
function marksAt(element) {
  const order = "ofdtqc";
  const number = Number(element.closest(".document").dataset.doc);
  const keys = element.dataset.a.split(" ");
  keys.sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  return { number, keys };
}

/** Return lines of a window: a pair is a term and its words, null is left out. */
function lines(...pairs) {
  const rows = pairs.filter((pair) => pair && pair[1]);
  return make("dl", { class: "facts" }, rows.map(([term, value]) =>
    make("div", null, make("dt", null, term), make("dd", null, value))));
}

const TELLERS = {
  c(data, clause) {
    const inside = data.mentions.filter(
      (body) => body[3] >= clause.span[0] && body[4] <= clause.span[1]);
    const roles = ["lead", "inferred_lead", "responsible", "support", "guide"].map((role) => {
      const names = inside.filter((body) => body[1] === role).map((body) => body[2]);
      return [t(`role_${role}`), names.join("、")];
    });
    return [t("clause"), lines(...roles, clause.open ? [t("open_list"), t("open_list_yes")] : null,
      ...clause.persons, [t("manner"), clause.manner], [t("deadline"), clause.deadline])];
  },
  o(data, [body, role, name, , , resolved, successor]) {
    return [name, lines([t("role"), t(`role_${role}`)],
      [t("full_name"), resolved ? data.bodies[body][0] : t("full_name_unknown")],
      [t("successor"), successor])];
  },
  t(data, target) {
    return [`${target.name || t("unnamed")} ${figureOf(target)}`,
      lines([t("kind"), t(`kind_${target.kind}`)],
        [t("year"), yearOf(target)], [t("baseline"), target.baseline],
        [t("period"), target.period], [t("attribute"), target.attribute])];
  },
  d(data, deadline) {
    return [deadline.words, lines([t("kind"), t(`deadline_${deadline.kind}`)],
      [t("date"), deadline.date], [t("date_inferred"), deadline.inferred])];
  },
  q(data, cited) {
    return [cited.title ? `《${cited.title}》` : cited.number,
      lines([t("number"), cited.title ? cited.number : null],
        [t("citation_role"), cited.role ? t(`cited_${cited.role}`) : null],
        [t("short_name"), cited.short], [t("resolves"), cited.resolves])];
  },
  f(data, finding) {
    return [bilingual(finding.message),
      lines([t("severity"), t(`severity_${finding.severity}`)], [t("code"), finding.code],
        [t("suggestion"), finding.suggestion])];
  },
};

/** Write the figure of a target: 增加 ≥12件. */
function figureOf(target) {
  const sign = { "=": "", ">": "＞", ">=": "≥", "<": "＜", "<=": "≤", "≈": "≈", "<≈": "≲" };
  const change = target.change ? `${t(`change_${target.change}`)} ` : "";
  return change + (sign[target.sign] || "") + target.quantity.replace(/\s+/g, "");
}

/** Write the year of a target, and whether it is inferred. */
function yearOf(target) {
  if (target.year) return String(target.year);
  return target.inferred_year ? `${target.inferred_year}${t("inferred_mark")}` : null;
}

const popup = $("#card");
let markShown = null;

/** Open the window of a mark. */
function openMark(element) {
  const { number, keys } = marksAt(element);
  const data = dataOf(number);
  closeMark();
  markShown = element;
  element.classList.add("chosen");
  fill(popup, keys.map((key) => {
    const [heading, facts] = TELLERS[key[0]](data, data[KINDS[key[0]]][Number(key.slice(1))]);
    return make("section", { class: `about about-${key[0]}` },
      make("h3", { lang: "zh-Hans" }, heading), facts);
  }));
  popup.hidden = false;
  place(popup, element.getClientRects()[0] || element.getBoundingClientRect());
}

/** Put a small window below a box of the page, or above where there is no room. */
function place(element, box) {
  const width = element.offsetWidth;
  const height = element.offsetHeight;
  const left = Math.min(Math.max(8, box.left - 12), root.clientWidth - width - 8);
  const below = box.bottom + 8;
  const top = below + height > window.innerHeight - 8 ? box.top - height - 8 : below;
  element.style.left = `${Math.max(8, left)}px`;
  element.style.top = `${Math.max(8, top)}px`;
}

function closeMark() {
  if (markShown) markShown.classList.remove("chosen");
  markShown = null;
  popup.hidden = true;
}

/** Return the pieces of the text that open a window, of the kinds in sight. */
function shownMarks() {
  const kinds = Object.keys(KINDS).filter(
    (kind) => kind === "o" ? root.classList.contains("show-c") : root.classList.contains(`show-${kind}`));
  return $$(kinds.map((kind) => `.document.current .leaf .${kind}`).join(",") || "none");
}

/** Go to the next (1) or the one before (-1) of the marks in sight. */
function stepMark(step) {
  const marks = shownMarks();
  if (!marks.length) return;
  let index = markShown ? marks.indexOf(markShown) + step : -1;
  if (!markShown || index < 0) {
    const top = window.innerHeight * 0.25;
    index = marks.findIndex((mark) => mark.getBoundingClientRect().top >= top);
    if (step < 0) index -= 1;
  }
  const mark = marks[(index + marks.length) % marks.length];
  mark.scrollIntoView({ block: "center" });
  openMark(mark);
}

$("#view-text").addEventListener("click", (event) => {
  const mark = event.target.closest("[data-a]");
  if (!mark || String(getSelection())) return closeMark();
  return mark === markShown ? closeMark() : openMark(mark);
});
window.addEventListener("scroll", () => {
  if (!markShown) return;
  const box = markShown.getClientRects()[0] || markShown.getBoundingClientRect();
  if (box.bottom < 60 || box.top > window.innerHeight) closeMark();
  else place(popup, box);
}, { passive: true });
redrawers.push(() => { if (markShown) openMark(markShown); });

for (const box of $$("[data-show]")) {
  const kind = box.dataset.show;
  const apply = () => root.classList.toggle(`show-${kind}`, box.checked);
  box.checked = recall(`show-${kind}`) !== "no";
  apply();
  box.addEventListener("change", () => {
    remember(`show-${kind}`, box.checked ? "yes" : "no");
    apply();
  });
}
