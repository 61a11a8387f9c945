// The page of the service: files are dropped, answers are saved or shown. The form works
// without all this; everything is made with DOM methods, never from markup.
(() => {
  "use strict";
  const root = document.documentElement;
  const $ = (selector) => document.querySelector(selector);
  const words = JSON.parse($("#words").dataset.words);
  const language = root.dataset.language;
  const form = $("#form");
  const input = $("#files");
  const most = Number(form.dataset.megabytes) * 1024 * 1024;
  let files = [];

  /** Return the words of a key, `{name}` filled from `values`. */
  function t(key, values = {}) {
    const text = words[`js_${key}`][language === "zh" ? 0 : 1];
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  /** Make an element of a class with words or other elements in it. */
  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  }

  function say(text, wrong = false) {
    const status = $("#status");
    status.textContent = text;
    status.hidden = !text;
    status.classList.toggle("wrong", wrong);
  }

  // ------------------------------------------------------------------------- documents

  function texts() {
    return ["#text-1", "#text-2"].map((id) => $(id).value).filter((text) => text.trim());
  }

  /** Return why an action cannot be done with what is there; nothing if it can. */
  function lacking(needs) {
    const count = files.length + texts().length;
    if (!count) return t("need_one");
    if (count > 2) return t("too_many");
    if (needs === "two" && count !== 2) return t("need_two");
    if ((needs === "one" || needs === "docx") && count !== 1) return t("only_one");
    const docx = files.length === 1 && /\.docx$/i.test(files[0].name);
    if (needs === "docx" && !docx) return t("only_docx");
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (size > most) return t("too_large", { mb: Math.ceil(size / 1048576) });
    return "";
  }

  function size(bytes) {
    return bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  }

  function show() {
    const carrier = new DataTransfer();
    for (const file of files) carrier.items.add(file);
    input.files = carrier.files;
    const rows = files.map((file, at) => {
      const remove = make("button", "", "×");
      remove.type = "button";
      remove.setAttribute("aria-label", t("remove", { name: file.name }));
      remove.addEventListener("click", () => { files.splice(at, 1); show(); });
      const which = files.length === 2 ? [make("span", "which", t(at ? "second" : "first"))] : [];
      return make("li", "", ...which, make("span", "file-name", file.name),
        make("span", "size", size(file.size)), remove);
    });
    $("#chosen").replaceChildren(...rows);
    $("#chosen").hidden = !rows.length;
    judge();
  }

  function judge() {
    for (const button of form.querySelectorAll(".action")) {
      const why = lacking(button.dataset.needs);
      button.setAttribute("aria-disabled", String(Boolean(why)));
      button.title = why;
    }
  }

  function add(list) {
    say("");
    forget();
    files.push(...list);
    if (files.length > 2) {
      files = files.slice(0, 2);
      say(t("too_many"), true);
    }
    show();
  }

  // --------------------------------------------------------------------------- answers

  function forget() {
    $("#findings").hidden = true;
    $("#notes").hidden = true;
  }

  function row(finding) {
    const words = language === "zh" ? finding.message_zh : finding.message;
    const place = t("line", { line: finding.position.line });
    const parts = [
      make("span", `severity ${finding.severity}`, t(finding.severity)),
      make("span", "message", words), make("span", "place", place),
    ];
    if (finding.suggestion) {
      parts.push(make("span", "suggestion", t("suggestion", { text: finding.suggestion })));
    }
    return make("li", "", ...parts);
  }

  function showFindings(found) {
    $("#findings-count").textContent = found.length ? t("found", { n: found.length }) : t("none");
    $("#findings-list").replaceChildren(...found.map(row));
    $("#findings").hidden = false;
    $("#findings").scrollIntoView({ block: "nearest" });
  }

  function showNotes(notes) {
    const said = [...new Set(notes.map((note) => (language === "zh" ? note.message_zh : note.message)))];
    const rows = said.slice(0, 12).map((text) => make("li", "", text));
    if (said.length > 12) rows.push(make("li", "", t("more", { n: said.length - 12 })));
    $("#notes-title").textContent = t("notes");
    $("#notes-list").replaceChildren(...rows);
    $("#notes").hidden = !rows.length;
  }

  function nameOf(response) {
    const match = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") || "");
    return match ? decodeURIComponent(match[1]) : "cnpolicy";
  }

  function save(blob, name) {
    const link = make("a", "");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(t("saved", { name }));
  }

  async function ask(button) {
    const data = new FormData(form);
    if (button.dataset.name !== "comments") data.delete("language");
    const response = await fetch(button.formAction, {
      method: "POST", body: data, headers: { Accept: "application/json" },
    });
    if (!response.ok) {
      const { error } = await response.json();
      say(language === "zh" ? error.message_zh : error.message, true);
    } else if (button.dataset.name === "check") {
      const told = await response.json();
      say("");
      showFindings(told.result);
      showNotes(told.notes);
    } else {
      save(await response.blob(), nameOf(response));
      showNotes(JSON.parse(response.headers.get("cnpolicy-notes") || "[]"));
    }
  }

  form.addEventListener("submit", async (event) => {
    const button = event.submitter || form.querySelector(".action");
    const why = lacking(button.dataset.needs);
    if (why) {
      event.preventDefault();
      say(why, true);
      return;
    }
    if ("opens" in button.dataset) {
      say(t("opened"));
      return;
    }
    event.preventDefault();
    if (button.getAttribute("aria-busy") === "true") return;
    forget();
    say(t("working"));
    button.setAttribute("aria-busy", "true");
    try {
      await ask(button);
    } catch (_) {
      say(t("no_answer"), true);
    }
    button.removeAttribute("aria-busy");
  });

  // ---------------------------------------------------------------------------- events

  const drop = $("#drop");
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) add(event.dataTransfer.files);
    });
  }
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    add(chosen);
  });
  for (const id of ["#text-1", "#text-2"]) $(id).addEventListener("input", judge);
  $("#theme").addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    try { localStorage.setItem("cnpolicy-theme", theme); } catch (_) { /* not allowed */ }
  });
  show();
  root.dataset.ready = "yes";
})();
