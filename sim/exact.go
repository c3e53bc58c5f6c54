package sim

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// solveCovariance takes the covariance from the differential equation, without samples.
func solveCovariance(r *run, measured *network.Network) error {
	if reason := r.whyNotExact(measured); reason != "" {
		return &SpecError{"covariance.method", "is exact, but " + reason + "; take edges or dense"}
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 1)
	var exact *mat.SymDense
	if err := resume.Each(r.ctx, r.runner, resume.Tasks[*mat.SymDense]{
		Name: "exact", Count: 1,
		Do: func(context.Context, int, *resume.Checkpoint) (*mat.SymDense, error) {
			s, err := covariance.Stationary(measured, r.spec.Noise.Strength)
			if err != nil {
				return nil, &SpecError{"covariance.method", "is exact, but " + err.Error() + ", or covariance.method edges or dense"}
			}
			return s.Covariance, nil
		},
		Encode: encodeSymmetric,
		Decode: func(data []byte, _, _ int) (*mat.SymDense, error) { return decodeSymmetric(data, measured.Neurons()) },
	}, func(_ int, c *mat.SymDense) { exact = c }); err != nil {
		return err
	}
	r.result.Data.Covariance = exact
	r.result.Covariance.ExactAvailable = true
	return r.result.setCovariance(covariance.LocalFrom(r.net, exact), r.net)
}

// exactDiffCov is the exact diff-cov of each stored entry, or why there is none.
type exactDiffCov struct {
	values []float64
	none   string
}

// solveDiffCov solves for the covariance of the stepper, or of the differential equation.
func (r *run) solveDiffCov(measured *network.Network, ofStepper bool) exactDiffCov {
	sigma, h := r.spec.Noise.Strength, r.schedule.StepSize
	var solution *covariance.Exact
	var err error
	if ofStepper {
		solution, err = r.spec.Integration.Stepper.Stationary(measured, sigma, h)
	} else {
		solution, err = covariance.Stationary(measured, sigma)
	}
	if err != nil {
		return exactDiffCov{none: err.Error()}
	}
	return exactDiffCov{values: covariance.LocalFrom(r.net, solution.Covariance).DiffCov(r.net)}
}

func (e exactDiffCov) encode() []byte {
	return resume.Join(resume.EncodeFloats(e.values), []byte(e.none))
}

func decodeExactDiffCov(data []byte, entries int) (exactDiffCov, error) {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return exactDiffCov{}, err
	}
	if len(parts[1]) > 0 {
		return exactDiffCov{none: string(parts[1])}, nil
	}
	values, err := resume.DecodeFloats(parts[0], entries)
	return exactDiffCov{values: values}, err
}

// compareWithExact fills how far the measured diff-cov lies from the exact value of the
// stepper that measured it, and how far that lies from the differential equation's.
func compareWithExact(r *run, measured *network.Network) error {
	if !r.comparesWithExact(measured) {
		return nil
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 2)
	var solutions [2]exactDiffCov // of the stepper, of the differential equation
	alone := r.runner
	alone.Workers = 1 // each takes all the memory that is estimated
	if err := resume.Each(r.ctx, alone, resume.Tasks[exactDiffCov]{
		Name: "exact", Count: len(solutions),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (exactDiffCov, error) {
			return r.solveDiffCov(measured, task == 0), nil
		},
		Encode: exactDiffCov.encode,
		Decode: func(data []byte, _, _ int) (exactDiffCov, error) {
			return decodeExactDiffCov(data, r.net.Weights().Stored())
		},
	}, func(task int, e exactDiffCov) { solutions[task] = e }); err != nil {
		return err
	}
	for _, s := range solutions {
		if s.none != "" {
			r.result.note("no exact covariance: %v", s.none)
			return r.settleByImpulses(measured, false, true)
		}
	}
	exact, equation := solutions[0].values, solutions[1].values
	facts := r.result.Covariance
	facts.ExactAvailable = true
	ofStepper := newDeviation(r.net, r.result.Data.DiffCov, exact)
	facts.MaxAbsError, facts.MaxRelativeError = value(ofStepper.maxAbs), value(ofStepper.maxRelative)
	facts.RMSRelativeError = value(ofStepper.rmsRelative)
	ofEquation := newDeviation(r.net, r.result.Data.DiffCov, equation)
	facts.MaxEquationError, facts.RMSEquationError = value(ofEquation.maxRelative), value(ofEquation.rmsRelative)
	bias := newDeviation(r.net, exact, equation)
	facts.StepBias, facts.StepBiasRMS, facts.StepBiasBy = value(bias.maxRelative), value(bias.rmsRelative), BiasExact
	return nil
}

// comparesWithExact reports whether the measured covariance is compared with the exact one.
func (r *run) comparesWithExact(measured *network.Network) bool {
	return r.spec.Covariance.Exact == Yes && r.whyNotExact(measured) == ""
}

// whyNotExact says why no exact covariance exists for what is measured, or nothing.
func (r *run) whyNotExact(measured *network.Network) string {
	switch {
	case measured.Activation() != network.Linear:
		return "a rectified network has no covariance in closed form"
	case r.spec.Noise.Placement == integrator.OrnsteinUhlenbeck:
		return fmt.Sprintf("the noise has correlation time %v", r.spec.Noise.CorrelationTime)
	}
	return ""
}

// deviation is how far diff-cov lies from its exact value over all edges.
type deviation struct{ maxAbs, maxRelative, rmsRelative float64 }

func newDeviation(net *network.Network, got, exact []float64) deviation {
	var d deviation
	var squares float64
	for i := range net.Neurons() {
		sources, _ := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if int(j) == i {
				continue
			}
			difference := math.Abs(got[start+k] - exact[start+k])
			relative := difference / exact[start+k]
			d.maxAbs, d.maxRelative = max(d.maxAbs, difference), max(d.maxRelative, relative)
			squares += float64(relative * relative)
		}
	}
	d.rmsRelative = math.Sqrt(squares / float64(max(1, net.Synapses())))
	return d
}
