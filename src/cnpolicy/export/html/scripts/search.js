// The search: finds words in the documents in sight, whatever breaks and spaces the
// layout put between them, and whether signs are full-width or half-width.

let hits = [];
let hitTotal = 0;
let hitShown = -1;

/** Hits that are listed and lit up; more are only counted. */
const MOST_HITS = 2000;

const WIDE = /[\uff01-\uff5e]/g;

/** Return text as it is compared: no spaces, one width, small letters. */
function folded(text) {
  return text.replace(/\s+/g, "")
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .toLowerCase();
}

/** Return a leaf as it is compared, with the text nodes and indices it came from. */
function indexOfLeaf(leaf) {
  const places = [];
  let text = "";
  for (const node of textNodes(leaf)) {
    if (standsFor(node) !== null) continue;
    for (let index = 0; index < node.length; index += 1) {
      for (const sign of folded(node.data[index])) {
        text += sign;
        places.push([node, index]);
      }
    }
  }
  return { text, places };
}

/** Return a leaf as it is compared, quickly. */
function foldedLeaf(leaf) {
  return $("[data-char]", leaf) ? indexOfLeaf(leaf).text : folded(leaf.textContent);
}

/** Find the hits of a document: count them, and add the first of all to `found`. */
function findIn(number, wanted, found) {
  const { elements, starts } = leavesOf(number);
  elements.forEach((leaf, order) => {
    const count = foldedLeaf(leaf).split(wanted).length - 1;
    hitTotal += count;
    if (!count || found.length >= MOST_HITS) return;
    const { text, places } = indexOfLeaf(leaf);
    let at = text.indexOf(wanted);
    while (at >= 0 && found.length < MOST_HITS) {
      const [last, index] = places[at + wanted.length - 1];
      const range = document.createRange();
      range.setStart(...places[at]);
      range.setEnd(last, index + 1);
      found.push({
        doc: number,
        index: found.length,
        item: {
          range,
          offset: starts[order],
          around: [text.slice(Math.max(0, at - 18), at), text.slice(at, at + wanted.length),
            text.slice(at + wanted.length, at + wanted.length + 40)],
        },
      });
      at = text.indexOf(wanted, at + wanted.length);
    }
  });
}

function search() {
  const wanted = folded($("#search").value);
  hits = [];
  hitTotal = 0;
  if (wanted) for (const number of inScope()) findIn(number, wanted, hits);
  hitShown = -1;
  highlight("hits", hits.map((entry) => entry.item.range));
  highlight("hit", []);
  $("#search-count").textContent = wanted ? String(hitTotal) : "";
  $(".search").classList.toggle("searching", Boolean(wanted));
  if (hits.length) state.tab = "hits";
  else if (state.tab === "hits") state.tab = "tasks";
  showList();
}

function hitCard(entry) {
  const [before, word, after] = entry.item.around;
  const { sections } = dataOf(entry.doc);
  const starts = sections.map((section) => section[2]);
  const at = lastUpTo(starts, entry.item.offset);
  return make("li", { class: "card card-hit", "data-doc": entry.doc },
    make("button", {
      type: "button",
      class: "card-main",
      on: { click: (event) => goToHit(Number(event.currentTarget.parentElement.dataset.position)) },
    },
    state.all ? make("span", { class: "where", lang: "zh-Hans" },
      shorten(titleOf(entry.doc), 28)) : null,
    at >= 0 ? make("span", { class: "card-head" },
      make("span", { class: "before", lang: "zh-Hans" }, shorten(sections[at][1], 26))) : null,
    make("span", { class: "excerpt", lang: "zh-Hans" }, before, make("mark", null, word), after)));
}

/** Show a hit in the text. */
function goToHit(position) {
  const entry = hits[position];
  if (!entry) return;
  hitShown = position;
  const kept = state.tab;
  show({ view: "text", doc: entry.doc });
  state.tab = kept;
  closeSheets();
  reveal(entry.item.range);
  highlight("hit", [entry.item.range]);
  mark(position);
  $("#search-count").textContent = `${position + 1}/${hitTotal}`;
}

/** Go to the next (1) or the hit before (-1). */
function stepHit(step) {
  if (!hits.length) return;
  while (drawn < hits.length && state.tab === "hits" && hitShown + step >= drawn) drawMore();
  goToHit((hitShown + step + hits.length) % hits.length);
}

$("#search").addEventListener("input", settled(search, 150));
$("#search").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  if (hits.length) stepHit(event.shiftKey ? -1 : 1);
  else search();
});
