package sim

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/noise"
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
func (r *run) solveDiffCov(measured *network.Network, stepper bool) exactDiffCov {
	var solution *covariance.Exact
	var err error
	if stepper {
		solution, err = r.spec.Covariance.Stepper.Stationary(measured, r.drive(r.measuring(), r.spec.Noise.Strength, noise.Drive))
	} else {
		solution, err = covariance.Stationary(measured, r.spec.Noise.Strength)
	}
	if err != nil {
		return exactDiffCov{none: err.Error()}
	}
	return exactDiffCov{values: covariance.LocalFrom(r.net, solution.Covariance).DiffCov(r.net)}
}

// exactOnce is solveDiffCov, whose result the store keeps under that name.
func (r *run) exactOnce(name string, measured *network.Network, stepper bool) (exactDiffCov, error) {
	return resume.One(r.ctx, r.runner, name, func(*resume.Checkpoint) (exactDiffCov, error) {
		return r.solveDiffCov(measured, stepper), nil
	}, exactDiffCov.encode, func(data []byte) (exactDiffCov, error) {
		return decodeExactDiffCov(data, r.net.Weights().Stored())
	})
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

// solveExact solves for the exact diff-cov of the stepper and of the differential equation, where the
// measured one is compared with them, and fills the bias of the step; where one of them cannot be had, it
// takes the bias from impulses.
func (r *run) solveExact(measured *network.Network) error {
	if !r.comparesWithExact(measured) {
		return nil
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 2)
	for k, name := range []string{r.named("exact of the stepper"), "exact"} {
		if k == ofEquation && r.exact[k].values != nil {
			continue
		}
		found, err := r.exactOnce(name, measured, k == ofStepper)
		if err != nil {
			return err
		}
		if r.exact[k] = found; found.none != "" {
			r.noExact = found.none
			return r.settleByImpulses(measured, false, true)
		}
	}
	bias, facts := newDeviation(r.net, r.exact[ofStepper].values, r.exact[ofEquation].values), r.result.Covariance
	facts.ExactAvailable, facts.StepBiasBy = true, BiasExact
	facts.StepBias, facts.StepBiasRMS, facts.StepBiasTypical = value(bias.maxRelative), value(bias.rmsRelative), value(bias.typical)
	return nil
}

// The exact solutions of a run.
const (
	ofStepper = iota
	ofEquation
)

// compareWithExact fills how far the measured diff-cov lies from the exact value of the
// stepper that measured it, and from the differential equation's.
func (r *run) compareWithExact() {
	if r.result.Covariance.ExactAvailable {
		r.fillErrors(r.exact[ofStepper].values, r.exact[ofEquation].values)
	}
}

// fillErrors fills how far the measured diff-cov lies from the stepper's and from the equation's.
func (r *run) fillErrors(stepper, equation []float64) {
	facts := r.result.Covariance
	fromStepper := newDeviation(r.net, r.result.Data.DiffCov, stepper)
	facts.MaxAbsError, facts.MaxRelativeError = value(fromStepper.maxAbs), value(fromStepper.maxRelative)
	facts.RMSRelativeError = value(fromStepper.rmsRelative)
	fromEquation := newDeviation(r.net, r.result.Data.DiffCov, equation)
	facts.MaxEquationError, facts.RMSEquationError = value(fromEquation.maxRelative), value(fromEquation.rmsRelative)
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
type deviation struct{ maxAbs, maxRelative, rmsRelative, typical float64 }

func newDeviation(net *network.Network, got, exact []float64) deviation {
	var d deviation
	var squares float64
	relatives := make([]float64, 0, net.Synapses())
	for i := range net.Neurons() {
		sources, _ := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if int(j) == i {
				continue
			}
			difference := math.Abs(got[start+k] - exact[start+k])
			relative := 0.0 // of two neurons without any noise
			if exact[start+k] != 0 {
				relative = difference / exact[start+k]
			}
			d.maxAbs, d.maxRelative = max(d.maxAbs, difference), max(d.maxRelative, relative)
			squares += float64(relative * relative)
			relatives = append(relatives, relative)
		}
	}
	d.rmsRelative = math.Sqrt(squares / float64(max(1, net.Synapses())))
	slices.Sort(relatives)
	d.typical = stat.Quantile(0.5, stat.Empirical, relatives, nil)
	return d
}
