package sim

import "noiseprune/network"

// What a Watcher is told of the frames of a recording.
const (
	WatchedFrames  = 1000   // the last ones
	watchedNeurons = 2      // recorded ones, evenly spaced
	mostWatched    = 6      // networks
	timesTraced    = 10_000 // in a recording, or fewer
)

// WatchedColumns returns the columns of frames of so many recorded neurons whose traces a Watcher is told.
func WatchedColumns(recorded int) (columns []int) {
	count := min(watchedNeurons, recorded)
	for k := range count {
		columns = append(columns, k*recorded/count)
	}
	return columns
}

// watchedTraces are the last frames of some neurons of the first replica, which a Watcher is told. A recording that is resumed begins
// with none.
type watchedTraces struct {
	r       *recordRun
	neurons []int
	last    [][][]float64 // of each network and neuron: frame f at f mod WatchedFrames
	next    int64         // number of the frame that is taken next
	held    int           // frames that are there
}

// newWatchedTraces returns those of the block that begins with this replica; nil unless it is the first.
func newWatchedTraces(r *recordRun, firstReplica int) *watchedTraces {
	if firstReplica > 0 {
		return nil
	}
	w := &watchedTraces{r: r}
	for _, column := range WatchedColumns(len(r.in.Neurons)) {
		w.neurons = append(w.neurons, r.in.Neurons[column])
	}
	for range min(mostWatched, len(r.in.Networks)) {
		rows := make([][]float64, len(w.neurons))
		for k := range rows {
			rows[k] = make([]float64, WatchedFrames)
		}
		w.last = append(w.last, rows)
	}
	return w
}

// goOn is told how many frames there are of a recording that is resumed.
func (w *watchedTraces) goOn(frames int64) {
	if w != nil {
		w.next, w.held = frames, 0
	}
}

// take takes the states x[i*width+r] of a network; the frame is complete with those of the last one.
func (w *watchedTraces) take(network int, states []float64, width int) {
	if w == nil {
		return
	}
	if network < len(w.last) {
		for k, i := range w.neurons {
			w.last[network][k][w.next%WatchedFrames] = states[i*width]
		}
	}
	if network < len(w.r.in.Networks)-1 {
		return
	}
	w.next, w.held = w.next+1, min(WatchedFrames, w.held+1)
	if w.next%int64(1+w.r.timetable.Frames/timesTraced) == 0 {
		w.tell(false)
	}
}

// tell tells the Watcher.
func (w *watchedTraces) tell(complete bool) {
	if w != nil {
		w.r.opt.Watcher.Traced(w.activity, complete)
	}
}

// activity copies the traces.
func (w *watchedTraces) activity() ActivityUnderWay {
	every := w.r.recordSpec.Record.Every.Value()
	a := ActivityUnderWay{
		Start: float64(w.next-int64(w.held)) * every, Interval: every, Neurons: labelsOf(w.r.net, w.neurons), Original: w.ordered(0),
	}
	for k := range w.last[1:] {
		a.Pruned = append(a.Pruned, w.ordered(1+k))
	}
	return a
}

// ordered returns the traces of a network from the earliest frame to the latest.
func (w *watchedTraces) ordered(network int) (traces [][]float64) {
	first := int((w.next - int64(w.held)) % WatchedFrames)
	for _, ring := range w.last[network] {
		trace := append([]float64{}, ring[first:min(WatchedFrames, first+w.held)]...)
		traces = append(traces, append(trace, ring[:w.held-len(trace)]...))
	}
	return traces
}

// labelsOf returns the labels of neurons, or their numbers.
func labelsOf(net *network.Network, neurons []int) (labels []string) {
	for _, i := range neurons {
		labels = append(labels, net.Label(i))
	}
	return labels
}
