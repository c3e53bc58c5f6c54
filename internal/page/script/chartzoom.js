// A chart by ECharts zoomed by the keyboard. axes gives the horizontal and the vertical axis: label, whether it is logarithmic, the
// ends of the whole, the grain and the sign. reset is to be called where the chart is drawn anew, which shows all.
const chartZoom = (chart, box, reading, axes, all) => {
  const everything = () => [[0, 100], [0, 100]];
  let parts = everything(); // what is shown of each axis, in percent of the values, on a logarithmic axis too
  const reset = () => {
    parts = everything();
    reading.rest(null);
  };
  const placed = () => axes().map((axis, k) => {
    const [low, high] = axis.whole, place = v => axis.log ? Math.log(v) : v;
    const shown = parts[k].map(part => low + part / 100 * (high - low)).map(v => axis.grain ? Math.round(v) : v);
    return { ...axis, whole: axis.whole.map(place), shown: shown.map(place) };
  });
  const valueOf = (axis, v) => axis.log ? Math.exp(v) : v;
  const say = () => {
    const now = placed(), name = (axis, v) => axis.name?.(v) ?? number(valueOf(axis, v));
    const text = now.map(a => `${a.label} ${name(a, a.shown[0])} to ${name(a, a.shown[1])}`).join(' · ');
    reading.rest(now.some(isZoomed) ? 'Shown: ' + text : null);
  };
  // ECharts would leave out a category whose number is rounded on its way through percentages.
  const show = ends => {
    const batch = axes().map((axis, k) => {
      const [low, high] = axis.whole, [startValue, endValue] = ends[k].map(v => valueOf(axis, v));
      const percent = v => high > low ? Math.min(100, Math.max(0, (v - low) / (high - low) * 100)) : 0;
      parts[k] = high > low ? [percent(startValue), percent(endValue)] : [0, 100];
      return { dataZoomId: zoomIDs[k], ...axis.grain ? { startValue, endValue } : { start: parts[k][0], end: parts[k][1] } };
    });
    chart.dispatchAction({ type: 'dataZoom', batch });
  };
  chart.on('datazoom', event => {
    (event.batch ?? [event]).forEach(b => { if (b.start !== undefined) parts[zoomIDs.indexOf(b.dataZoomId)] = [b.start, b.end]; });
    say();
  });
  // option is the zoom of the moment, for another chart with the same data.
  const option = () => {
    const zooms = chart.getOption().dataZoom;
    return {
      dataZoom: axes().map((axis, k) => {
        const { start, end, startValue, endValue } = zooms[k];
        return { id: zoomIDs[k], ...axis.grain ? { startValue, endValue } : { start, end } };
      }),
    };
  };
  onZoomKeys(box, placed, show, all);
  return { reset, option };
};
