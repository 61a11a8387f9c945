// Charts: drawings from numbers. Each is as wide as the element it is put into; its
// colours are those of the style sheet, and every part says in words what it shows.

const ROW = 26;

/** How wide a text is in a chart, in ems: a Han character is one, a Latin half. */
function ems(text) {
  let width = 0;
  for (const sign of text) width += sign.codePointAt(0) > 0x2e7f ? 1 : 0.56;
  return width;
}

/** Cut a text to a width in pixels at a size of type. */
function fit(text, width, size = 13) {
  if (ems(text) * size <= width) return text;
  let kept = "";
  for (const sign of text) {
    if ((ems(kept + sign) + 1) * size > width) return `${kept}…`;
    kept += sign;
  }
  return kept;
}

function chart(width, height, label, ...children) {
  return draw("svg", {
    class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "group",
    "aria-label": label,
  }, ...children);
}

/** Make a part of a chart that can be pressed; `title` is what it says. */
function pressable(title, press, ...children) {
  return draw("g", {
    class: "press",
    tabindex: "0",
    role: "button",
    "aria-label": title,
    "data-tip": title,
    on: {
      click: press,
      keydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          press();
        }
      },
    },
  }, ...children);
}

/** Slanted lines over the colour of a role that is inferred, not stated. */
function hatching() {
  return draw("defs", null, draw("pattern", {
    id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  }, draw("rect", { width: 6, height: 6, class: "hatch-ground" }),
  draw("rect", { width: 2.4, height: 6, class: "hatch-line" })));
}

/**
 * Draw bars: rows are { label, parts: [[kind, count]], title, press }. The longest fills
 * the width; the sum stands behind each.
 */
function bars(width, rows, label) {
  const left = Math.min(Math.max(...rows.map((row) => ems(row.label) * 13)) + 12, width * 0.42);
  const most = Math.max(1, ...rows.map((row) => row.parts.reduce((sum, part) => sum + part[1], 0)));
  const room = width - left - 40;
  const height = rows.length * ROW + 4;
  return chart(width, height, label, hatching(), rows.map((row, order) => {
    const y = order * ROW + 3;
    let x = left;
    const rects = row.parts.filter((part) => part[1]).map(([kind, count]) => {
      const length = (count / most) * room;
      const rect = draw("rect", {
        class: `bar-${kind}`, x, y: y + 2, width: Math.max(length - 1, 1.5), height: ROW - 10, rx: 2,
      });
      x += length;
      return rect;
    });
    const sum = row.parts.reduce((total, part) => total + part[1], 0);
    return pressable(row.title, row.press,
      draw("rect", { class: "ground", x: 0, y, width, height: ROW - 4, rx: 3 }),
      draw("text", { class: "label", x: left - 8, y: y + 15, "text-anchor": "end" },
        fit(row.label, left - 10)),
      rects,
      draw("text", { class: "value", x: x + 5, y: y + 15 }, String(sum)));
  }));
}

/**
 * Draw a heat map: `rows` and `columns` are { label, title }, `value(row, column)` the
 * count of a cell, `press(row, column)` what a cell does.
 */
function heatMap(width, rows, columns, value, press, label) {
  const left = Math.min(Math.max(...rows.map((row) => ems(row.label) * 13)) + 12, width * 0.38);
  const cell = Math.min((width - left - 4) / columns.length, 72);
  const head = 26;
  const most = Math.max(1, ...rows.flatMap((_, r) => columns.map((__, c) => value(r, c))));
  const height = head + rows.length * ROW + 4;
  return chart(width, height, label,
    columns.map((column, c) => draw("g", { "data-tip": column.title },
      draw("text", { class: "label", x: left + (c + 0.5) * cell, y: 16, "text-anchor": "middle" },
        fit(column.label, cell)))),
    rows.map((row, r) => {
      const y = head + r * ROW;
      return draw("g", null,
        draw("text", { class: "label", x: left - 8, y: y + 16, "text-anchor": "end" },
          fit(row.label, left - 10)),
        columns.map((column, c) => {
          const count = value(r, c);
          const step = count ? Math.max(1, Math.ceil((count / most) * 5)) : 0;
          const box = [
            draw("rect", {
              class: `heat heat-${step}`, x: left + c * cell + 1, y: y + 1, width: Math.max(1, cell - 2),
              height: ROW - 2, rx: 3,
            }),
            count ? draw("text", {
              class: `heat-number heat-number-${step}`, x: left + (c + 0.5) * cell, y: y + 17,
              "text-anchor": "middle",
            }, String(count)) : null,
          ];
          return count ? pressable(`${row.title} · ${column.title}: ${count}`,
            () => press(r, c), ...box) : draw("g", null, ...box);
        }));
    }));
}

