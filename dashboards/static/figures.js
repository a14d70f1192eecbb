// Draws every figure of the page from the JSON beside it, in the colours of the theme.
"use strict";
(() => {
  const NARROW = 560; // pixels of room under which the narrow drawing is taken
  const PRINTED = 640; // pixels that fit between the margins of an A4 page
  const CONFIG = {
    displayModeBar: false, showSendToCloud: false, plotlyServerURL: "", displaylogo: false,
    responsive: false, locale: document.documentElement.lang,
  };
  const places = [...document.querySelectorAll("[data-figure]")];
  const inks = JSON.parse(document.getElementById("inks").textContent);

  const inTheme = (json) => {
    const theme = getComputedStyle(document.documentElement);
    return Object.entries(inks).reduce(
      (text, [ink, variable]) => text.replaceAll(ink, theme.getPropertyValue(variable).trim()), json);
  };

  const draw = (place, width) => {
    const json = document.getElementById(place.dataset.figure).textContent;
    const { wide, narrow } = JSON.parse(inTheme(json));
    const { data, layout } = width < NARROW ? narrow : wide;
    return Plotly.react(place, data, { ...layout, width, autosize: false }, CONFIG);
  };

  const drawAll = () => places.forEach((place) => draw(place, place.parentElement.clientWidth));
  let waiting;
  const drawSoon = () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 100); };

  drawAll();
  addEventListener("resize", drawSoon);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => places.forEach((place) => draw(place, PRINTED)));
  addEventListener("afterprint", drawAll);
})();
