// What a reader's choice shows, before it is drawn: rows of released cells, and the words about them.
"use strict";
(() => {
  const ALL = "ALL", MOST_PERIODS = 36, NAMED = 2;

  // `tell` speaks the page's language; `choice` is what stands in the controls, `label` what each
  // of them is called there; `found` and `table` have the released cells (explore-cells.js).
  window.stekView = (tell, choice, label, found, table) => {
    const { words, say, capitalised, lowered } = tell;
    const isEuro = words.euros.includes(choice.uit);
    const measured = (amount, asRate) => (isEuro && !asRate
      ? say("explore_euro", { amount }) : tell.measured(amount, asRate));
    const isSplit = choice.naar !== ALL;
    const categories = new Map(isSplit ? words.categories[choice.naar] : []);
    const cells = found.chosen.map((row) => ({ row, ...table.cell(row) }))
      .sort((one, other) => (one.period < other.period ? -1 : 1));
    const hasFigure = ({ numerator, value }) => numerator !== null || value !== null;
    const period = (cells.findLast(hasFigure) ?? cells.at(-1))?.period;
    const order = [...categories.keys()];
    const shown = !isSplit ? cells.slice(-MOST_PERIODS)
      : cells.filter((cell) => cell.period === period && categories.has(cell.category))
        .sort((one, other) => order.indexOf(one.category) - order.indexOf(other.category));

    // A percentage where the outcome has one and any may be shown; else the count.
    const rated = words.rated[choice.uit];
    const mayRate = rated === "always" || (rated === "split" && isSplit);
    const isRate = mayRate && shown.some(({ value }) => value !== null);
    const measureOf = (cell) => (cell ? cell[isRate ? "value" : "numerator"] : null);
    const stateOf = (cell) => {
      if (measureOf(cell) !== null) return "shown";
      if (cell.status === "not_delivered") return "not_delivered";
      return cell.denominator === 0 ? "nobody" : "hidden";
    };
    const stateKey = (state) => (isRate && state === "hidden" ? "state_no_rate" : `state_${state}`);
    const amountOf = (cell) => (stateOf(cell) === "shown" ? measured(measureOf(cell), isRate) : say(stateKey(stateOf(cell))));
    const detailed = (cell) => {
      const amount = amountOf(cell);
      if (stateOf(cell) !== "shown") return amount;
      if (isRate) return say("rate_of", { amount, count: cell.numerator, base: cell.denominator });
      return cell.value === null ? amount : say("count_and_rate", { amount, rate: measured(cell.value, true) });
    };

    const keyOf = (cell) => `${cell.period} ${cell.category}`;
    const totals = new Map(found.total.map(table.cell).map((cell) => [keyOf(cell), cell]));
    const rows = shown.map((cell) => {
      const name = isSplit ? categories.get(cell.category) : words.periods[cell.period].name;
      const total = totals.get(keyOf(cell));
      return {
        cell, name, key: isSplit ? cell.category : cell.period, tick: words.periods[cell.period].tick,
        measure: measureOf(cell), state: stateOf(cell), amount: amountOf(cell),
        low: isRate ? cell.ci_low : null, high: isRate ? cell.ci_high : null,
        isComplete: cell.steks_reporting === cell.steks_expected,
        point: `${name}<br>${detailed(cell)}`, totalCell: total,
        total: isRate ? measureOf(total) : null, // beside a count the total would flatten the line
        totalPoint: total ? `${name}<br>${capitalised(say("all_stekken"))}: ${amountOf(total)}` : "",
      };
    });
    const places = (one) => rows.filter(({ key }) => key < one[choice.per]).length;
    const breaks = isSplit ? [] : words.breaks.map((one) => ({ at: places(one), told: one.told[choice.per] }))
      .filter(({ at }) => at > 0 && at < rows.length);

    // The message, as one or a few sentences; nothing that the cells do not carry.
    const what = [label.uit, ...["stek", "recht"].filter((key) => choice[key] !== ALL).map((key) => label[key])].join(", ");
    const latest = () => {
      const last = rows.at(-1), before = rows.findLast(({ state }) => state === "shown");
      const within = (row) => words.periods[row.cell.period].within;
      const told = [say("latest_one", { label: what, amount: last.amount, within: within(last) })];
      if (before !== last) return [...told, say("explore_before", { amount: before.amount, within: within(before) })];
      if (last.total === null) return told;
      told.push(say("explore_beside", { amount: measured(last.total, true) }));
      const mayBeChance = last.low !== null && last.total !== last.measure && last.low <= last.total && last.total <= last.high;
      return mayBeChance ? [...told, say("explore_chance")] : told;
    };
    const extremes = () => {
      const told = rows.filter(({ key, state }) => state === "shown" && !words.unanswered.includes(key));
      if (!told.length) return [say("explore_none", { label: what, why: say("state_hidden") })];
      const measures = told.map(({ measure }) => measure);
      const [highest, lowest] = [Math.max(...measures), Math.min(...measures)];
      const of = (measure) => told.filter((row) => row.measure === measure);
      const named = (measure) => {
        const names = of(measure).map(({ name }) => name);
        return (names.length > NAMED ? [names[0], say("number_of", { count: names.length - 1 })] : names).join(` ${say("and")} `);
      };
      const ofOne = isRate && rated === "split"; // shares of one whole are told by the largest
      const key = ofOne ? "explore_often" : highest === lowest ? "only_one" : isRate ? "extremes" : "extremes_of_counts";
      const mayBeChance = !ofOne && highest > lowest
        && of(highest).some(({ low }) => of(lowest).some(({ high }) => low !== null && low <= high));
      return [capitalised(say(key, {
        label: what, within: words.periods[period].within, top: named(highest), bottom: named(lowest),
        highest: measured(highest, isRate), lowest: measured(lowest, isRate),
      })), ...(mayBeChance ? [say("explore_chance")] : [])];
    };
    const isEmpty = !rows.some(({ state }) => state === "shown");
    const reason = () => (rows.length ? say(`state_${rows.every(({ state }) => state === "not_delivered") ? "not_delivered" : "hidden"}`)
      : say(choice.stek !== ALL && words.never.includes(choice.recht) ? "explore_why_never" : "explore_why_absent"));
    const headline = isEmpty ? [say("explore_none", { label: what, why: reason() })] : isSplit ? extremes() : latest();

    const spanned = (first, last) => (first === last ? first : say("from_to", { first, last }));
    const subtitle = capitalised([
      `${say(isRate ? "a_rate" : isEuro ? "explore_amount" : "a_count")} ${isSplit ? say("per_category", { breakdown: lowered(label.naar) }) : say(`per_${choice.per}`)}`,
      ...(rows.length ? [spanned(words.periods[rows[0].cell.period].name, words.periods[rows.at(-1).cell.period].name)] : []),
      choice.stek === ALL ? say("all_stekken") : label.stek,
      choice.recht === ALL ? say("explore_all_rights") : lowered(label.recht),
    ].join(", "));

    const has = (test) => rows.some(test);
    const notes = [
      ...Object.keys(words.signs).filter((state) => !isSplit && has((row) => row.state === state)).map((state) => {
        const told = `${words.signs[state][0]} ${say(stateKey(state))}`;
        return isRate && state === "hidden" ? `${told}: ${say("why_no_rate")}` : told;
      }),
      ...(has(({ low }) => low !== null) ? [say("explore_margin")] : []),
      ...(!isSplit && has((row) => !row.isComplete) ? [say("note_incomplete_points")] : []),
      ...(mayRate && !isRate && !isEmpty ? [say("explore_counts_only")] : []),
      ...(!isRate && has(({ totalCell }) => totalCell) ? [say("explore_total_in_table")] : []),
      ...(isSplit && cells.some((cell) => cell.period > period) ? [say("explore_later")] : []),
      ...breaks.map(({ told }) => told),
    ];

    // The same rows for who reads: a word stands where there is no figure.
    const inWords = (cell, amount, asRate) => {
      if (amount !== null) return measured(amount, asRate);
      const isWithheld = stateOf(cell) === "shown"
        || (asRate && !["hidden_small", "not_delivered", "zero"].includes(cell.status));
      return say(isWithheld ? "short_no_rate" : `short_${stateOf(cell)}`);
    };
    const interval = (cell) => (cell.ci_low === null ? inWords(cell, cell.value, true)
      : say("interval", { low: measured(Math.round(cell.ci_low), true), high: measured(Math.round(cell.ci_high), true) }));
    const delivered = ({ cell, isComplete }) => (choice.stek === ALL
      ? say("share", { part: cell.steks_reporting, whole: cell.steks_expected }) : say(isComplete ? "yes" : "no"));
    const columns = [
      [isEuro ? capitalised(say("explore_amount")) : say("column_count"), ({ cell }) => inWords(cell, cell.numerator, false)],
      ...(mayRate ? [
        [say("column_base"), ({ cell }) => inWords(cell, cell.denominator, false)],
        [say("column_rate"), ({ cell }) => inWords(cell, cell.value, true)],
      ] : []),
      ...(has(({ cell }) => cell.ci_low !== null) ? [[say("column_interval"), ({ cell }) => interval(cell)]] : []),
      ...(has(({ totalCell }) => totalCell) ? [[capitalised(say("all_stekken")),
        ({ totalCell }) => (totalCell ? amountOf(totalCell) : "")]] : []),
      [say(choice.stek === ALL ? "column_reporting" : "column_complete"), delivered],
      [say("explore_status_column"), ({ cell }) => words.statuses[cell.status]],
    ];

    return {
      isSplit, isRate, isEmpty, rows, headline: headline.join(" "), subtitle, notes, columns, per: choice.per,
      rowTitle: isSplit ? label.naar : say("column_time"), breaks: breaks.map(({ at }) => at),
      percent: words.percent, signs: words.signs,
      names: { own: choice.stek === ALL ? label.uit : label.stek, total: capitalised(say("all_stekken")) },
    };
  };
})();
