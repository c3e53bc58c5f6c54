package main

import (
	"path/filepath"

	"noiseprune/sim"
)

// trajectoriesName is the file with the errors over time and the traces.
const trajectoriesName = "trajectories.npz"

// writeArrays writes the covariance matrix and the .npz files that the result has arrays for.
func (f folder) writeArrays(r *sim.Result) error {
	if c := r.Data.Covariance; c != nil {
		if err := f.writeCovariance(c); err != nil {
			return err
		}
	}
	for name, arrays := range map[string][]array{
		"edges.npz": edgeArrays(r), "spectra.npz": spectraArrays(r), trajectoriesName: trajectoryArrays(r),
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

// edgeArrays returns one value per synapse, self-connections left out: its neurons, its weight, and
// what the rules read and computed.
func edgeArrays(r *sim.Result) []array {
	if r.Data.DiffCov == nil {
		return nil
	}
	var indices []int
	var target, source, weight []float64
	for index, e := range r.Data.Original.Weights().Entries() {
		if e.Target != e.Source {
			indices = append(indices, index)
			target, source = append(target, float64(e.Target)), append(source, float64(e.Source))
			weight = append(weight, e.Weight)
		}
	}
	pick := func(from []float64) []float64 {
		picked := make([]float64, len(indices))
		for k, index := range indices {
			picked[k] = from[index]
		}
		return picked
	}
	arrays := []array{
		vector("target", target), vector("source", source), vector("weight", weight),
		vector("diff_cov", pick(r.Data.DiffCov)), vector("covariance", pick(r.Data.Local.Covariance)),
		vector("variance", r.Data.Local.Variance),
	}
	if errors := r.Data.DiffCovErrors; errors != nil {
		arrays = append(arrays, vector("diff_cov_error", pick(errors)))
	}
	for _, rule := range r.Data.Rules {
		arrays = append(arrays, vector("probability_"+rule.Name, pick(rule.Probabilities)))
		if rule.ProbabilityErrors != nil {
			arrays = append(arrays, vector("probability_"+rule.Name+"_error", pick(rule.ProbabilityErrors)))
		}
	}
	return arrays
}

// spectraArrays returns one value per eigenvalue or eigenvector for each rule.
func spectraArrays(r *sim.Result) []array {
	var arrays []array
	for _, rule := range r.Data.Rules {
		if rule.EpsRandom != nil {
			arrays = append(arrays, vector("eps_random_"+rule.Name, rule.EpsRandom))
		}
		if rule.EpsLambda != nil {
			arrays = append(arrays, vector("eps_lambda_"+rule.Name, rule.EpsLambda),
				vector("eps_v_"+rule.Name, rule.EpsV), vector("cos_theta_"+rule.Name, rule.CosTheta))
		}
	}
	return arrays
}

// trajectoryArrays returns the errors over time and the traces of each rule.
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
				vector("error_by_run_"+rule.Name, rule.ErrorByRun),
				vector("signed_error_mean_"+rule.Name, rule.SignedErrorMean), vector("signed_error_sd_"+rule.Name, rule.SignedErrorSD),
				vector("signed_error_by_run_"+rule.Name, rule.SignedErrorByRun), traces(rule.Name, rule.Traces, len(r.Data.Times)))
		}
	}
	return arrays
}

// traces returns an array with a row for each traced neuron.
func traces(name string, rows [][]float64, times int) array {
	a := array{"trace_" + name, []int{len(rows), times}, nil}
	for _, row := range rows {
		a.values = append(a.values, row...)
	}
	return a
}
