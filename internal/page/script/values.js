// Numbers as the page prints them, and small helpers for elements.
const number = v => {
  if (v === null || v === undefined || !Number.isFinite(v)) return '–';
  const size = Math.abs(v);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return v.toExponential(3).replace('e+', 'e').replace('-', '−');
  if (size >= 1000) return Math.round(v).toLocaleString('en').replace('-', '−');
  return String(Number(v.toPrecision(4))).replace('-', '−');
};
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
