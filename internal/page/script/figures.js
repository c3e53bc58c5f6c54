// All figures of the page, each by the function of its kind, when it comes near the window.
const kinds = { curves, matrix, raster, points, distributions };
const drawFigure = figure => {
  const place = document.getElementById(figure.id);
  const host = { controls: place.querySelector('.controls'), chart: place.querySelector('.chart') };
  figure.title = place.querySelector('h3').textContent;
  saveButtons(host.controls, figure.title, kinds[figure.kind](host, figure));
  place.dataset.drawn = '';
};
const data = document.getElementById('figures');
if (data) {
  const byID = new Map(JSON.parse(data.textContent).map(f => [f.id, f]));
  const near = new IntersectionObserver(entries => entries.forEach(e => {
    if (!e.isIntersecting) return;
    near.unobserve(e.target);
    drawFigure(byID.get(e.target.id));
  }), { rootMargin: '600px' });
  byID.forEach((_, id) => near.observe(document.getElementById(id)));
  addEventListener('beforeprint', () => byID.forEach((f, id) => { if (!('drawn' in document.getElementById(id).dataset)) drawFigure(f); }));
}
