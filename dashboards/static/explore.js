// The controls of an indicator's page. What a reader chooses stands in the address and is answered
// with a headline, a chart, a table and the rows to download; the cells are loaded when first touched.
"use strict";
(() => {
  const section = document.getElementById("explore");
  if (!section) return;
  const words = JSON.parse(section.querySelector("script").textContent);
  const find = (what) => section.querySelector(what);
  const form = find("form"), figure = find("figure"), status = find("[role=status]"), place = find(".drawing");
  const lang = document.documentElement.lang;
  const numbers = new Intl.NumberFormat(lang), plural = new Intl.PluralRules(lang);
  const either = new Intl.ListFormat(lang, { type: "disjunction" });

  const ALL = "ALL", PAPER = 660; // pixels of room on a printed page of A4, without its margins
  const keys = Object.keys(words.columns);
  const selects = keys.map((key) => form.elements[key]);
  const options = selects.map((select) => [...select.options]);
  const labels = new Map(options.flat().map((option) => [option, option.text]));
  const usual = options.map((own) => own.find((option) => option.defaultSelected).value);

  const said = (text, values) => (typeof text === "string" ? text : text[plural.select(values.count)] ?? text.other);
  const say = (key, values = {}) => said(words.say[key], values).replace(/{(\w+)}/g,
    (_, name) => (typeof values[name] === "number" ? numbers.format(values[name]) : values[name]));
  const tell = {
    words, say,
    measured: (amount, isRate) => numbers.format(amount) + (isRate ? words.percent : ""),
    capitalised: (text) => text.charAt(0).toUpperCase() + text.slice(1),
    lowered: (text) => (/^.\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)),
  };

  // The choice: in the controls, and in the address.
  const chosen = () => Object.fromEntries(keys.map((key, at) => [key, selects[at].value]));
  const label = () => Object.fromEntries(keys.map((key, at) => [key, labels.get(selects[at].selectedOptions[0])]));
  const titleOf = (key) => find(`label[for=explore-${key}]`).textContent;
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const isAsked = () => keys.some((key) => asked().has(key));
  const address = () => `#${new URLSearchParams(Object.entries(chosen())
    .filter(([key, value], at) => value !== usual[at] || key === "per" || key === "uit"))}`;
  // Sets the controls as the address asks; gives back the controls for which it asks what is unknown.
  const restore = () => keys.filter((key, at) => {
    const value = asked().get(key) ?? usual[at];
    const isKnown = options[at].some((option) => option.value === value);
    selects[at].value = isKnown ? value : usual[at];
    return !isKnown;
  });

  // The released cells and what reads and draws them, once.
  let packed, table, loading;
  window.stekCells = (_, content) => { packed = content; };
  const scripts = ["explore-cells", "explore-view", "explore-drawing"].map((name) => `assets/${name}.js`);
  const loaded = () => loading ??= Promise.all([...scripts, section.dataset.cells].map(stekLoad))
    .then(() => stekTable(packed, Object.values(words.columns)))
    .then((made) => { table = made; found(); });

  // Choices that would show nothing are grey, with the reason behind them.
  const why = (result, at, value) => {
    const state = result.state(at, value), now = { ...chosen(), [keys[at]]: value };
    if (state !== "absent") return state === "shown" ? "" : say(`state_${state}`);
    if (at < 2 && now.stek !== ALL && words.never.includes(now.recht)) return say("explore_why_never");
    const periods = result.periodTypes(at, value).map((per) => say(`per_${per}`));
    if (periods.length) return say("explore_why_only", { periods: either.format(periods) });
    if (result.isHiddenElsewhere(at, value)) return say("state_hidden");
    return say(result.isKnown(at, value) ? "explore_why_together" : "explore_why_absent");
  };
  const found = () => {
    const result = table.choose(Object.values(chosen()));
    options.forEach((own, at) => own.length > 1 && own.forEach((option) => {
      const reason = why(result, at, option.value);
      const text = labels.get(option) + (reason && ` - ${reason}`);
      if (option.disabled !== (reason !== "")) option.disabled = reason !== "";
      if (option.text !== text) option.text = text;
    }));
    return result;
  };

  const element = (name, content, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...[content].flat());
    return made;
  };
  const tableOf = ({ rowTitle, columns, rows, headline, subtitle }) => element("table", [
    element("caption", [headline, " ", element("span", subtitle)]),
    element("thead", element("tr", [element("th", rowTitle, { scope: "col" }),
      ...columns.map(([title]) => element("th", title, { scope: "col", className: "number" }))])),
    element("tbody", rows.map((row) => element("tr", [element("th", row.name, { scope: "row" }),
      ...columns.map(([, text]) => element("td", text(row), { className: "number" }))]))),
  ]);

  let csv;
  const offer = (view) => {
    URL.revokeObjectURL(csv);
    csv = URL.createObjectURL(new Blob([table.csv(view.rows.map(({ cell }) => cell.row))], { type: "text/csv;charset=utf-8" }));
    const named = [section.dataset.name, ...Object.values(chosen()).filter((value) => value !== ALL)].join("-");
    Object.assign(find(".explore-csv"), { href: csv, download: `${named}.csv` });
    find(".explore-address").href = address();
    section.querySelectorAll("[data-format]").forEach((button) => { button.dataset.file = named; });
  };

  // The answer to the choice; what changed is told to who does not see it.
  let view, last = usual;
  const answer = (ignored = []) => {
    view = stekView(tell, chosen(), label(), found(), table);
    find("#explore-headline").textContent = view.headline;
    find("#explore-subtitle").textContent = view.subtitle;
    find(".notes").replaceChildren(...view.notes.flatMap((note) => [element("span", note), " "]));
    find(".scroll").replaceChildren(tableOf(view));
    find("details").hidden = place.hidden = !view.rows.length;
    offer(view);
    const now = label(), values = Object.values(chosen());
    const changes = keys.filter((key, at) => values[at] !== last[at])
      .map((key) => say("explore_change", { what: titleOf(key), value: now[key] }));
    const without = view.rows.filter(({ state }) => state !== "shown").length;
    status.textContent = [
      ...(ignored.length ? [say("explore_ignored", { what: either.format(ignored.map(titleOf)) })] : []),
      ...(changes.length ? [say("explore_changed", { changes: changes.join("; ") })] : []),
      say("explore_rows", { count: view.rows.length }),
      ...(without ? [say("explore_without", { count: without })] : []),
    ].join(" ");
    last = values;
    figure.hidden = false;
    return draw();
  };
  const draw = async () => {
    if (!view || place.hidden || figure.hidden) return;
    figure.setAttribute("aria-busy", "true");
    await stekPlotly();
    const chart = place.querySelector(".live") ?? place.appendChild(element("div", [], { className: "live" }));
    const room = matchMedia("print").matches ? Math.min(place.clientWidth, PAPER) : place.clientWidth;
    const { data, layout } = stekDrawing(view, words.layout, room);
    await Plotly.react(chart, data, layout, window.stekConfig);
    figure.setAttribute("aria-busy", "false");
  };
  const tried = (work) => work.catch(() => { status.textContent = say("explore_failed"); });

  const choose = () => tried(loaded().then(() => {
    if (location.hash !== address()) history.pushState(null, "", address());
    return answer();
  }));
  const forget = (message) => {
    keys.forEach((_, at) => { selects[at].value = usual[at]; });
    [figure.hidden, last, view] = [true, usual, undefined];
    status.textContent = message;
    if (table) found();
  };
  const follow = () => {
    if (isAsked()) { const ignored = restore(); return tried(loaded().then(() => answer(ignored))); }
    if (!location.hash && view) forget(say("explore_start"));
    return undefined; // another address in the page: what was chosen stays
  };

  section.hidden = false;
  ["focusin", "pointerenter", "pointerdown"].forEach((touch) => form.addEventListener(touch, () => tried(loaded()), { once: true }));
  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => { event.preventDefault(); choose(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    if (isAsked()) history.pushState(null, "", location.pathname + location.search);
    forget(say("explore_start"));
  });
  section.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", () =>
    Plotly.downloadImage(place.querySelector(".live"), { format: button.dataset.format, scale: 2, filename: button.dataset.file })));
  addEventListener("hashchange", follow);
  ["(prefers-color-scheme: dark)", "print"].forEach((query) => matchMedia(query).addEventListener("change", draw));
  let waiting;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(draw, 100); });
  if (isAsked()) follow().then(() => section.scrollIntoView());
})();
