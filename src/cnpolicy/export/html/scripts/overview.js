// The overview of a document, and the list of several with their sums: the same charts.

/** Bodies that are drawn before the rest is asked for. */
const FEW = 15;

/** Rows of a time line that are drawn when all are asked for. */
const MOST_ROWS = 500;

let everyBody = false;

let everyYear = false;

/** Return what each body has to do: { name, group, roles: {role: count}, tasks }. */
function bodiesOf(entries) {
  const bodies = new Map();
  for (const entry of entries) {
    const known = dataOf(entry.doc).bodies;
    const seen = new Map();
    for (const [body, role] of entry.item.bodies) {
      const [name, group] = known[body];
      if (!bodies.has(name)) bodies.set(name, { name, group, roles: {}, tasks: 0, entries: [] });
      if (!seen.has(name)) seen.set(name, new Set());
      seen.get(name).add(role);
    }
    for (const [name, roles] of seen) {
      const body = bodies.get(name);
      body.tasks += 1;
      body.entries.push(entry);
      for (const role of roles) body.roles[role] = (body.roles[role] || 0) + 1;
    }
  }
  return [...bodies.values()].sort((a, b) => b.tasks - a.tasks);
}

/** A body that is told twice for one measure (lead by a rule, and responsible) counts by
 * its first role in the bars, so that a bar is as long as it has measures. */
function barParts(body) {
  const counts = Object.fromEntries(ROLES.map((role) => [role, 0]));
  for (const entry of body.entries) {
    const { bodies } = dataOf(entry.doc);
    const roles = entry.item.bodies
      .filter((named) => bodies[named[0]][0] === body.name)
      .map((named) => named[1]);
    counts[ROLES.find((role) => roles.includes(role))] += 1;
  }
  return ROLES.map((role) => [role, counts[role]]);
}

function panel(key, note, ...children) {
  return make("section", { class: `tile tile-${key}` },
    words[key] ? make("h2", null, t(key)) : null, note ? make("p", { class: "note" }, note) : null, ...children);
}

function figures(sums) {
  return make("ul", { class: "figures" }, sums.map(([key, count, note]) => make("li", null,
    make("b", null, count.toLocaleString("en")), make("span", null, t(key)),
    note ? make("small", null, note) : null)));
}

function sumsOf(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const errors = sum("errors");
  const warnings = sum("warnings");
  return [
    ["characters", sum("chars")],
    ["sections", sum("sections")],
    ["tasks", sum("tasks"), t("assigned_n", { n: sum("assigned") })],
    ["bodies", bodiesOf(entriesOf("tasks")).length],
    ["targets", sum("targets"), t("planned_n", { n: sum("planned") })],
    ["deadlines", sum("deadlines")],
    ["citations", sum("citations")],
    ["findings", sum("findings"),
      [errors ? t("errors_n", { n: errors }) : "", warnings ? t("warnings_n", { n: warnings }) : ""]
        .filter(Boolean).join(" · ")],
  ];
}

function rolesLegend() {
  return make("p", { class: "chart-legend" }, ROLES.map((role) =>
    make("span", null, make("i", { class: `swatch swatch-${role}` }), t(`role_${role}`))));
}

function bodyBars(width) {
  const bodies = bodiesOf(entriesOf("tasks"));
  if (!bodies.length) return panel("no_bodies", null, make("p", { class: "empty" }, t("none_bodies")));
  const listed = everyBody ? bodies : bodies.slice(0, FEW);
  const rows = listed.map((body) => ({
    label: body.name,
    parts: barParts(body),
    title: `${body.name}: ${t("tasks_n", { n: body.tasks })}`,
    press: () => {
      choose({ body: body.name });
      openSheet("right");
    },
  }));
  return panel("chart_bodies", t("chart_bodies_note"), rolesLegend(),
    bars(width, rows, t("chart_bodies")),
    bodies.length > FEW ? make("button", {
      type: "button", class: "link", on: { click: () => { everyBody = !everyBody; showOverview(); } },
    }, everyBody ? t("fewer") : t("all_n", { n: bodies.length })) : null);
}

