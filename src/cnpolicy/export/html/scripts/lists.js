// The lists beside the text: measures, targets, deadlines, citations, findings, hits.

/** The lists: the key of their data, their filters, and what draws a row. */
const TABS = {
  tasks: { filters: ["document", "body", "role", "year", "section", "assigned"], card: taskCard },
  targets: { filters: ["document", "kind", "year", "section"], card: targetCard },
  deadlines: { filters: ["document", "year", "section"], card: deadlineCard },
  citations: { filters: ["document", "section"], card: citationCard },
  findings: { filters: ["document", "severity", "section"], card: findingCard },
  hits: { filters: [], card: hitCard },
};

/** Rows that are drawn at a time; more are drawn when the end comes into sight. */
const PAGE = 60;

let shownEntries = [];
let drawn = 0;
let current = -1;

function titleOf(number) {
  return documents[number].title || `#${number + 1}`;
}

/** Return the entries of a list, of the documents in sight. */
function entriesOf(tab) {
  if (tab === "hits") return hits;
  return inScope().flatMap((doc) =>
    dataOf(doc)[tab].map((item, index) => ({ doc, index, item })));
}

function showTab(tab) {
  state.tab = tab;
  showList();
}

/** Draw tabs, filters and rows anew. */
function showList() {
  const tab = TABS[state.tab];
  const names = tab.filters.filter((name) =>
    name === "document" ? state.all : name === "section" ? !state.all : true);
  const entries = entriesOf(state.tab);
  showTabs();
  showFilters(entries, names);
  shownEntries = filtered(entries, names);
  drawn = 0;
  current = -1;
  fill($("#list"));
  $("#list-scroll").scrollTop = 0;
  showCount(entries.length, names.some((name) => chosen[name] !== undefined));
  if (shownEntries.length) drawMore();
  else $("#list").append(emptyState(entries.length));
}

function showTabs() {
  const names = Object.keys(TABS).filter((name) => name !== "hits" || hits.length);
  fill($("#tabs"), names.map((name) => {
    const count = name === "hits" ? hitTotal
      : inScope().reduce((sum, doc) => sum + documents[doc][name], 0);
    return make("button", {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-controls": "list-scroll",
      "aria-selected": String(name === state.tab),
      tabindex: name === state.tab ? "0" : "-1",
      on: { click: () => showTab(name) },
    }, t(name), make("span", { class: "number" }, String(count)));
  }));
  $("#list-scroll").setAttribute("aria-labelledby", `tab-${state.tab}`);
}

function showCount(total, limited) {
  const shown = shownEntries.length;
  const cut = state.tab === "hits" && hitTotal > shown;
  const words = cut ? t("count_first", { shown, n: hitTotal }) : limited ? t("count_of", { shown, n: total }) : t("count_all", { n: total });
  $("#count").dataset.shown = String(shown);
  fill($("#count"), make("span", null, words),
    limited ? make("button", { type: "button", class: "link", on: { click: clearFilters } },
      t("clear_filters")) : null);
}

function emptyState(total) {
  const key = total ? "none_left" : `none_${state.tab}`;
  return make("li", { class: "empty" }, make("p", null, t(key)),
    total ? make("button", { type: "button", class: "link", on: { click: clearFilters } },
      t("clear_filters")) : null);
}

function drawMore() {
  const next = shownEntries.slice(drawn, drawn + PAGE);
  $("#list").append(...next.map((entry, index) => drawCard(entry, drawn + index)));
  drawn += next.length;
}

function drawCard(entry, position) {
  const card = TABS[state.tab].card(entry);
  card.dataset.position = String(position);
  return card;
}

/** Say on which page of its file something stands, or on which line of its text. */
function whereOf(item) {
  return item.page ? t("page", { n: item.page }) : t("line", { n: item.line });
}

/** Make a row: what it opens with, its title, more about it. */
function card(entry, kind, { before, title, excerpt, more = [], after = [] }) {
  const [start, end] = entry.item.span;
  const where = state.all ? make("span", { class: "where", lang: "zh-Hans" },
    shorten(titleOf(entry.doc), 28)) : null;
  return make("li", { class: `card card-${kind}`, "data-doc": entry.doc, "data-index": entry.index },
    make("button", {
      type: "button",
      class: "card-main",
      on: {
        click: (event) => {
          mark(Number(event.currentTarget.parentElement.dataset.position));
          jump(entry.doc, start, end);
        },
      },
    },
    where,
    make("span", { class: "card-head" },
      before ? make("span", { class: "before", lang: "zh-Hans" }, before) : null,
      make("span", { class: "line" }, whereOf(entry.item))),
    make("strong", { lang: "zh-Hans" }, title),
    excerpt ? make("span", { class: "excerpt", lang: "zh-Hans" }, excerpt) : null),
    more,
    after.filter(Boolean).length ? make("p", { class: "after" }, after) : null);
}