/**
 * Draw a time line: one row for each item, its dot at its year and its figure beside it.
 * Rows are { label, year, figure, kind, inferred, from, title, press }; `from` is the
 * year of a baseline or null. `signed` is the year of the document, or null.
 */
function timeLine(width, rows, signed, label) {
  const years = rows.flatMap((row) => [row.year, ...(row.from ? [row.from] : [])]);
  if (signed) years.push(signed);
  let first = Math.min(...years);
  const last = Math.max(...years);
  if (first === last) first -= 1;
  const left = Math.min(Math.max(...rows.map((row) => ems(row.label) * 13)) + 16, width * 0.4);
  const right = Math.min(Math.max(...rows.map((row) => ems(row.figure) * 13)) + 22, width * 0.3);
  const room = width - left - right;
  const at = (year) => left + 8 + ((year - first) / (last - first)) * (room - 8);
  const head = 26;
  const height = head + rows.length * ROW + 4;
  const every = Math.max(1, Math.ceil((44 * (last - first)) / room));
  const axis = [];
  for (let year = last; year >= first; year -= every) {
    axis.push(draw("line", { class: "grid", x1: at(year), x2: at(year), y1: head - 4, y2: height }),
      draw("text", { class: "year", x: at(year), y: 15, "text-anchor": "middle" }, String(year)));
  }
  if (signed) {
    axis.push(draw("line", { class: "signed", x1: at(signed), x2: at(signed), y1: head - 4, y2: height }));
  }
  return chart(width, height, label, axis, rows.map((row, order) => {
    const y = head + order * ROW + ROW / 2;
    const x = at(row.year);
    const hollow = row.inferred ? " dot-inferred" : "";
    return pressable(row.title, row.press,
      draw("rect", { class: "ground", x: 0, y: y - ROW / 2 + 1, width, height: ROW - 2, rx: 3 }),
      draw("text", { class: "label", x: left - 8, y: y + 5, "text-anchor": "end" },
        fit(row.label, left - 10)),
      row.from ? [
        draw("line", { class: `span dot-${row.kind}`, x1: at(row.from), x2: x, y1: y, y2: y }),
        draw("circle", { class: `dot dot-${row.kind} dot-from`, cx: at(row.from), cy: y, r: 3 }),
      ] : [],
      row.kind === "deadline"
        ? draw("path", { class: `dot dot-deadline${hollow}`, d: `M${x} ${y - 6}l6 6-6 6-6-6z` })
        : draw("circle", { class: `dot dot-${row.kind}${hollow}`, cx: x, cy: y, r: 5 }),
      draw("text", { class: `figure-of-${row.kind}`, x: x + 12, y: y + 5 },
        fit(row.figure, width - x - 14)));
  }));
}

// What a part of a chart says is shown at the pointer; readers of screens have it anyway.
const tip = $("#tip");

function showTip(event) {
  const part = event.target.closest && event.target.closest("[data-tip]");
  tip.hidden = !part;
  if (!part) return;
  tip.textContent = part.dataset.tip;
  place(tip, part.getBoundingClientRect());
}

for (const event of ["pointerover", "focusin"]) document.addEventListener(event, showTip);
document.addEventListener("pointerdown", () => { tip.hidden = true; });
