// A chart's values by the keyboard. The element that is focused is an application, so that screen readers leave the arrow keys to
// it, and what is read stands below it in a status, which they speak.
const readable = (host, target, hint) => {
  const reading = element('p', { className: 'reading', textContent: hint });
  reading.setAttribute('role', 'status');
  target.tabIndex = 0;
  target.setAttribute('role', 'application');
  target.setAttribute('aria-roledescription', 'chart');
  host.chart.append(reading);
  return {
    name: text => target.setAttribute('aria-label', `${text}. Arrow keys read the values.`),
    say: text => { reading.textContent = text ?? hint; },
  };
};
// onArrows calls shown with the number of a mark, of so many as count returns, and hidden where Escape is pressed.
const onArrows = (target, count, shown, hidden) => {
  let at = -1;
  target.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || count() === 0) return;
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
