// What Plotly draws of a reader's own choice: a line over time, or dots by category, with margins.
"use strict";
(() => {
  const NARROW = 560, UNDER = 66, LINE = 17, AIR = 14, HEIGHT = 380;
  const STEPS = { month: [1, 2, 3, 6, 12], quarter: [1, 2, 4, 8], year: [1, 2, 5, 10] };
  const OWN = "--series-1", TOTAL = "--peer"; // variables of the theme; colours once it is drawn

  const margins = (rows, colour) => ({
    type: "data", symmetric: false, color: colour, thickness: 1.2, width: rows.length > 16 ? 0 : 4,
    array: rows.map(({ measure, high }) => (high === null || measure === null ? null : high - measure)),
    arrayminus: rows.map(({ measure, low }) => (low === null || measure === null ? null : measure - low)),
  });
  const hovering = (texts) => ({
    customdata: texts, hovertemplate: "%{customdata}<extra></extra>", cliponaxis: false,
  });
  const measureAxis = ({ rows, isRate, percent }, nticks) => {
    const ends = rows.flatMap(({ measure, high, total }) => [measure ?? 0, high ?? 0, total ?? 0]);
    return {
      range: [0, Math.max(Math.max(...ends) * 1.08, 10)], nticks, tickformat: ",d",
      ticksuffix: isRate ? percent : "", gridcolor: "--grid", zerolinecolor: "--muted", fixedrange: true,
    };
  };
  const legend = { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", itemclick: false, itemdoubleclick: false };

  // Over time: a gap where there is no figure, its sign in a strip under the line, breaks as breaks.
  const overTime = (view, isNarrow) => {
    const { rows, breaks, signs, names } = view;
    const hasTotal = rows.some(({ total }) => total !== null);
    const share = rows.some(({ state }) => state !== "shown") ? 0.085 : 0;
    const broken = (list, gap) => list.flatMap((one, at) => (breaks.includes(at) ? [gap, one] : [one]));
    const x = broken(rows.map((_, at) => at), null);
    const none = { measure: null, high: null, low: null };
    const total = {
      type: "scatter", mode: "lines", x, y: broken(rows.map((row) => row.total), null),
      line: { color: TOTAL, width: 2.5 }, name: names.total,
      ...hovering(broken(rows.map((row) => row.totalPoint), "")),
    };
    const own = {
      type: "scatter", mode: "lines+markers", x, y: broken(rows.map((row) => row.measure), null),
      error_y: margins(broken(rows, none), OWN), line: { color: OWN, width: 2.5 }, name: names.own,
      marker: {
        size: 8, color: OWN, line: { width: 2, color: OWN },
        symbol: broken(rows.map(({ isComplete }) => (isComplete ? "circle" : "circle-open")), "circle"),
      },
      ...hovering(broken(rows.map((row) => row.point), "")),
    };
    const strip = Object.entries(signs).map(([state, [, symbol]]) => {
      const places = rows.flatMap((row, at) => (row.state === state ? [at] : []));
      return {
        type: "scatter", mode: "markers", x: places, y: places.map(() => 0), yaxis: "y2",
        marker: { symbol, size: 7, color: OWN, line: { width: 1.5, color: OWN } },
        hoverinfo: "skip", showlegend: false, cliponaxis: false,
      };
    }).filter((trace) => trace.x.length);
    const most = isNarrow ? 4 : 9;
    const steps = STEPS[view.per];
    const step = steps.find((one) => Math.ceil(rows.length / one) <= most) ?? steps.at(-1);
    const ticks = rows.map((_, at) => at).filter((at) => (rows.length - 1 - at) % step === 0);
    const yaxis = { ...measureAxis(view, 6), domain: [share, 1], automargin: true };
    const isNamed = hasTotal && !isNarrow;
    return {
      data: [...(hasTotal ? [total] : []), own, ...strip],
      layout: {
        height: HEIGHT, margin: { l: 46, r: isNamed ? 170 : 20, t: hasTotal && isNarrow ? 40 : 14, b: UNDER },
        showlegend: hasTotal && isNarrow, legend, yaxis,
        yaxis2: { domain: [0, Math.max(share - 0.03, 0)], range: [-0.5, 0.5], visible: false, fixedrange: true },
        xaxis: {
          tickvals: ticks, ticktext: ticks.map((at) => rows[at].tick), range: [-0.5, rows.length - 0.5],
          ticks: "outside", tickcolor: "--muted", linecolor: "--muted", showgrid: false, zeroline: false,
          fixedrange: true, anchor: "free", position: 0,
        },
        shapes: breaks.map((at) => ({
          type: "line", x0: at - 0.5, x1: at - 0.5, y0: 0, y1: 1, yref: "paper",
          line: { color: "--muted", width: 1.5, dash: "dot" },
        })),
        annotations: isNamed ? ends(view, yaxis.range[1] / (HEIGHT - 14 - UNDER)) : [],
      },
    };
  };

  // The names at the ends of the two lines, moved apart where they would touch.
  const ends = ({ rows, names }, perPixel) => {
    const last = (key) => rows.findLast((row) => row[key] !== null)?.[key] ?? 0;
    let own = last("measure"), total = last("total");
    const lacking = 44 * perPixel - Math.abs(own - total);
    if (lacking > 0 && own < total) total += lacking; else if (lacking > 0) own += lacking;
    const named = (text, y, colour) => ({
      text: wrapped(text, 20).join("<br>"), y, x: 1, xref: "paper", xshift: 6, xanchor: "left", yref: "y",
      yanchor: "middle", align: "left", showarrow: false, font: { color: colour },
    });
    return [named(names.total, total, "--muted"), named(names.own, own, OWN)];
  };

  const wrapped = (text, most) => text.split(" ").reduce((lines, word) => {
    const longer = `${lines.at(-1)} ${word}`.trim();
    return longer.length <= most ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, [""]).filter(Boolean);

  // By category: a dot each, the same of all Stekken in grey behind it, words where there is none.
  const byCategory = (view, isNarrow) => {
    const { rows, names } = view;
    const hasTotal = rows.some(({ total }) => total !== null);
    const lines = rows.map(({ name }) => wrapped(name, isNarrow ? 20 : 32));
    let height = 0;
    const y = lines.map((own) => { height += own.length * LINE + AIR; return height - (own.length * LINE + AIR) / 2; });
    const missing = rows.map((row, at) => ({ ...row, y: y[at] })).filter(({ measure }) => measure === null);
    const dots = (values, points, marker, name, more) => ({
      type: "scatter", mode: "markers", x: values, y, marker, name, ...hovering(points), ...more,
    });
    const total = dots(rows.map((row) => row.total), rows.map((row) => row.totalPoint),
      { symbol: "diamond", size: 11, color: TOTAL }, names.total);
    const own = dots(rows.map((row) => row.measure), rows.map((row) => row.point),
      { symbol: "circle", size: 10, color: OWN }, names.own, { error_x: margins(rows, OWN) });
    const words = {
      type: "scatter", mode: "text", x: missing.map(() => 0), y: missing.map((row) => row.y),
      text: missing.map(({ amount }) => ` <i>${amount}</i>`), textposition: "middle right",
      textfont: { color: "--muted" }, hoverinfo: "skip", showlegend: false, cliponaxis: false,
    };
    const above = hasTotal ? (isNarrow ? 54 : 34) : 8;
    return {
      data: [...(hasTotal ? [total] : []), own, words],
      layout: {
        height: height + UNDER + above, margin: { l: 10, r: 30, t: above, b: UNDER },
        showlegend: hasTotal, legend: { ...legend, y: 1 }, xaxis: measureAxis(view, isNarrow ? 4 : 7),
        yaxis: {
          tickvals: y, ticktext: lines.map((own) => own.join("<br>")), range: [height, 0], automargin: true,
          gridcolor: "--grid", zeroline: false, fixedrange: true, ticks: "", ticklabelstandoff: 6,
        },
      },
    };
  };

  const inTheme = (figure) => {
    const theme = getComputedStyle(document.documentElement);
    return JSON.parse(JSON.stringify(figure).replace(/"(--[\w-]+)"/g,
      (_, name) => JSON.stringify(theme.getPropertyValue(name).trim())));
  };

  // The figure of a view in a room of so many pixels; `shared` is the layout of every drawing.
  window.stekDrawing = (view, shared, room) => {
    const { data, layout } = (view.isSplit ? byCategory : overTime)(view, room < NARROW);
    return inTheme({ data, layout: {
      ...shared, ...layout, width: room, autosize: false,
      annotations: [...(layout.annotations ?? []), ...shared.annotations],
    } });
  };
})();
