// Runs before the page is drawn, so that it is drawn once: script is there, and the
// theme is the one that was chosen, or the one of the system.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  let chosen = null;
  try { chosen = localStorage.getItem("cnpolicy-theme"); } catch (_) { /* not allowed */ }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.theme = chosen || (dark.matches ? "dark" : "light");
})();
