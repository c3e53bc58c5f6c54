// A chart's values by the keyboard. The element that is focused is an application, so that screen readers leave the arrow keys to
// it, and what is read stands below it in a status, which they speak. keys says what other keys do, and is seen while the chart has
// the keyboard's focus.
const readable = (host, target, hint, keys) => {
  let rest = hint;
  const reading = element('p', { className: 'reading', textContent: hint });
  reading.setAttribute('role', 'status');
  target.tabIndex = 0;
  target.setAttribute('role', 'application');
  target.setAttribute('aria-roledescription', 'chart');
  host.chart.append(reading);
  if (keys) {
    const help = element('p', { className: 'help', textContent: keys, id: host.chart.closest('figure').id + '-keys' });
    target.setAttribute('aria-describedby', help.id);
    host.chart.append(help);
  }
  return {
    name: text => target.setAttribute('aria-label', `${text}. Arrow keys read the values.`),
    say: text => { reading.textContent = text ?? rest; },
    // rest says what stands there while no value is read; the hint where it is null.
    rest: text => {
      const idle = reading.textContent === rest;
      rest = text ?? hint;
      if (idle) reading.textContent = rest;
    },
  };
};
// onArrows calls shown with the number of a mark, of so many as count returns, and hidden where Escape is pressed.
const onArrows = (target, count, shown, hidden) => {
  let at = -1;
  target.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || count() === 0) return;
    const last = count() - 1;
    const next = {
      ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: last,
    }[event.key];
    if (event.key === 'Escape') { at = -1; hidden(); return; }
    if (next === undefined) return;
    at = Math.min(last, Math.max(0, next));
    shown(at);
    event.preventDefault();
  });
};
