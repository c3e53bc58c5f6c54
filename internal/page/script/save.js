// Saving a figure's data as CSV and its picture as PNG or SVG, all made in the page.
const save = (name, content, type) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
const csvCell = v => {
  if (v === null || v === undefined) return '';
  const text = String(v);
  return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
};
const csv = rows => rows.map(row => row.map(csvCell).join(',')).join('\n') + '\n';
// savePNG draws the canvas on the page's colour, since it is transparent, below a line for each key: a label with its style.
const savePNG = (name, canvas, keys = []) => {
  const scale = canvas.width / (canvas.clientWidth || canvas.width / 2), head = keys.length * 20 * scale;
  const copy = element('canvas', { width: canvas.width, height: canvas.height + head }), context = copy.getContext('2d');
  context.fillStyle = colour('page');
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, head);
  context.scale(scale, scale);
  keys.forEach(({ label, style }, k) => {
    const y = 20 * k + 10;
    Object.assign(context, { strokeStyle: colour(style), fillStyle: colour('text'), lineWidth: 2, font: font(13), textBaseline: 'middle' });
    context.setLineDash(dashes[style]);
    context.beginPath();
    context.moveTo(8, y);
    context.lineTo(56, y);
    context.stroke();
    context.fillText(label, 64, y);
  });
  copy.toBlob(blob => save(name + '.png', blob, 'image/png'));
};
// saveButtons adds a button for each way in which a figure can be saved.
const saveButtons = (host, title, ways) => {
  const box = element('span', { className: 'save' });
  for (const [label, way] of Object.entries(ways)) {
    const button = element('button', { type: 'button', textContent: label, onclick: way });
    button.setAttribute('aria-label', `Save “${title}” as ${label}`);
    box.append(button);
  }
  host.append(box);
};
// choice adds a choice of the views by their labels, where there are several, and calls show with the number of the chosen one.
const choice = (host, label, views, show) => {
  if (views.length < 2) return;
  const select = element('select', { onchange: () => show(select.selectedIndex) });
  views.forEach(v => select.append(element('option', { textContent: v.label })));
  host.append(element('label', {}, (label || 'Show') + ' ', select));
};
