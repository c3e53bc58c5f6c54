package sim

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/specfile"
	"noiseprune/network"
)

// RecordSpec says all that defines a recording, beside the weights of its networks. Its sections are those of a Spec, but for
// its own. The zero RecordSpec cannot be run; DefaultRecordSpec returns one that can, once it has a duration.
type RecordSpec struct {
	Network     network.Definition `json:"network" yaml:"network"`
	Seed        uint64             `json:"seed" yaml:"seed"`
	Noise       NoiseSpec          `json:"noise" yaml:"noise"`
	Integration IntegrationSpec    `json:"integration" yaml:"integration"`
	Record      RecordingSpec      `json:"record" yaml:"record"`
	Statistics  StatisticsSpec     `json:"statistics" yaml:"statistics"`
}

// RecordingSpec says what is recorded. Frame k is the state at time k·Every; a recording has the frames at all such times
// from 0 to below Duration. An open interval is a tenth of a typical time constant, an open step the longest one that divides the
// interval and is not above the stepper's open step. An open stepper is that of trajectories; no step is shortened for
// IntegrationSpec.Bias, which is ignored. Time before 0 is burn-in: five of the slowest time constants for a
// stationary start, and none for any other.
type RecordingSpec struct {
	Duration float64 `json:"duration" yaml:"duration"` // of each replica, from time 0 on
	Every    Number  `json:"every" yaml:"every"`       // time between frames
	Replicas int     `json:"replicas" yaml:"replicas"` // independent trajectories
	Width    Number  `json:"width" yaml:"width"`       // replicas that are simulated as one block; no number depends on it
	Neurons  string  `json:"neurons" yaml:"neurons"`   // those recorded, as network.ParseNeurons reads them
	Start    Start   `json:"start" yaml:"start"`       // the initial states
	Scale    Number  `json:"scale" yaml:"scale"`       // of the starts uniform and eigenvector; auto as CompareSpec.InitialScale
	BurnIn   Number  `json:"burn_in" yaml:"burn_in"`   // time before the first frame
}

// StatisticsSpec says which statistics of the recorded neurons are computed from the frames while these are recorded.
type StatisticsSpec struct {
	From    float64  `json:"from" yaml:"from"`       // time of the first frame that is taken
	Lags    Number   `json:"lags" yaml:"lags"`       // longest lag of the covariances, in time; 0 for variances only
	Segment Number   `json:"segment" yaml:"segment"` // frames of a segment of Welch's method; 0 for no spectra
	Pairs   []string `json:"pairs" yaml:"pairs"`     // of neurons, source>target, for lagged covariances and cross-spectra
	Groups  string   `json:"groups" yaml:"groups"`   // a file with the group of each neuron, for population means; "" for none
}

// DefaultRecordSpec returns the RecordSpec of a recording without flags, but for its network's source and its duration.
func DefaultRecordSpec() RecordSpec {
	s := DefaultSpec()
	return RecordSpec{
		Network: s.Network, Seed: s.Seed, Noise: s.Noise, Integration: s.Integration,
		Record: RecordingSpec{Replicas: 1, Neurons: "all", Start: Start{Kind: StationaryStart}}, Statistics: StatisticsSpec{Pairs: []string{}},
	}
}

// spec returns the Spec with the same network, noise and integration.
func (s RecordSpec) spec() Spec {
	spec := DefaultSpec()
	spec.Network, spec.Seed, spec.Noise, spec.Integration = s.Network, s.Seed, s.Noise, s.Integration
	spec.Compare.InitialScale = s.Record.Scale
	spec.Covariance.Method = covariance.ExactMethod // no other allows a strength of 0
	return spec
}

// ParseRecordSpec reads a YAML spec of a recording: it has the fields that are named in the text, and those of base for the
// rest. Its errors are those of ParseSpec.
func ParseRecordSpec(text []byte, base RecordSpec) (RecordSpec, error) {
	spec := base
	if err := specfile.Decode(text, &spec); err != nil {
		return RecordSpec{}, err
	}
	return spec, nil
}

// YAML returns the spec as a file that ParseRecordSpec reads back.
func (s RecordSpec) YAML() ([]byte, error) { return specfile.Encode(s) }

// RecordSchedule is the resolved timetable of a recording.
type RecordSchedule struct {
	StepSize    float64              `json:"step_size"`
	Cycle       []integrator.Substep `json:"cycle,omitempty"` // of the trapezoid: one step, and how it is solved
	BurnInSteps int                  `json:"burn_in_steps"`
	EverySteps  int                  `json:"every_steps"` // between two frames
	Frames      int                  `json:"frames"`      // of each replica
	Skipped     int                  `json:"skipped"`     // frames before the first that statistics take
	Lags        int                  `json:"lags"`        // in frames
	Segment     int                  `json:"segment"`     // frames; 0 for no spectra
}

// steps returns how many steps a replica takes: up to its last frame.
func (t RecordSchedule) steps() int { return t.BurnInSteps + (t.Frames-1)*t.EverySteps }
