// Wakes a chart: its picture becomes the live Plotly chart when someone touches it, or at once when
// it comes into view and has no picture. Scripts are loaded once, the first time one is wanted.
"use strict";
(() => {
  const NARROW = 560; // pixels of room under which the narrow drawing is taken
  const root = document.documentElement.dataset.root;
  const places = [...document.querySelectorAll("[data-figure]")];
  let live; // { inks, figures } once loaded
  let loading;

  const load = (path) => new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: root + path, onload: done, onerror: failed });
    document.head.append(script);
  });
  window.stekFigures = (loaded) => { live = loaded; };
  let plotly;
  window.stekLoad = load;
  window.stekPlotly = () => plotly ??= load("assets/plotly.min.js")
    .then(() => load("assets/plotly-setup.js"));
  const wanted = () => loading ??= stekPlotly().then(() => load(document.documentElement.dataset.figures));

  const inTheme = (figure) => {
    const theme = getComputedStyle(document.documentElement);
    return JSON.parse(Object.entries(live.inks).reduce(
      (text, [ink, name]) => text.replaceAll(ink, theme.getPropertyValue(name).trim()),
      JSON.stringify(figure)));
  };

  const draw = (place) => {
    const room = place.clientWidth;
    const { wide, narrow } = live.figures[place.dataset.figure];
    const { data, layout } = inTheme(room < NARROW ? narrow : wide);
    const chart = place.querySelector(".live") ?? place.appendChild(
      Object.assign(document.createElement("div"), { className: "live", ariaHidden: "true" }));
    return Plotly.react(chart, data, { ...layout, width: room, autosize: false }, window.stekConfig)
      .then(() => { place.dataset.awake = "true"; });
  };
  const wake = (place) => wanted().then(() => draw(place));
  window.stekWake = wake;

  const awake = () => places.filter((place) => place.dataset.awake);
  let waiting;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => awake().forEach(draw), 100);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => awake().forEach(draw));

  const seen = new IntersectionObserver((entries) => entries
    .filter((entry) => entry.isIntersecting)
    .forEach((entry) => { seen.unobserve(entry.target); wake(entry.target); }));
  places.forEach((place) => {
    if (!place.querySelector("picture")) { seen.observe(place); return; }
    ["pointerenter", "pointerdown"].forEach((touch) =>
      place.addEventListener(touch, () => wake(place), { once: true }));
  });

  // What needs a script is offered only where there is one.
  document.querySelectorAll("[data-needs-script]").forEach((one) => { one.hidden = false; });
  document.querySelectorAll("button[data-png]").forEach((button) => {
    const place = document.querySelector(`[data-figure="${button.dataset.png}"]`);
    button.addEventListener("click", () => wake(place).then(() => Plotly.downloadImage(
      place.querySelector(".live"), { format: "png", scale: 2, filename: button.dataset.name })));
  });

  // One figure alone, for a frame in another page: ?inbedden=by-time
  const embedded = new URLSearchParams(location.search).get("inbedden");
  const figure = embedded && document.getElementById(embedded);
  if (figure) {
    document.body.classList.add("embedded");
    document.body.replaceChildren(...[document.querySelector(".sample"), figure].filter(Boolean));
  }
})();