/** Chapter and body, or with several documents document and body. */
function bodyHeat(width) {
  const entries = entriesOf("tasks");
  const bodies = bodiesOf(entries).slice(0, everyBody ? undefined : FEW);
  const key = state.all ? "chart_heat_all" : "chart_heat";
  const columnOf = state.all ? (entry) => entry.doc : chapterOf;
  const all = tally(entries.filter((entry) => entry.item.bodies.length), columnOf);
  // As many columns as can be told apart, those with most tasks.
  const columns = all.slice(0, Math.max(4, Math.floor((width * 0.62) / 26)))
    .map(([column]) => column).sort((a, b) => a - b);
  if (!bodies.length) return null;
  const counts = bodies.map((body) => new Map(tally(body.entries, columnOf)));
  const heads = columns.map((column) => headOf(column));
  return panel(key, t("chart_heat_note"),
    heatMap(width, bodies.map((body) => ({ label: body.name, title: body.name })), heads,
      (row, column) => counts[row].get(columns[column]) || 0,
      (row, column) => {
        choose({
          body: bodies[row].name,
          [state.all ? "document" : "section"]: String(columns[column]),
        });
        openSheet("right");
      }, t(key)),
    columns.length < all.length
      ? make("p", { class: "note" }, t("columns_n", { n: columns.length, all: all.length })) : null,
    make("ol", { class: "column-heads", lang: "zh-Hans" }, heads.map((head) =>
      make("li", null, make("b", null, head.label), ` ${head.rest}`))));
}

/** What stands over a column: 三、 and the whole heading, or the number of a document. */
function headOf(column) {
  if (state.all) {
    return { label: String(column + 1), title: titleOf(column), rest: titleOf(column) };
  }
  if (column < 0) return { label: "—", title: t("no_section"), rest: t("no_section") };
  const title = dataOf(state.doc).sections[column][1];
  const number = /^(第[^ \u3000]{1,6}?[编篇章节条]|[^、.．\s]{1,4}[、.．]|[（(][^）)]{1,4}[）)])/.exec(title);
  const label = number ? number[0].replace(/[、.．]$/, "") : shorten(title, 3);
  return { label, title, rest: number ? title.slice(number[0].length).trim() : title };
}

/** Targets and deadlines by their years; a row each. */
function targetLine(width) {
  const targets = entriesOf("targets");
  const dated = targets.filter((entry) => yearsOf(entry.item).length);
  const days = entriesOf("deadlines").filter((entry) => yearsOf(entry.item).length);
  const rows = [...dated.map(targetRow), ...days.map(deadlineRow)]
    .sort((a, b) => a.year - b.year || a.order - b.order);
  if (!rows.length) {
    return panel("chart_years", null, make("p", { class: "empty" }, t("none_years")));
  }
  const listed = rows.slice(0, everyYear ? MOST_ROWS : FEW);
  const { date } = documents[state.doc];
  const signed = !state.all && date ? Number(date.slice(0, 4)) : null;
  const undated = targets.length - dated.length;
  const kinds = ["planned", "achieved", "condition", "deadline"]
    .filter((kind) => rows.some((row) => row.kind === kind));
  return panel("chart_years", t("chart_years_note"),
    make("p", { class: "chart-legend" },
      kinds.map((kind) => make("span", null, make("i", { class: `swatch swatch-${kind}` }),
        kind === "deadline" ? t("deadline") : t(`kind_${kind}`))),
      rows.some((row) => row.inferred)
        ? make("span", null, make("i", { class: "swatch swatch-hollow" }), t("year_inferred")) : null,
      signed ? make("span", null, make("i", { class: "swatch swatch-signed" }), t("year_signed")) : null),
    timeLine(width, listed, signed, t("chart_years")),
    rows.length > FEW ? make("button", {
      type: "button", class: "link", on: { click: () => { everyYear = !everyYear; showOverview(); } },
    }, everyYear ? t("fewer") : t("all_rows_n", { n: Math.min(rows.length, MOST_ROWS) })) : null,
    undated ? make("p", { class: "note" }, t("undated_n", { n: undated })) : null);
}

function targetRow(entry) {
  const { item } = entry;
  return {
    order: item.span[0],
    label: item.name || t("unnamed"),
    year: yearsOf(item)[0],
    figure: figureOf(item),
    kind: item.kind,
    inferred: !item.year,
    from: item.baseline_year && item.baseline_year < yearsOf(item)[0] ? item.baseline_year : null,
    title: [`${item.name || t("unnamed")} ${figureOf(item)}`, yearOf(item), t(`kind_${item.kind}`),
      item.baseline ? `${t("baseline")} ${item.baseline}` : ""].filter(Boolean).join(" · "),
    press: () => jump(entry.doc, ...item.span),
  };
}

