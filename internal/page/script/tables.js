// Tables that can be searched and sorted. One that can be searched shows its first rows until it is.
const shownRows = 20;
document.querySelectorAll('input[data-search]').forEach(input => {
  const rows = [...document.getElementById(input.dataset.search).tBodies[0].rows];
  const box = input.closest('.search'), status = box.querySelector('[role=status]');
  box.hidden = false;
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of [...rows[0].parentNode.rows]) {
      const text = row.textContent.toLowerCase(), match = words.every(w => text.includes(w));
      if (match) found++;
      row.hidden = !match || found > shownRows;
    }
    status.textContent = `${number(Math.min(found, shownRows))} of ${number(found)} rows` +
      (found > shownRows ? '; search to see others' : '');
  };
  input.addEventListener('input', filter);
  input.closest('section').addEventListener('sorted', filter);
  if (rows.length) filter();
});
document.querySelectorAll('table[data-sortable]').forEach(table => {
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, k) => {
    const cell = row.cells[k];
    return cell.dataset.sort !== undefined ? Number(cell.dataset.sort) : cell.textContent;
  };
  heads.forEach((head, k) => {
    const button = element('button', { type: 'button', textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      heads.forEach(h => h.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...table.tBodies[0].rows].sort((a, b) => {
        const x = key(a, k), y = key(b, k);
        const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true });
        return down ? -order : order;
      });
      table.tBodies[0].append(...rows);
      table.dispatchEvent(new Event('sorted', { bubbles: true }));
    });
  });
});
