// The text: from offsets to places on the page and back. Offsets count code points, as
// Python does; the page counts UTF-16, and shows some characters by a stand-in.

const leaves = [];

/** Return the leaves of a document in order, with the offsets at which they begin. */
function leavesOf(number) {
  if (!leaves[number]) {
    const elements = $$(".leaf", $(`#d${number}`));
    leaves[number] = { elements, starts: elements.map((leaf) => Number(leaf.dataset.s)) };
  }
  return leaves[number];
}

/** Return the index of the last number of a sorted list that is not above `value`. */
function lastUpTo(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Return the text nodes of a leaf. */
function textNodes(leaf) {
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** Return the character that a text node stands in for; null if it is itself. */
function standsFor(node) {
  const code = node.parentElement.dataset.char;
  return code ? parseInt(code, 16) : null;
}

/** Return the text of a leaf as the document has it. */
function textOf(leaf) {
  return textNodes(leaf)
    .map((node) => {
      const code = standsFor(node);
      return code === null ? node.data : String.fromCodePoint(code);
    })
    .join("");
}

/** Return the text of a document as it was given to the page. */
function documentText(number) {
  return leavesOf(number).elements.map(textOf).join("");
}

/** Return the node and index in a leaf of its `count`-th code point. */
function placeIn(leaf, count) {
  let left = count;
  let last = [leaf, 0];
  for (const node of textNodes(leaf)) {
    if (standsFor(node) !== null) {
      if (left < 1) return [node, 0];
      left -= 1;
      last = [node, node.length];
      continue;
    }
    let index = 0;
    while (index < node.length && left > 0) {
      index += node.data.codePointAt(index) > 0xffff ? 2 : 1;
      left -= 1;
    }
    if (left === 0 && index < node.length) return [node, index];
    last = [node, node.length];
  }
  return last;
}

/** Return the range of the page that shows a stretch of a document; null for none. */
function rangeOf(number, start, end) {
  const { elements, starts } = leavesOf(number);
  if (!elements.length) return null;
  const first = Math.max(0, lastUpTo(starts, start));
  const last = Math.max(first, lastUpTo(starts, Math.max(start, end - 1)));
  const range = document.createRange();
  range.setStart(...placeIn(elements[first], start - starts[first]));
  range.setEnd(...placeIn(elements[last], end - starts[last]));
  return range;
}

// Browsers without highlights show the paragraph instead.
const canHighlight = typeof Highlight === "function" && CSS.highlights;

/** Show ranges in the colour of `name` (spot, hit, hits); an empty list shows none. */
function highlight(name, ranges) {
  if (canHighlight) {
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
    return;
  }
  for (const leaf of $$(`.leaf.is-${name}`)) leaf.classList.remove(`is-${name}`);
  for (const range of ranges) {
    const leaf = range.startContainer.parentElement.closest(".leaf");
    if (leaf) leaf.classList.add(`is-${name}`);
  }
}

/** Bring a range to the upper quarter of the window. */
function reveal(range) {
  const near = range.startContainer;
  const element = near.nodeType === Node.TEXT_NODE ? near.parentElement : near;
  // Blocks out of sight are not laid out; this lays out the one that is wanted.
  element.scrollIntoView({ block: "center" });
  const shown = range.getBoundingClientRect().height ? range : element;
  hold(shown, window.innerHeight * 0.22);
}

/** Bring something to a height of the window, and keep it there for some frames: blocks
 * that come into sight may turn out higher than they were taken for. */
function hold(thing, top, frames = 8) {
  window.scrollBy(0, thing.getBoundingClientRect().top - top);
  if (frames) requestAnimationFrame(() => hold(thing, top, frames - 1));
}

/** Show a stretch of a document and bring it into sight. */
function jump(number, start, end) {
  show({ view: "text", doc: number });
  closeSheets();
  const range = rangeOf(number, start, end);
  if (!range) return;
  reveal(range);
  highlight("spot", [range]);
}
