package sim

import (
	"cmp"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/enum"
	"noiseprune/network"
)

// StationaryMeasure is the name of the relative error of the stationary activity, the headline of a comparison, and
// CorrelationMeasure that of the change of correlations on the original's edges.
const (
	StationaryMeasure  = "stationary_error"
	CorrelationMeasure = "correlation_change"
)

// StationarySource is how the stationary error was found.
type StationarySource uint8

// The sources.
const (
	StationaryExact    StationarySource = iota // the joint Lyapunov equation of original and pruned network
	StationaryMeasured                         // trajectories, and answers to inputs by products
)

func stationarySources() enum.Names[StationarySource] {
	return enum.Of[StationarySource]("source of the stationary error", "exact", "measured")
}

// String returns "exact" or "measured".
func (s StationarySource) String() string { return stationarySources().Name(s) }

// MarshalText returns what String does, or an error for a value without a name.
func (s StationarySource) MarshalText() ([]byte, error) { return stationarySources().Marshal(s) }

// UnmarshalText is the inverse of MarshalText.
func (s *StationarySource) UnmarshalText(text []byte) error {
	return stationarySources().Unmarshal(s, text)
}

// StationaryOutcome says what survives of the stationary activity x of a linear network that white noise drives, in the
// first network x̃ that a rule pruned, under the same noise. Quantiles are over the N neurons; compare has the formulas.
type StationaryOutcome struct {
	By       StationarySource `json:"by"`
	Prunings int              `json:"prunings"` // of how many the error is known
	Residual float64          `json:"residual"` // largest of the equations of covariances, relative to the noise
	Error    float64          `json:"error"`    // √(E‖x − x̃‖²/E‖x‖²)

	NeuronError   *compare.Quantiles `json:"neuron_error"` // √(E(x_i − x̃_i)²/E x_i²)
	WorstNeurons  []NeuronError      `json:"worst_neurons"`
	VarianceRatio *compare.Quantiles `json:"variance_ratio"` // C̃_ii/C_ii

	// Correlations are those of pairs of neurons at the same time.
	CorrelationOnEdges  compare.CorrelationChange `json:"correlation_on_edges"`
	CorrelationOffEdges compare.CorrelationChange `json:"correlation_off_edges"`

	// Autocorrelation times are integrated ones, in units of time. Of an answer to a constant input into each neuron, and of
	// one along each of the original's 10 slowest eigenvectors, the relative error is stated. They are nil where A or Ã
	// has no inverse, the last one also where compare.spectra is not full.
	AutocorrelationTime       *compare.Quantiles `json:"autocorrelation_time"`        // of the original
	AutocorrelationTimePruned *compare.Quantiles `json:"autocorrelation_time_pruned"` // of the pruned network
	AutocorrelationTimeRatio  *compare.Quantiles `json:"autocorrelation_time_ratio"`  // of the two
	UnitInputError            *compare.Quantiles `json:"unit_input_error"`            // ‖A⁻¹u − Ã⁻¹u‖/‖A⁻¹u‖
	SlowInputError            *compare.Quantiles `json:"slow_input_error"`            // likewise
}

// NeuronError is the relative error of one neuron.
type NeuronError struct {
	Neuron int     `json:"neuron"` // from 0
	Label  string  `json:"label"`
	Error  float64 `json:"error"`
}

// WorstNeurons lists the neurons whose stationary activity has the largest errors, as it is known, exactly or measured.
func (o RuleOutcome) WorstNeurons() []NeuronError {
	switch {
	case o.Stationary != nil:
		return o.Stationary.WorstNeurons
	case o.StationaryMeasured != nil:
		return o.StationaryMeasured.WorstNeurons
	}
	return nil
}

// slowInputs is the number of slow eigenvectors along which inputs are answered, and worstNeurons that of neurons that are listed.
const (
	slowInputs   = 10
	worstNeurons = 10
)

// worstOf lists the neurons of the largest errors.
func worstOf(net *network.Network, errors []float64) []NeuronError {
	all := make([]NeuronError, len(errors))
	for i, e := range errors {
		all[i] = NeuronError{i, net.Label(i), e}
	}
	return worstFirst(all)
}

// worstFirst returns those of the largest errors, the largest first.
func worstFirst(all []NeuronError) []NeuronError {
	slices.SortStableFunc(all, func(a, b NeuronError) int { return cmp.Compare(b.Error, a.Error) })
	return slices.Clone(all[:min(worstNeurons, len(all))])
}

// quantilesOf returns the quantiles of values; nil where there are no values or one is not finite.
func quantilesOf(values []float64) *compare.Quantiles {
	q, err := compare.NewQuantiles(values)
	if err != nil {
		return nil
	}
	return &q
}
