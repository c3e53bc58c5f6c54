// Zoom by the keyboard. An axis has the two ends of what is shown and of the whole, in numbers that are drawn at equal distances
// (logarithms, on a logarithmic axis). Where these are whole numbers, such as those of the columns of a matrix, its grain is 1, and
// otherwise 0. Its sign is −1 where it runs to the left or down.
const finest = 1000; // of the whole at most this part is shown
const zoomStep = (axis, share) => {
  const step = share * (axis.shown[1] - axis.shown[0]);
  return axis.grain ? Math.max(1, Math.round(step)) : step;
};
// widened moves both ends outwards by a share of what is shown, and inwards where it is negative, within the whole.
const widened = (axis, share) => {
  const step = Math.sign(share) * zoomStep(axis, Math.abs(share));
  const [low, high] = [axis.shown[0] - step, axis.shown[1] + step], width = axis.whole[1] - axis.whole[0];
  if (high - low < Math.max(width / finest, axis.grain)) return axis.shown;
  return [Math.max(low, axis.whole[0]), Math.min(high, axis.whole[1])];
};
// movedAlong moves both ends by a fifth of what is shown, to larger numbers or to smaller ones, but not beyond the whole.
const movedAlong = (axis, direction) => {
  const step = direction * axis.sign * zoomStep(axis, 0.2);
  const by = Math.min(Math.max(step, axis.whole[0] - axis.shown[0]), axis.whole[1] - axis.shown[1]);
  return axis.shown.map(v => v + by);
};
const isZoomed = axis => {
  const least = 1e-6 * (axis.whole[1] - axis.whole[0]);
  return axis.shown[0] > axis.whole[0] + least || axis.shown[1] < axis.whole[1] - least;
};
const zoomKeys = 'Plus and minus zoom, and 0 shows all. While a part is shown, the arrow keys move it, and read values with Shift.';
// onZoomKeys calls show with new ends of each of the axes, of which the first is the horizontal one, or all where everything is to
// be shown. It leaves the arrow keys alone where they have nothing to move: those along an axis that is not there, and all while
// everything is shown.
const onZoomKeys = (target, axes, show, all) => target.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const now = axes(), along = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [1, 1], ArrowDown: [1, -1] }[event.key];
  if (event.key === '+') show(now.map(axis => widened(axis, -1 / 6)));
  else if (event.key === '-') show(now.map(axis => widened(axis, 1 / 4)));
  else if (event.key === '0') all();
  else if (along && !event.shiftKey && now[along[0]] && now.some(isZoomed)) {
    show(now.map((axis, k) => k === along[0] ? movedAlong(axis, along[1]) : axis.shown));
  } else return;
  event.preventDefault();
});
