package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"noiseprune/internal/watch"
	"noiseprune/sim"
)

// finishedMeasurement is what the page shows of a sim.Measured, as it stands in files of results.
type finishedMeasurement struct {
	Incomplete *string `json:"incomplete"`
	Spec       struct {
		Network struct {
			Source string `json:"source"`
		} `json:"network"`
	} `json:"spec"`
	Covariance *struct {
		Samples       int64    `json:"samples"`
		RelativeError *float64 `json:"relative_error"`
	} `json:"covariance"`
}

// foundIn returns what the results in a folder say of the run that has written them, as far as they can be read. The state is not set.
func foundIn(dir string) watch.Status {
	if text, err := os.ReadFile(filepath.Join(dir, resultName)); err == nil {
		s := finishedRun(text)
		s.Activity = finishedActivity(dir)
		return s
	}
	if text, err := os.ReadFile(filepath.Join(dir, sweepName)); err == nil {
		return finishedSweep(text)
	}
	text, err := os.ReadFile(filepath.Join(dir, recordingName))
	if err != nil {
		return watch.Status{}
	}
	return finishedRecording(dir, text)
}

// finishedRun returns what a result.json says.
func finishedRun(text []byte) (s watch.Status) {
	var found struct {
		finishedMeasurement
		Plan  *struct{}           `json:"plan"`
		Rules map[string]struct{} `json:"rules"`
	}
	if json.Unmarshal(text, &found) != nil {
		return watch.Status{}
	}
	s.Network, s.Samples = found.Spec.Network.Source, found.samples()
	if found.Covariance != nil {
		s.Progress.Before = append(s.Progress.Before, "covariance")
	}
	if found.Plan != nil {
		s.Progress.Before = append(s.Progress.Before, "pruning")
	}
	if len(found.Rules) > 0 {
		s.Progress.Before = append(s.Progress.Before, "comparison")
	}
	if found.Incomplete != nil {
		s.Message = "the results are incomplete: " + *found.Incomplete
	}
	return s
}

// samples returns the last point of the curve of the error, the only one that is kept.
func (m finishedMeasurement) samples() watch.Samples {
	c := m.Covariance
	if c == nil || c.Samples <= 0 || c.RelativeError == nil || !(*c.RelativeError > 0) {
		return watch.Samples{}
	}
	return watch.Samples{Counts: []int64{c.Samples}, Errors: []float64{*c.RelativeError}, Planned: c.Samples, Expected: *c.RelativeError}
}

// finishedSweep returns what a sweep.json says: all cells, and the curve of the last network that has some.
func finishedSweep(text []byte) (s watch.Status) {
	var found struct {
		Networks []struct {
			Network string  `json:"network"`
			Failed  *string `json:"failed"`
			Measure string  `json:"measure"`
			Result  *struct {
				finishedMeasurement
				Cells []sim.SweepCell `json:"cells"`
			} `json:"result"`
		} `json:"networks"`
	}
	if json.Unmarshal(text, &found) != nil {
		return watch.Status{}
	}
	for _, n := range found.Networks {
		swept := watch.SweptNetwork{Name: n.Network}
		if n.Failed != nil {
			swept.Failed = *n.Failed
		}
		if n.Result != nil && len(n.Result.Cells) > 0 {
			for _, c := range n.Result.Cells {
				swept.Cells = append(swept.Cells, cellOf(c, n.Measure))
			}
			s.Network, s.Samples, s.Sweep.Measure = n.Network, n.Result.samples(), sim.MeasureSymbol(n.Measure)
		}
		s.Sweep.Networks = append(s.Sweep.Networks, swept)
	}
	return s
}
