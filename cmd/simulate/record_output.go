package main

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"strconv"

	"noiseprune/network/netio"
	"noiseprune/recording"
	"noiseprune/sim"
	"noiseprune/timeseries"
)

// recordingName is the file with all facts of a recording, as resultName is that of a run.
const recordingName = "recording.json"

// neuronsName is the table of the neurons that the columns of frames are of.
const neuronsName = "neurons.csv"

// writeRecording writes all files of the recording but the frames and the page, recording.json last, and removes the checkpoint.
func (f folder) writeRecording(r *sim.Recording) error {
	if err := f.makeRoom(); err != nil {
		return err
	}
	text, err := marshalJSON(r)
	if err != nil {
		return err
	}
	spec, err := r.Spec.YAML()
	if err != nil {
		return err
	}
	var times bytes.Buffer
	if err := netio.WriteNPY(&times, []int{r.Schedule.Frames}, frameTimes(r)); err != nil {
		return err
	}
	neurons, err := neuronTable(r)
	if err != nil {
		return err
	}
	for k := range r.Networks {
		if err := writeNPZ(filepath.Join(f.path, statisticsName(r, k)), statisticsArrays(r, r.Data.Of[k])); err != nil {
			return err
		}
	}
	for _, file := range []struct {
		name    string
		content []byte
	}{{"spec.yaml", spec}, {"time.npy", times.Bytes()}, {neuronsName, neurons}, {recordingName, text}} {
		if err := writeFile(filepath.Join(f.path, file.name), file.content); err != nil {
			return err
		}
	}
	f.watched.written()
	return f.store.Remove()
}

// statisticsName returns the file of the statistics of one network.
func statisticsName(r *sim.Recording, k int) string {
	if len(r.Networks) == 1 {
		return "statistics.npz"
	}
	return "statistics-" + strconv.Itoa(k) + ".npz"
}

// frameTimes returns the times of the frames.
func frameTimes(r *sim.Recording) []float64 {
	clock, times := recording.Clock{Interval: r.Spec.Record.Every.Value()}, make([]float64, r.Schedule.Frames)
	for k := range times {
		times[k] = clock.Time(int64(k))
	}
	return times
}

// neuronTable returns a table with a row for each column of the frames.
func neuronTable(r *sim.Recording) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"column", "neuron", "label"}}
	for k, i := range r.Data.Neurons {
		rows = append(rows, []string{strconv.Itoa(k), strconv.Itoa(i), r.Data.Networks[0].Label(i)})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// statisticsArrays returns the estimates of one network, with the exact values where there are any.
func statisticsArrays(r *sim.Recording, s sim.RecordedSeries) []array {
	every := r.Spec.Record.Every.Value()
	lags := make([]float64, r.Schedule.Lags+1)
	for k := range lags {
		lags[k] = float64(k) * every
	}
	arrays := append([]array{vector("lags", lags)}, seriesArrays("", s.Lagged, s.Welch)...)
	if len(s.Lagged.Cross) > 0 {
		arrays = append(arrays, rowsArray("cross_covariance", s.Lagged.Cross), rowsArray("cross_covariance_error", s.Lagged.CrossErrors))
	}
	if s.Welch != nil && len(s.Welch.Cross) > 0 {
		arrays = append(arrays, crossArrays(s.Welch)...)
	}
	if s.OnEdge != nil {
		arrays = append(arrays, edgeCovarianceArrays(r, s)...)
	}
	if s.Groups != nil {
		arrays = append(arrays, seriesArrays("group_", s.Groups.Lagged, s.Groups.Welch)...)
	}
	if s.Active != nil {
		sizes := make([]float64, len(s.Active.Sizes))
		for k, n := range s.Active.Sizes {
			sizes[k] = float64(n)
		}
		arrays = append(arrays, vector("active_fraction", s.Active.Fraction), vector("active_fraction_error", s.Active.FractionErrors),
			vector("active_set_sizes", sizes))
	}
	if e := s.Exact; e != nil {
		arrays = append(arrays, vector("exact_mean", e.Mean), rowsArray("exact_covariance", e.Lagged), rowsArray("exact_density", e.Density),
			vector("exact_edge_covariance", e.OnEdge))
	}
	return present(arrays)
}

// seriesArrays returns means, lagged covariances and densities of several series.
func seriesArrays(prefix string, l timeseries.LaggedEstimate, w *timeseries.WelchEstimate) []array {
	arrays := []array{
		vector(prefix+"mean", l.Mean), vector(prefix+"mean_error", l.MeanErrors),
		rowsArray(prefix+"covariance", l.Auto), rowsArray(prefix+"covariance_error", l.AutoErrors),
	}
	if w != nil {
		arrays = append(arrays, vector(prefix+"frequencies", w.Frequencies),
			rowsArray(prefix+"density", w.Density), rowsArray(prefix+"density_error", w.Errors))
	}
	return arrays
}

// crossArrays returns the cross-spectra of the pairs.
func crossArrays(w *timeseries.WelchEstimate) []array {
	var re, im [][]float64
	for _, cross := range w.Cross {
		a, b := make([]float64, len(cross)), make([]float64, len(cross))
		for k, v := range cross {
			a[k], b[k] = real(v), imag(v)
		}
		re, im = append(re, a), append(im, b)
	}
	return []array{
		rowsArray("cross_density_real", re), rowsArray("cross_density_imag", im), rowsArray("cross_density_error", w.CrossErrors),
		rowsArray("coherence", w.Coherence),
	}
}

// edgeCovarianceArrays returns the covariances on the edges between recorded neurons.
func edgeCovarianceArrays(r *sim.Recording, s sim.RecordedSeries) []array {
	var target, source, covariance, errors []float64
	for k, p := range s.Edges {
		target = append(target, float64(r.Data.Neurons[p.Target]))
		source = append(source, float64(r.Data.Neurons[p.Source]))
		covariance = append(covariance, s.OnEdge.Cross[k][0])
		if s.OnEdge.CrossErrors != nil {
			errors = append(errors, s.OnEdge.CrossErrors[k][0])
		}
	}
	return []array{
		vector("edge_target", target), vector("edge_source", source),
		vector("edge_covariance", covariance), vector("edge_covariance_error", errors),
	}
}

// rowsArray returns an array of two dimensions from its rows.
func rowsArray(name string, rows [][]float64) array {
	if len(rows) == 0 {
		return array{name, []int{0}, nil}
	}
	a := array{name, []int{len(rows), len(rows[0])}, nil}
	for _, row := range rows {
		a.values = append(a.values, row...)
	}
	return a
}

// present returns the arrays that have values.
func present(arrays []array) (all []array) {
	for _, a := range arrays {
		if len(a.values) > 0 {
			all = append(all, a)
		}
	}
	return all
}
