package main

import (
	"path/filepath"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/atomicfile"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// couplingMatrix returns A = W − D as a matrix to be written.
func couplingMatrix(net *network.Network) (*netio.Matrix, error) {
	var entries []network.Entry
	for _, e := range net.Weights().Entries() {
		if e.Target != e.Source {
			entries = append(entries, e)
		}
	}
	for i, a := range net.Diagonal() {
		entries = append(entries, network.Entry{Target: i, Source: i, Weight: a})
	}
	w, err := network.NewCSR(net.Neurons(), entries)
	return &netio.Matrix{Weights: w, Labels: net.Labels()}, err
}

// writeArrays writes the arrays behind the numbers.
func (f folder) writeArrays(r *sim.Result) error {
	if c := r.Data.Covariance; c != nil {
		if err := f.writeCovariance(c); err != nil {
			return err
		}
	}
	for name, arrays := range map[string][]array{
		"edges.npz": edgeArrays(r), "spectra.npz": spectraArrays(r), "trajectories.npz": trajectoryArrays(r),
	} {
		if len(arrays) == 0 {
			continue
		}
		if err := writeNPZ(filepath.Join(f.path, name), arrays); err != nil {
			return err
		}
	}
	return nil
}

// writeCovariance writes the matrix row by row, since it may be all that the memory holds.
func (f folder) writeCovariance(c *mat.SymDense) error {
	file, err := atomicfile.Create(filepath.Join(f.path, "covariance.npy"), 0o644)
	if err != nil {
		return err
	}
	defer file.Discard()
	err = netio.WriteSquareNPY(file, c.SymmetricDim(), func(i int, row []float64) {
		for j := range row {
			row[j] = c.At(i, j)
		}
	})
	if err != nil {
		return err
	}
	return file.Commit()
}

func vector(name string, values []float64) array { return array{name, []int{len(values)}, values} }

// edgeArrays lists every synapse with what the rules saw and said of it.
func edgeArrays(r *sim.Result) []array {
	if r.Data.DiffCov == nil {
		return nil
	}
	var places []int
	var target, source, weight []float64
	for place, e := range r.Data.Original.Weights().Entries() {
		if e.Target != e.Source {
			places = append(places, place)
			target, source = append(target, float64(e.Target)), append(source, float64(e.Source))
			weight = append(weight, e.Weight)
		}
	}
	pick := func(from []float64) []float64 {
		picked := make([]float64, len(places))
		for k, place := range places {
			picked[k] = from[place]
		}
		return picked
	}
	arrays := []array{
		vector("target", target), vector("source", source), vector("weight", weight),
		vector("diff_cov", pick(r.Data.DiffCov)), vector("covariance", pick(r.Data.Local.Covariance)),
		vector("variance", r.Data.Local.Variance),
	}
	for _, rule := range r.Data.Rules {
		arrays = append(arrays, vector("probability_"+rule.Name, pick(rule.Probabilities)))
	}
	return arrays
}

func spectraArrays(r *sim.Result) []array {
	var arrays []array
	for _, rule := range r.Data.Rules {
		if rule.EpsLambda != nil {
			arrays = append(arrays, vector("eps_lambda_"+rule.Name, rule.EpsLambda),
				vector("eps_v_"+rule.Name, rule.EpsV), vector("cos_theta_"+rule.Name, rule.CosTheta))
		}
	}
	return arrays
}

func trajectoryArrays(r *sim.Result) []array {
	if r.Data.Times == nil {
		return nil
	}
	traced := make([]float64, len(r.Data.Traced))
	for k, neuron := range r.Data.Traced {
		traced[k] = float64(neuron)
	}
	arrays := []array{
		vector("times", r.Data.Times), vector("traced", traced), traces("original", r.Data.Traces, len(r.Data.Times)),
	}
	for _, rule := range r.Data.Rules {
		if rule.ErrorMean != nil {
			arrays = append(arrays, vector("error_mean_"+rule.Name, rule.ErrorMean), vector("error_sd_"+rule.Name, rule.ErrorSD),
				vector("error_by_run_"+rule.Name, rule.ErrorByRun), traces(rule.Name, rule.Traces, len(r.Data.Times)))
		}
	}
	return arrays
}

// traces returns an array of one row for each traced neuron.
func traces(name string, rows [][]float64, times int) array {
	a := array{"trace_" + name, []int{len(rows), times}, nil}
	for _, row := range rows {
		a.values = append(a.values, row...)
	}
	return a
}
