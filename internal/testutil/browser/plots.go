package browser

// RecordPlots runs before a page's scripts and keeps every uPlot that they make in the array plots.
const RecordPlots = `(() => {
	let library;
	window.plots = [];
	Object.defineProperty(window, 'uPlot', { get: () => library, set: f => {
		library = new Proxy(f, { construct(target, parameters) {
			const plot = Reflect.construct(target, parameters);
			window.plots.push(plot);
			return plot;
		} });
	} });
})()`
