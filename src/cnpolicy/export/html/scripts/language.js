// The words of the page in Chinese and English.

const words = JSON.parse($("#words").textContent);

let language = root.dataset.language;

/** What draws itself anew when the language changes. */
const redrawers = [];

/** Return the words of a key, `{name}` filled from `values`; `n` decides the plural. */
function t(key, values = {}) {
  const forms = words[key] || [key, key];
  let text = forms[0];
  if (language !== "zh") text = forms.length > 2 && values.n !== 1 ? forms[2] : forms[1];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Return the message of a finding, which has its own words in both languages. */
function bilingual(pair) {
  return pair[language === "zh" ? 0 : 1];
}

function showLanguage() {
  root.lang = language === "zh" ? "zh-Hans" : "en";
  root.dataset.language = language;
  for (const element of $$("[data-t]")) {
    element.textContent = t(element.dataset.t, { n: Number(element.dataset.n) });
  }
  for (const [name, attribute] of [
    ["tTitle", "title"], ["tLabel", "aria-label"], ["tPlaceholder", "placeholder"],
  ]) {
    const selector = `[data-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}]`;
    for (const element of $$(selector)) {
      element.setAttribute(attribute, t(element.dataset[name]));
    }
  }
  for (const redraw of redrawers) redraw();
}

function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  remember("language", language);
  showLanguage();
}
