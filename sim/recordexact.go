package sim

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/timeseries"
)

// mostExactSeries is the number of neurons up to which exact counterparts of statistics are computed: seconds to a minute.
const mostExactSeries = 1000

// ExactSeries are what the estimates from a stationary recording of a linear network converge to: by the stepper at its step, or,
// where the noise of its steps is correlated, by the differential equation.
type ExactSeries struct {
	OfStepper bool
	Equation  []float64   // variances by the differential equation, of each recorded neuron
	Mean      []float64   // of each recorded neuron: −A⁻¹b
	Lagged    [][]float64 // R(kΔ) of each recorded neuron, k = 0 … Lags
	Cross     [][]float64 // of each pair
	Density   [][]float64 // the expectation of Welch's estimate, with what its window and the interval do; nil without spectra
	OnEdge    []float64   // C_ij of each of RecordedSeries.Edges; nil without edges
}

// exactSeries returns the exact counterparts of the k-th network, or nil where there are none, with a note unless that goes without saying.
func (r *recordRun) exactSeries(found *Recording, k int) *ExactSeries {
	net := r.in.Networks[k]
	switch {
	case net.Activation() != network.Linear || r.spec.Noise.Placement == integrator.OrnsteinUhlenbeck || r.spec.Noise.Strength == 0:
		return nil
	case net.Neurons() > mostExactSeries:
		found.note(fmt.Sprintf("the statistics are not compared with exact ones, which are computed up to %d neurons", mostExactSeries))
		return nil
	case net.Stimulus() != nil:
		found.note("the statistics are not compared with exact ones, which are those of stationary activity, without a stimulus")
		return nil
	case r.recordSpec.Record.Start.Kind != StationaryStart && r.timetable.Skipped == 0 && r.timetable.BurnInSteps == 0:
		found.note("the statistics include the transient from the start, so that they are not compared with exact ones; " +
			"give --statistics-from, or --start stationary")
		return nil
	}
	e, err := r.solveSeries(k)
	if err != nil { // the recording is there all the same
		found.note("the statistics are not compared with exact ones: " + err.Error())
		return nil
	}
	return e
}

// solveSeries computes the exact counterparts of the k-th network.
func (r *recordRun) solveSeries(k int) (*ExactSeries, error) {
	exact, err := r.solveActivity(r.in.Networks[k])
	if err != nil {
		return nil, err
	}
	lagged := exact.lagged
	e := &ExactSeries{OfStepper: exact.ofStepper, Cross: lagged.Cross, Mean: make([]float64, len(r.in.Neurons))}
	for p := range e.Cross {
		e.Cross[p] = e.Cross[p][:r.timetable.Lags+1]
	}
	for _, p := range r.edges[k] {
		e.OnEdge = append(e.OnEdge, lagged.Covariance.At(r.in.Neurons[p.Target], r.in.Neurons[p.Source]))
	}
	for c, i := range r.in.Neurons {
		e.Mean[c] = r.references[k][i]
		e.Equation = append(e.Equation, exact.equation.At(i, i))
		e.Lagged = append(e.Lagged, lagged.Auto[i][:r.timetable.Lags+1])
		if r.timetable.Segment > 0 {
			e.Density = append(e.Density, timeseries.WelchExpected(lagged.Auto[i][:r.timetable.Segment], r.recordSpec.Record.Every.Value()))
		}
	}
	return e, nil
}

// exactActivity is the stationary activity by the stepper, or else by the differential equation.
type exactActivity struct {
	ofStepper bool
	lagged    *covariance.Lagged // at all lags of the statistics
	equation  *mat.SymDense      // the covariance by the differential equation
}

// solveActivity solves for the stationary activity of a network.
func (r *recordRun) solveActivity(net *network.Network) (e exactActivity, err error) {
	kind, drive, strength := r.spec.Integration.Stepper, r.recordDrive(), r.spec.Noise.Strength
	lags, pairs := max(r.timetable.Lags, r.timetable.Segment-1), r.exactPairs()
	phi, known, err := kind.Propagator(net, drive)
	if err != nil {
		return e, err
	}
	if !known {
		lagged, err := covariance.LaggedExact(net, strength, r.recordSpec.Record.Every.Value(), lags, pairs)
		if err != nil {
			return e, err
		}
		return exactActivity{lagged: lagged, equation: lagged.Covariance}, nil
	}
	equation, err := covariance.Stationary(net, strength)
	if err != nil {
		return e, err
	}
	stationary, err := kind.Stationary(net, drive)
	if err != nil {
		return e, err
	}
	var power mat.Dense
	power.Pow(phi, r.timetable.EverySteps)
	lagged := covariance.LaggedDiscrete(net, &power, stationary.Covariance, lags, pairs)
	return exactActivity{ofStepper: true, lagged: lagged, equation: equation.Covariance}, nil
}

// exactPairs returns the recorded pairs as neurons of the network.
func (r *recordRun) exactPairs() (pairs []covariance.Pair) {
	for _, p := range r.pairs {
		pairs = append(pairs, covariance.Pair{Target: r.in.Neurons[p.Target], Source: r.in.Neurons[p.Source]})
	}
	return pairs
}

func (r *Recording) note(text string) { r.Notes = append(r.Notes, text) }

// compareWithExact fills how far the estimates are from their exact counterparts.
func (s RecordedSeries) compareWithExact(facts *StatisticsFacts) {
	facts.ExactAvailable = true
	facts.ExactOfStepper = s.Exact.OfStepper
	var bias, relative, variance, lagged, spectrum meanSquare
	for k, auto := range s.Lagged.Auto {
		exact := s.Exact.Lagged[k]
		relative.add(auto[0]/exact[0] - 1)
		bias.add(exact[0]/s.Exact.Equation[k] - 1)
		if s.Lagged.AutoErrors == nil {
			continue
		}
		variance.add((auto[0] - exact[0]) / s.Lagged.AutoErrors[k][0])
		for lag := range auto {
			lagged.add((auto[lag] - exact[lag]) / s.Lagged.AutoErrors[k][lag])
		}
	}
	if s.Welch != nil && s.Exact.Density != nil {
		for k, density := range s.Welch.Density {
			for f := range density {
				spectrum.add((density[f] - s.Exact.Density[k][f]) / s.Welch.Errors[k][f])
			}
		}
	}
	if s.Exact.OfStepper {
		facts.StepBias = bias.root()
	}
	onEdges := s.deviationOnEdges()
	facts.CovarianceOnEdge = onEdges.root()
	facts.VarianceError, facts.VarianceZ = relative.root(), variance.root()
	facts.LaggedZ, facts.SpectrumZ = lagged.root(), spectrum.root()
}

// deviationOnEdges returns the deviations of the covariances on edges from the exact ones, in standard errors.
func (s RecordedSeries) deviationOnEdges() (m meanSquare) {
	if s.OnEdge == nil || s.OnEdge.CrossErrors == nil {
		return m
	}
	for k, exact := range s.Exact.OnEdge {
		m.add((s.OnEdge.Cross[k][0] - exact) / s.OnEdge.CrossErrors[k][0])
	}
	return m
}

// meanSquare is a mean of squares of numbers that are finite.
type meanSquare struct {
	total float64
	count int
}

func (m *meanSquare) add(v float64) {
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		m.total, m.count = math.FMA(v, v, m.total), m.count+1
	}
}

// root returns the root of the mean, or nil of no numbers.
func (m *meanSquare) root() *float64 {
	if m.count == 0 {
		return nil
	}
	return value(math.Sqrt(m.total / float64(m.count)))
}
