// Filters of the lists: what can be chosen, and what it leaves.
//
// An entry is one row of a list: { doc, index, item }. A filter has `options`, which
// lists [value, words, count], and `passes`. Filters that are not offered by a list, or
// offer no choice, are not shown.

/** What is chosen: the name of a filter to its value; a name that is not here is open. */
const chosen = {};

const ROLES = ["lead", "inferred_lead", "responsible", "support", "guide"];

/** Return the full names of the bodies of a task, in the chosen role if there is one. */
function namesOf(entry, role) {
  const { bodies } = dataOf(entry.doc);
  const named = entry.item.bodies.filter((body) => !role || body[1] === role);
  return [...new Set(named.map((body) => bodies[body[0]][0]))];
}

const parents = [];

/** Return for each section of a document the one it stands in; -1 for none. */
function parentsOf(number) {
  if (!parents[number]) {
    const { sections } = dataOf(number);
    const open = [];
    parents[number] = sections.map(([, , start], index) => {
      while (open.length && sections[open[open.length - 1]][3] <= start) open.pop();
      const parent = open.length ? open[open.length - 1] : -1;
      open.push(index);
      return parent;
    });
  }
  return parents[number];
}

/** Return the sections above an entry, the innermost first. */
function sectionsAbove(entry) {
  const above = [];
  const parent = parentsOf(entry.doc);
  for (let index = entry.item.section; index >= 0; index = parent[index]) above.push(index);
  return above;
}

/** Return the section of the first degree that an entry stands in; -1 for none. */
function chapterOf(entry) {
  const above = sectionsAbove(entry);
  return above.length ? above[above.length - 1] : -1;
}

function yearsOf(item) {
  if (item.years) return item.years;
  const day = item.date || item.inferred;
  if (day) return [Number(day.slice(0, 4))];
  const year = item.year || item.inferred_year;
  return year ? [year] : [];
}

const counted = (entries, key, label = String) =>
  tally(entries, key).map(([value, count]) => [String(value), label(value), count]);

const inOrder = (options, order) =>
  order.map((value) => options.find((option) => option[0] === value)).filter(Boolean);

const FILTERS = {
  document: {
    options: (entries) => counted(entries, (entry) => entry.doc, (number) => titleOf(number)),
    passes: (entry, value) => entry.doc === Number(value),
  },
  body: {
    options: (entries) => counted(entries, (entry) => namesOf(entry)),
    passes: (entry, value) => namesOf(entry, chosen.role).includes(value),
  },
  role: {
    options: (entries) => inOrder(counted(entries,
      (entry) => [...new Set(entry.item.bodies.map((body) => body[1]))],
      (role) => t(`role_${role}`)), ROLES),
    passes: (entry, value) => entry.item.bodies.some((body) => body[1] === value),
  },
  assigned: {
    options: (entries) => inOrder(counted(entries,
      (entry) => (entry.item.assigned ? "yes" : "no"), (value) => t(`assigned_${value}`)),
    ["yes", "no"]),
    passes: (entry, value) => entry.item.assigned === (value === "yes"),
  },
  year: {
    options: (entries) => [
      ...counted(entries, (entry) => yearsOf(entry.item)).sort((a, b) => a[0] - b[0]),
      ...counted(entries.filter((entry) => !yearsOf(entry.item).length),
        () => "none", () => t("no_year")),
    ],
    passes: (entry, value) => value === "none"
      ? !yearsOf(entry.item).length : yearsOf(entry.item).includes(Number(value)),
  },
  kind: {
    options: (entries) => inOrder(counted(entries, (entry) => entry.item.kind,
      (kind) => t(`kind_${kind}`)), ["planned", "achieved", "condition"]),
    passes: (entry, value) => entry.item.kind === value,
  },
  severity: {
    options: (entries) => inOrder(counted(entries, (entry) => entry.item.severity,
      (severity) => t(`severity_${severity}`)), ["error", "warning", "info"]),
    passes: (entry, value) => entry.item.severity === value,
  },
  section: {
    options: sectionOptions,
    passes: (entry, value) => value === "-1"
      ? entry.item.section < 0 : sectionsAbove(entry).includes(Number(value)),
  },
};

/** List the sections of the first two degrees that have entries, in their order. */
function sectionOptions(entries) {
  if (state.all) return [];
  const { sections } = dataOf(state.doc);
  const options = counted(entries, (entry) => {
    const above = sectionsAbove(entry).filter((index) => sections[index][0] <= 2);
    return above.length ? above : -1;
  }, (index) => index < 0 ? t("no_section")
    : "\u3000".repeat(sections[index][0] - 1) + shorten(sections[index][1], 22));
  return options.sort((a, b) => a[0] - b[0]);
}

function shorten(text, length) {
  const signs = [...text];
  return signs.length <= length ? text : `${signs.slice(0, length - 1).join("")}…`;
}

/** Return the entries that all chosen filters of a list leave. */
function filtered(entries, names) {
  const active = names.filter((name) => chosen[name] !== undefined);
  return entries.filter((entry) =>
    active.every((name) => FILTERS[name].passes(entry, chosen[name])));
}

/** Choose values of filters and show the list of measures. */
function choose(values) {
  for (const name of Object.keys(chosen)) delete chosen[name];
  Object.assign(chosen, values);
  showTab("tasks");
}

function clearFilters() {
  for (const name of Object.keys(chosen)) delete chosen[name];
  showList();
}

/** Draw the filters of a list. */
function showFilters(entries, names) {
  const controls = names.map((name) => {
    const options = FILTERS[name].options(entries);
    const value = chosen[name];
    if (value !== undefined && !options.some((option) => option[0] === value)) {
      delete chosen[name];
    }
    if (options.length < 2 && chosen[name] === undefined) return null;
    const select = make("select", {
      id: `filter-${name}`,
      "aria-label": t(`filter_${name}`),
      class: chosen[name] === undefined ? "" : "active",
      on: {
        change: () => {
          if (select.value === "") delete chosen[name];
          else chosen[name] = select.value;
          showList();
        },
      },
    },
    make("option", { value: "" }, t(`filter_${name}`)),
    options.map(([option, label, count]) =>
      make("option", { value: option, selected: option === chosen[name] },
        `${label}${language === "zh" ? "（" : " ("}${count}${language === "zh" ? "）" : ")"}`)));
    return select;
  });
  fill($("#filters"), controls);
}
