// The released cells of one indicator in the page: unpacked, chosen from, written as CSV.
"use strict";
(() => {
  const SHOWN = 1, NOT_DELIVERED = 2, HIDDEN = 4;
  const HIDDEN_ELSEWHERE = 1; // beside a bit for each period type, of which the first is 2
  const PER = 2; // the place of the period type among the controls

  // One byte of every row after the other; zero is no value (dashboards/site/shards.py).
  const unpacked = async ({ rows, columns, gz }) => {
    const packed = Uint8Array.from(atob(gz), (sign) => sign.charCodeAt(0));
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
    let at = 0;
    return columns.map(({ name, kind, planes, codes }) => {
      const raw = new Uint32Array(rows);
      for (let plane = 0; plane < planes; plane += 1, at += rows) {
        for (let row = 0; row < rows; row += 1) raw[row] |= bytes[at + row] << (8 * plane);
      }
      return { name, kind, codes, raw };
    });
  };

  const VALUES = {
    text: (column, raw) => column.codes[raw - 1],
    whole: (_, raw) => raw - 1,
    tenths: (_, raw) => (raw - 1) / 10,
  };
  const valueOf = (column, row) => {
    const raw = column.raw[row];
    return raw === 0 ? null : VALUES[column.kind](column, raw);
  };

  // As the released CSV has it: RFC 4180, points, no value is nothing between two commas.
  const written = (column, row) => {
    const value = valueOf(column, row);
    if (value === null) return "";
    if (column.kind === "tenths") return value.toFixed(1);
    return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value);
  };

  // `names` are the columns that the controls choose in, the Stek first.
  window.stekTable = async (packed, names) => {
    const columns = await unpacked(packed);
    const named = Object.fromEntries(columns.map((column) => [column.name, column]));
    const dimensions = names.map((name) => named[name]);
    const status = named.status.codes.indexOf("not_delivered") + 1;
    const looks = (row) => named.numerator.raw[row] || named.value.raw[row] ? SHOWN
      : named.status.raw[row] === status ? NOT_DELIVERED : HIDDEN;

    // One walk: the rows of a choice, the same of all Stekken together, and for every other value
    // of one control what there would be to see.
    const choose = (values) => {
      const raws = dimensions.map((column) => column.raw);
      const wanted = dimensions.map((column, place) => column.codes.indexOf(values[place]) + 1);
      const all = dimensions[0].codes.indexOf("ALL") + 1;
      const bits = () => dimensions.map((column) => new Uint8Array(column.codes.length + 1));
      const seen = bits(), elsewhere = bits(); // by control, by the place of its value
      const chosen = [], total = [];
      for (let row = 0; row < packed.rows; row += 1) {
        let misses = 0, place = -1;
        for (let each = 0; each < raws.length && misses < 3; each += 1) {
          if (raws[each][row] !== wanted[each]) {
            misses += 1;
            if (place < 0 || each !== PER) place = each;
          }
        }
        if (misses === 0) {
          chosen.push(row);
          for (let each = 0; each < raws.length; each += 1) seen[each][raws[each][row]] |= looks(row);
        } else if (misses === 1) {
          seen[place][raws[place][row]] |= looks(row);
          if (place === 0 && raws[0][row] === all) total.push(row);
        } else if (misses === 2 && raws[PER][row] !== wanted[PER]) {
          elsewhere[place][raws[place][row]] |= looks(row) === SHOWN ? 1 << raws[PER][row] : HIDDEN_ELSEWHERE;
        }
      }
      const within = (place, code) => dimensions[place].codes.indexOf(code) + 1;
      return {
        chosen,
        total,
        // Whether a value of a control shows something; if not, why.
        state: (place, code) => {
          const found = seen[place][within(place, code)];
          return found & SHOWN ? "shown" : found & HIDDEN ? "hidden" : found ? "not_delivered" : "absent";
        },
        // The period types under which it would show something.
        periodTypes: (place, code) => {
          const found = elsewhere[place][within(place, code)];
          return dimensions[PER].codes.filter((_, type) => found & (1 << (type + 1)));
        },
        isHiddenElsewhere: (place, code) => (elsewhere[place][within(place, code)] & HIDDEN_ELSEWHERE) > 0,
        isKnown: (place, code) => within(place, code) > 0,
      };
    };

    return {
      choose,
      cell: (row) => Object.fromEntries(columns.map((column) => [column.name, valueOf(column, row)])),
      csv: (rows) => [columns.map(({ name }) => name), ...[...rows].sort((one, other) => one - other)
        .map((row) => columns.map((column) => written(column, row)))]
        .map((cells) => `${cells.join(",")}\r\n`).join(""),
    };
  };
})();