function taskCard(entry) {
  const { item } = entry;
  const { bodies } = dataOf(entry.doc);
  const roles = ROLES.map((role) => {
    const named = item.bodies.filter((body) => body[1] === role);
    if (!named.length) return null;
    const last = role === [...ROLES].reverse().find((other) =>
      item.bodies.some((body) => body[1] === other));
    return make("div", { class: `role role-${role}` }, make("dt", null, t(`role_${role}`)),
      make("dd", { lang: "zh-Hans" }, named.map((body, order) => make("span", { class: "named" }, make("button", {
        type: "button",
        class: "body",
        title: bodies[body[0]][0],
        on: { click: () => choose({ body: bodies[body[0]][0] }) },
      }, `${body[2]}${item.inferred ? t("inferred_mark") : ""}`), order < named.length - 1 ? "、" : last && item.open ? "等" : ""))));
  });
  return card(entry, "task", {
    before: item.number,
    title: item.title || shorten(item.excerpt, 30) || t("untitled"),
    excerpt: item.title ? item.excerpt : null,
    more: [item.assigned ? make("dl", { class: "roles" }, roles, item.persons.map(personRow))
      : make("p", { class: "unassigned" }, t("unassigned"))],
    after: [
      item.deadline ? make("span", { class: "due" }, t("deadline"), " ",
        make("b", { lang: "zh-Hans" }, item.deadline)) : null,
      item.targets.length ? make("span", null, t("targets_n", { n: item.targets.length })) : null,
      item.citations.length ? make("span", null, t("citations_n", { n: item.citations.length })) : null,
      item.boxes.length ? make("span", { lang: "zh-Hans" }, item.boxes.join("、")) : null,
    ],
  });
}

function personRow([label, name]) {
  return make("div", { class: "role" }, make("dt", { lang: "zh-Hans" }, label),
    make("dd", { lang: "zh-Hans" }, name));
}

function targetCard(entry) {
  const { item } = entry;
  const year = yearOf(item);
  return card(entry, `target kind-${item.kind}`, {
    before: t(`kind_${item.kind}`),
    title: item.name || t("unnamed"),
    more: [make("p", { class: "figure" }, make("b", { lang: "zh-Hans" }, figureOf(item)),
      year ? make("span", null, year) : null)],
    after: [
      item.baseline ? make("span", { lang: "zh-Hans" }, `${t("baseline")} ${item.baseline}`) : null,
      item.period ? make("span", { lang: "zh-Hans" }, item.period) : null,
      item.attribute ? make("span", { lang: "zh-Hans" }, item.attribute) : null,
    ],
  });
}

function deadlineCard(entry) {
  const { item } = entry;
  const day = item.date || item.inferred;
  return card(entry, "deadline", {
    before: t(`deadline_${item.kind}`),
    title: item.words,
    after: [
      day ? make("span", null, item.date ? day : `${day}${t("inferred_mark")}`) : null,
      item.section >= 0 ? make("span", { lang: "zh-Hans" },
        shorten(dataOf(entry.doc).sections[item.section][1], 30)) : null,
    ],
  });
}

function citationCard(entry) {
  const { item } = entry;
  return card(entry, "citation", {
    before: item.role ? t(`cited_${item.role}`) : null,
    title: item.title ? `《${item.title}》` : item.number,
    after: [
      item.title && item.number ? make("span", { lang: "zh-Hans" }, item.number) : null,
      item.short ? make("span", { lang: "zh-Hans" }, `${t("short_name")} ${item.short}`) : null,
      item.resolves ? make("span", { lang: "zh-Hans" }, `${t("resolves")} ${item.resolves}`) : null,
    ],
  });
}

function findingCard(entry) {
  const { item } = entry;
  const found = card(entry, `finding severity-${item.severity}`, {
    before: t(`severity_${item.severity}`),
    title: bilingual(item.message),
    after: [
      item.suggestion ? make("span", null, `${t("suggestion")} `,
        make("b", { lang: "zh-Hans" }, item.suggestion)) : null,
      make("code", null, item.code),
    ],
  });
  return found;
}

// ---------------------------------------------------------------- going through a list

/** Mark a row as the one that is looked at. */
function mark(position) {
  current = position;
  for (const row of $$("#list .card")) {
    row.classList.toggle("chosen", Number(row.dataset.position) === position);
  }
}

/** Go to the next (1) or the row before (-1), and to its place in the text. */
function stepRow(step) {
  if (!shownEntries.length) return;
  const position = Math.min(Math.max(current + step, 0), shownEntries.length - 1);
  while (drawn <= position) drawMore();
  mark(position);
  const entry = shownEntries[position];
  if (state.tab === "hits") return goToHit(position);
  jump(entry.doc, ...entry.item.span);
  $(`#list [data-position="${position}"]`).scrollIntoView({ block: "nearest" });
}

$("#list-scroll").addEventListener("scroll", () => {
  const scroll = $("#list-scroll");
  if (drawn < shownEntries.length
    && scroll.scrollTop + 2 * scroll.clientHeight > scroll.scrollHeight) drawMore();
}, { passive: true });

$("#tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = $$("#tabs button");
  const index = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
  const { id } = tabs[index];
  tabs[index].click();
  $(`#${id}`).focus();
  event.preventDefault();
});

redrawers.push(() => showList());
