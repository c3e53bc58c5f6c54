// Numbers as the report prints them: four significant digits, powers of ten below 0.001 and from a million.
const superscript = n => String(n).replace(/./g, c => '⁰¹²³⁴⁵⁶⁷⁸⁹'['0123456789'.indexOf(c)] ?? '⁻');
const number = v => {
  if (v === null || v === undefined || !Number.isFinite(v)) return '–';
  const size = Math.abs(v), sign = v < 0 ? '−' : '';
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
    const [mantissa, exponent] = size.toExponential(3).split('e');
    return `${sign}${Number(mantissa)} × 10${superscript(Number(exponent))}`;
  }
  if (size >= 999.95) return sign + Math.round(size).toLocaleString('en');
  return sign + Number(size.toPrecision(4));
};
// onAxis leaves out a mantissa of 1.
const onAxis = v => number(v).replace(/^(−?)1 × /, '$1');
const element = (name, properties = {}, ...children) => {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
};
const swatch = style => {
  const box = element('span');
  box.innerHTML = `<svg class="swatch ${style}" viewBox="0 0 48 8" aria-hidden="true"><line x1="0" y1="4" x2="48" y2="4"/></svg>`;
  return box.firstChild;
};
// extent returns the smallest and the largest of the numbers, positive ones alone where log is set.
const extent = (lists, log) => {
  let low = Infinity, high = -Infinity;
  for (const list of lists) for (const v of list || []) {
    if (v === null || (log && v <= 0)) continue;
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return [low, high];
};