function deadlineRow(entry) {
  const { item } = entry;
  const section = item.section >= 0 ? dataOf(entry.doc).sections[item.section][1] : "";
  return {
    order: item.span[0],
    label: section || t("deadline"),
    year: yearsOf(item)[0],
    figure: item.words,
    kind: "deadline",
    inferred: !item.date,
    from: null,
    title: [item.words, section].filter(Boolean).join(" · "),
    press: () => jump(entry.doc, ...item.span),
  };
}

function metadataTile() {
  const rows = dataOf(state.doc).metadata;
  if (!rows.length) return null;
  return panel("metadata", null, make("dl", { class: "facts" }, rows.map(([key, value, carried]) =>
    make("div", null, make("dt", null, t(`meta_${key}`)), make("dd", { lang: "zh-Hans" }, value,
      carried ? make("small", null, t("from_carrier")) : null)))));
}

/** Draw the overview of the document, or the list of documents, anew. */
function showOverview() {
  const target = $(state.view === "index" ? "#view-index" : "#view-overview");
  if (!target || (state.view !== "index" && state.view !== "overview")) return;
  const width = Math.max(260, target.clientWidth);
  const two = width > 860;
  const half = two ? (width - 20) / 2 : width;
  const inner = (room) => Math.floor(room - 42);
  fill(target,
    make("h1", { class: state.all ? "view-title" : "unseen", lang: "zh-Hans" },
      state.all ? t("files_n", { n: documents.length }) : titleOf(state.doc)),
    figures(sumsOf(inScope().map((number) => documents[number]))),
    state.all ? documentTable() : null,
    make("div", { class: two ? "tiles two" : "tiles" },
      bodyBars(inner(half)), bodyHeat(inner(half)),
      targetLine(inner(width)), state.all ? null : metadataTile()));
}

// ------------------------------------------------------------------ several documents

/** The columns of the list: the key of a row, and whether it is a number. */
const COLUMNS = [
  ["title"], ["date"], ["chars", true], ["sections", true], ["tasks", true],
  ["assigned", true], ["bodies", true], ["targets", true], ["deadlines", true],
  ["citations", true], ["findings", true],
];

const sorting = { key: null, down: false };

function documentTable() {
  const shown = COLUMNS.filter(([key]) => documents.some((row) => row[key]));
  const rows = documents.map((row, number) => ({ ...row, row: number }));
  if (sorting.key) {
    const { key, down } = sorting;
    rows.sort((a, b) => (down ? -1 : 1) * (typeof a[key] === "number"
      ? a[key] - b[key] : String(a[key] || "").localeCompare(String(b[key] || ""), "zh")));
  }
  const heads = shown.map(([key, number]) => make("th", {
    scope: "col",
    class: number ? "right" : "",
    "aria-sort": sorting.key === key ? (sorting.down ? "descending" : "ascending") : "none",
  }, make("button", { type: "button", on: { click: () => sortBy(key, number) } }, t(`column_${key}`))));
  return make("div", { class: "table", tabindex: "0" }, make("table", { class: "documents" },
    make("thead", null, make("tr", null, heads)),
    make("tbody", null, rows.map((row) => make("tr", { "data-doc": row.row },
      shown.map(([key, number]) => documentCell(row, key, number))))),
    make("tfoot", null, make("tr", null, shown.map(([key, number], n) => make("td",
      { class: number ? "right" : "" },
      n === 0 ? t("total") : number && key !== "bodies" ? total(key) : key === "bodies"
        ? String(bodiesOf(entriesOf("tasks")).length) : ""))))));
}

function total(key) {
  return documents.reduce((sum, row) => sum + row[key], 0).toLocaleString("en");
}

function documentCell(row, key, number) {
  if (key === "title") {
    return make("th", { scope: "row", lang: "zh-Hans" }, make("button", {
      type: "button",
      class: "open",
      on: { click: () => show({ view: "text", doc: row.row, all: false }) },
    }, titleOf(row.row)), make("small", null,
      [row.number, row.issuers, (row.file || "").replace(/\.\w+$/, "") === row.title ? "" : row.file].filter(Boolean).join(" · ")));
  }
  if (key === "findings" && row.errors) {
    return make("td", { class: "right" }, String(row[key]),
      make("small", { class: "loss" }, t("errors_n", { n: row.errors })));
  }
  return make("td", { class: number ? "right" : "", lang: number ? null : "zh-Hans" },
    number ? row[key].toLocaleString("en") : row[key] || "");
}

function sortBy(key, number) {
  if (sorting.key === key) sorting.down = !sorting.down;
  else Object.assign(sorting, { key, down: Boolean(number) });
  showOverview();
}

redrawers.push(showOverview);
window.addEventListener("resize", settled(showOverview, 150));
