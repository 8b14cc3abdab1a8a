"use strict";
// Everything the page says stands in the document; this only filters it, and goes from findings to their words and back.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const list = (text) => (text ? text.split(" ") : []);
  const numbers = (element) => list(element.dataset.p);
  const shownBy = (row) => [...numbers(row), ...list(row.dataset.near)]; // its evidence first, then the nearest passages
  const wide = matchMedia("(min-width: 62rem)");

  // Passages: number -> the marks that show it, and the findings that quote it.
  const rows = all("tr.finding");
  const marks = new Map(), users = new Map();
  const put = (map, key, value) => (map.get(key) ?? map.set(key, []).get(key)).push(value);
  for (const mark of all("mark")) for (const number of numbers(mark)) put(marks, number, mark);
  for (const row of rows) for (const number of numbers(row)) put(users, number, row);

  // Filters.
  const form = byId("filters"), shown = byId("shown"), nothing = byId("nothing"), search = byId("search");
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const textOf = (row) => texts.get(row) ?? texts.set(row, bare(`${row.parentElement.id} ${row.parentElement.rows[0].textContent} ${row.textContent}`)).get(row);
  const filter = () => {
    const words = bare(search.value).split(/\s+/).filter(Boolean);
    const statuses = new Set(all("[name=status]:checked", form).map((box) => box.value));
    const look = form.elements.look?.checked;
    const chosen = ["area", "obligation", "threat"].map((key) => [key, byId(key)?.value]).filter(([, value]) => value);
    let count = 0;
    for (const row of rows) {
      const data = row.dataset;
      row.hidden = !(statuses.has(data.status) && (!look || "look" in data)
        && chosen.every(([key, value]) => data[key] === value) && words.every((word) => textOf(row).includes(word)));
      if (!row.hidden) count += 1;
    }
    for (const body of all("tbody")) body.hidden = !all("tr.finding", body).some((row) => !row.hidden);
    shown.textContent = shown.dataset.text.replace("{shown}", count).replace("{all}", rows.length);
    nothing.hidden = count > 0;
  };
  const unfilter = () => { form.reset(); filter(); };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();

  // From a finding to its words.
  let current = null;
  const light = (row, number) => {
    for (const mark of all("mark.on, mark.here")) mark.classList.remove("on", "here");
    current?.removeAttribute("aria-current");
    current = row;
    row?.setAttribute("aria-current", "true");
    for (const own of row ? shownBy(row) : [number]) for (const mark of marks.get(own) ?? []) mark.classList.add("on");
    for (const mark of marks.get(number) ?? []) mark.classList.add("here");
  };
  const pane = byId("pane");
  const bring = (element, box) => { // to a third of the height, in the box that scrolls
    if (!element) return;
    const top = box ? box.getBoundingClientRect().top : 0;
    (box ?? window).scrollBy(0, element.getBoundingClientRect().top - top - (box ? box.clientHeight : innerHeight) / 3);
  };
  const bringPassage = (number) => bring(marks.get(number)?.[0], wide.matches ? pane : null);

  // From words to the findings that rest on them.
  const rests = byId("rests"), title = byId("rests-title"), items = rests.querySelector("ul");
  let cameFrom = null;
  const show = (those, focus) => {
    const found = [...new Set(those.flatMap((number) => users.get(number) ?? []))].sort((a, b) => (b === current) - (a === current));
    const text = found.length === 0 ? title.dataset.none : found.length === 1 ? title.dataset.one : title.dataset.many;
    title.textContent = text.replace("{count}", found.length);
    items.replaceChildren(...(found.length || !current ? found : [current]).map((row) => {
      const item = document.createElement("li"), link = document.createElement("a"), status = document.createElement("span");
      status.className = `badge-status ${row.dataset.status}`;
      status.textContent = row.querySelector(".badge-status").textContent;
      link.href = `#${encodeURIComponent(row.id)}`;
      link.textContent = row.querySelector(".asks").firstChild.textContent;
      item.append(status, " ", link);
      return item;
    }));
    rests.hidden = false;
    if (focus) { cameFrom = document.activeElement; title.focus({preventScroll: true}); }
  };
  const close = () => {
    if (rests.hidden) return;
    const inside = rests.contains(document.activeElement);
    rests.hidden = true;
    if (inside) cameFrom?.focus({preventScroll: true});
  };
  byId("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // Where the address points.
  const remember = (id) => history.pushState(null, "", `#${encodeURIComponent(id)}`);
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* an address that is not well formed is taken as it stands */ }
    const target = id && (byId(id) ?? all("tbody").find((body) => body.id.startsWith(`${id}.`))); // FP-07 is the first entry of its article
    if (!target) return;
    if (target.matches("tr.finding, tbody")) {
      const row = target.matches("tbody") ? all("tr.finding", target).find((one) => shownBy(one).length) ?? all("tr.finding", target)[0] : target;
      if (target.hidden || row.hidden) unfilter();
      light(row, shownBy(row)[0]);
      if (wide.matches) bringPassage(shownBy(row)[0]); else close();
      target.scrollIntoView();
      target.focus({preventScroll: true});
    } else if (target.matches(".anchor")) {
      const number = id.replace("passage-", "");
      light(null, number);
      show([number], false);
      if (wide.matches) bring(byId("law"));
      bringPassage(number);
    }
  };
  addEventListener("hashchange", follow);

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = event.target;
    const place = at.closest("a.place"), badge = at.closest("a.badge"), mark = at.closest("mark"), bar = at.closest("a[data-area], a[data-threat]");
    const row = at.closest("tr.finding");
    if (place) {
      event.preventDefault();
      const number = place.dataset.p;
      remember(place.closest("tr.finding")?.id ?? `passage-${number}`);
      light(place.closest("tr.finding"), number);
      if (wide.matches) close(); else show([number], true);
      bringPassage(number);
    } else if (badge || (mark && getSelection().isCollapsed)) {
      event.preventDefault();
      const those = numbers(badge ?? mark).filter((number) => badge || (users.get(number) ?? []).length);
      if (!those.length) return;
      light(null, those.at(-1));
      show(those, true);
      // What was chosen stays in sight when the panel covers a part of the text.
      if ((badge ?? mark).getBoundingClientRect().bottom > rests.getBoundingClientRect().top) bring(badge ?? mark, wide.matches ? pane : null);
    } else if (bar) {
      form.reset();
      const key = bar.dataset.area ? "area" : "threat";
      byId(key).value = bar.dataset[key];
      filter();
    } else if (row && !at.closest("a, summary, button") && getSelection().isCollapsed) {
      history.replaceState(null, "", `#${encodeURIComponent(row.id)}`);
      light(row, shownBy(row)[0]);
      if (wide.matches) { close(); bringPassage(shownBy(row)[0]); }
    } else if (at.closest("a")?.hash === location.hash) {
      follow(); // a link to where the address already points changes nothing by itself
    }
  });
  for (const row of rows) if (shownBy(row).length) row.classList.add("js-pick");

  // To a section of the law.
  const unit = byId("unit");
  byId("jump").hidden = false;
  byId("jump").addEventListener("submit", (event) => event.preventDefault());
  unit.addEventListener("change", () => {
    const block = byId(unit.value);
    if (wide.matches && block) pane.scrollBy(0, block.getBoundingClientRect().top - pane.getBoundingClientRect().top - 8);
    else block?.scrollIntoView();
  });

  // Dark and light: what the system says, until the reader says otherwise.
  const theme = byId("theme"), system = matchMedia("(prefers-color-scheme: dark)");
  const stored = (value) => { try { return value === undefined ? localStorage.getItem("gapcheck-theme") : localStorage.setItem("gapcheck-theme", value); } catch { return null; } };
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; };
  const paint = (value) => { if (value === "dark" || value === "light") document.documentElement.dataset.theme = value; name(); };
  theme.addEventListener("click", () => { const value = isDark() ? "light" : "dark"; paint(value); stored(value); });
  system.addEventListener("change", name);
  theme.hidden = false;
  paint(stored());

  // On paper no evidence is folded away.
  const opened = [];
  addEventListener("beforeprint", () => { for (const one of all("details:not([open])")) { one.open = true; opened.push(one); } });
  addEventListener("afterprint", () => { for (const one of opened.splice(0)) one.open = false; });

  follow();
})();
