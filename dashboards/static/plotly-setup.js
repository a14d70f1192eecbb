// What every chart of the site shares: no button that sends anything away, and Plotly in our languages.
"use strict";
window.stekConfig = {
  displayModeBar: false, displaylogo: false, responsive: false,
  showSendToCloud: false, plotlyServerURL: "",
  locale: document.documentElement.lang || "nl-BE",
};
