// What all parts of the page use: elements, data, what is kept between visits.
// Everything is made with DOM methods: no text of a document is ever read as markup.

const root = document.documentElement;
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

/** What the page shows now: the view, the document in it, the list beside it, and
 * whether that is of all documents. */
const state = { view: "", doc: 0, tab: "tasks", all: false };

/** The rows of the list of documents, one for each. */
const documents = JSON.parse($("#documents").textContent);

const several = documents.length > 1;

const parsed = [];

/** Return all that is told of a document; read when it is first asked for. */
function dataOf(number) {
  if (!parsed[number]) parsed[number] = JSON.parse($(`#d${number}-data`).textContent);
  return parsed[number];
}

/** Return the numbers of the documents that lists and search are about. */
function inScope() {
  return state.all ? documents.map((_, number) => number) : [state.doc];
}

const XMLNS = "http://www.w3.org/2000/svg";

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handle] of Object.entries(value)) {
        element.addEventListener(event, handle);
      }
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== "") element.append(child);
  }
  return element;
}

/** Make an element: make("p", { class: "small" }, "words", otherElement). */
function make(tag, attributes, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. */
function draw(tag, attributes, ...children) {
  return dress(document.createElementNS(XMLNS, tag), attributes, children);
}

/** Put children into an element in place of those it has. */
function fill(element, ...children) {
  while (element.firstChild) element.firstChild.remove();
  return dress(element, null, children);
}

/** Return a setting of an earlier visit; a page from a file may have none. */
function recall(key) {
  try { return localStorage.getItem(`cnpolicy-${key}`); } catch (_) { return null; }
}

function remember(key, value) {
  try { localStorage.setItem(`cnpolicy-${key}`, value); } catch (_) { /* not allowed */ }
}

/** Return a function that runs `handle` once the page is quiet for some time. */
function settled(handle, pause) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(handle, pause);
  };
}

/** Count the values of `key`, the most frequent first. */
function tally(items, key) {
  const counts = new Map();
  for (const item of items) {
    for (const value of [key(item)].flat()) {
      counts.set(value, (counts.get(value) || 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
