// What makes pages pleasanter where script runs. Every page works without it, and nothing typed is kept in the browser.

const page = document.documentElement;
page.classList.add("scripted");

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function later(wait, work) {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => work(...given), wait); };
}

// Search as you type: the same address, only the results are replaced. The newest question wins.
for (const form of all("form[data-search]")) {
  let asked = null;
  const answer = async () => {
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = `${location.pathname}${filled.length ? "?" : ""}${new URLSearchParams(filled)}`;
    asked?.abort();
    asked = new AbortController();
    const results = document.getElementById(form.dataset.target);
    if (!results) return;
    results.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { headers: { "X-Fragment": "results" }, signal: asked.signal });
      if (!response.ok || response.redirected) { location.assign(address); return; }
      const sent = new DOMParser().parseFromString(await response.text(), "text/html");
      results.replaceChildren(...(sent.getElementById(results.id) ?? sent.body).childNodes);
      history.replaceState(null, "", address);
      results.removeAttribute("aria-busy");
    } catch (problem) {
      if (problem.name !== "AbortError") results.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("input", later(200, answer));
  form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
}

// One tick for all the rows that are shown.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-tick-all]")) return;
  for (const box of all("tbody .tick-cell input", target.closest("table"))) box.checked = target.checked;
});

// The tab that is open is in sight where the tabs are wider than the page.
for (const here of all(".tabs [aria-current]")) {
  const tabs = here.closest(".tabs");
  tabs.scrollLeft += here.getBoundingClientRect().left - tabs.getBoundingClientRect().left - 16;
}

// A summary of mistakes is read first.
document.querySelector("[data-focus]")?.focus();

// A form is not left by accident.
let unsaved = false;
for (const form of all("form[data-guard]")) {
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
}
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

// One more row of a list of things, as a copy of the last one with the next number.
for (const group of all("[data-repeat]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet";
  button.textContent = group.dataset.add;
  button.addEventListener("click", () => {
    const rows = all(".repeat-row", group);
    const row = rows.at(-1).cloneNode(true);
    const numbered = new RegExp(`${group.dataset.repeat}-\\d+`, "g");
    for (const part of all("[id], [name], [for], [aria-describedby]", row)) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(numbered, `${group.dataset.repeat}-${rows.length}`));
      }
    }
    for (const box of all("input, select, textarea", row)) {
      if (box.type === "checkbox" || box.type === "radio") box.checked = false; else box.value = "";
      box.removeAttribute("aria-invalid");
    }
    for (const mistake of all(".mistake", row)) mistake.remove();
    for (const wrong of all(".wrong", row)) wrong.classList.remove("wrong");
    row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+$/, rows.length + 1));
    rows.at(-1).after(row);
    row.querySelector("input, select, textarea")?.focus();
  });
  group.append(button);
}

// A table that is wider than its place is scrolled by keyboard too.
const scrolled = new ResizeObserver((changed) => {
  for (const { target } of changed) {
    const wide = target.scrollWidth > target.clientWidth;
    const told = { tabindex: "0", role: "region", "aria-label": target.querySelector("caption")?.textContent.trim() ?? "" };
    for (const [name, value] of Object.entries(told)) wide ? target.setAttribute(name, value) : target.removeAttribute(name);
  }
});
for (const box of all(".table-box")) scrolled.observe(box);

// Copy a link or a code that is shown once. Where a browser does not allow it, the text is chosen and can be copied by hand.
for (const box of all("[data-copy]")) {
  box.querySelector("button").addEventListener("click", async () => {
    const code = box.querySelector("code");
    getSelection().selectAllChildren(code);
    const copied = await navigator.clipboard?.writeText(code.textContent).then(() => true, () => false);
    if (copied) box.querySelector("button span").textContent = box.dataset.copied;
  });
}

// A job that runs: asks every second, and shows the page of the finished job.
for (const box of all("[data-poll-url]")) {
  const ask = async () => {
    const response = await fetch(box.dataset.pollUrl, { headers: { Accept: "application/json" } }).catch(() => null);
    if (response?.ok) {
      const { done, total, state, words } = await response.json();
      if (state !== "waiting" && state !== "running") { location.reload(); return; }
      const bar = box.querySelector("progress");
      [bar.max, bar.value] = [total || 1, done];
      const line = box.querySelector("[data-words]");
      const amount = (number) => number.toLocaleString(page.lang);
      if (words) line.textContent = words;
      else if (state === "running") line.textContent = line.dataset.running.replace("{done}", amount(done)).replace("{total}", amount(total));
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
}

// A menu closes by Escape, which gives the focus back, and by a press beside it.
for (const menu of all("[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

// A number and its slider say the same; a plan that is typed is counted out again, and nothing of it is kept.
for (const slider of all("[data-slides]")) {
  const box = document.getElementById(slider.dataset.slides);
  const follow = () => { slider.value = box.value === "" ? slider.min : box.value; };
  follow();
  slider.addEventListener("input", () => { box.value = slider.value; });
  box.addEventListener("input", follow);
}
for (const form of all("form[data-try]")) {
  let asked = null;
  form.addEventListener("input", later(500, async () => {
    asked?.abort();
    if (!form.checkValidity()) return;
    asked = new AbortController();
    const place = document.getElementById(form.dataset.try);
    const typed = new FormData(form);
    typed.set("do", "try");
    place.setAttribute("aria-busy", "true");
    const response = await fetch(form.action, { method: "POST", body: typed, signal: asked.signal }).catch(() => null);
    if (response?.ok) {
      const sent = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = sent.getElementById(place.id);
      if (found) place.replaceChildren(...found.childNodes);
      for (const box of all(".table-box", place)) scrolled.observe(box);
    }
    if (response) place.removeAttribute("aria-busy");
  }));
}
