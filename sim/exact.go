package sim

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// exactOnly takes the covariance from the differential equation, without samples.
func (r *run) exactOnly(measured *network.Network) error {
	if reason := r.whyNotExact(measured); reason != "" {
		return &SpecError{"covariance.method", "is exact, but " + reason + "; take edges or dense"}
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 1)
	var exact *mat.SymDense
	if err := eachTask(r, 1, taskPhase[*mat.SymDense]{
		name: "exact", count: 1,
		work: func(int) (*mat.SymDense, error) {
			s, err := covariance.Stationary(measured, r.spec.Noise.Strength)
			if err != nil {
				return nil, err
			}
			return s.Covariance, nil
		},
		encode: encodeSymmetric,
		decode: func(data []byte, _ int) (*mat.SymDense, error) { return decodeSymmetric(data, measured.Neurons()) },
		gather: func(_ int, c *mat.SymDense) { exact = c },
	}); err != nil {
		return err
	}
	r.result.Data.Covariance = exact
	r.result.Covariance.ExactAvailable = true
	return r.setLocal(covariance.LocalFrom(r.net, exact))
}

// exactAnswer is the exact diff-cov of each stored entry, or why there is none.
type exactAnswer struct {
	diffCov []float64
	none    string
}

// answer solves for the covariance of the stepper, or of the differential equation.
func (r *run) answer(measured *network.Network, ofStepper bool) exactAnswer {
	sigma, h := r.spec.Noise.Strength, r.schedule.StepSize
	var solution *covariance.Exact
	var err error
	switch {
	case !ofStepper:
		solution, err = covariance.Stationary(measured, sigma)
	case r.spec.Integration.Stepper == integrator.LeimkuhlerMatthewsKind:
		solution, err = covariance.LeimkuhlerMatthews(measured, sigma, h)
	default:
		solution, err = covariance.EulerMaruyama(measured, sigma, h)
	}
	if err != nil {
		return exactAnswer{none: err.Error()}
	}
	return exactAnswer{diffCov: covariance.LocalFrom(r.net, solution.Covariance).DiffCov(r.net)}
}

func (a exactAnswer) encode() []byte { return bundle(encodeFloats(a.diffCov), []byte(a.none)) }

func decodeAnswer(data []byte, entries int) (exactAnswer, error) {
	parts, err := unbundle(data, 2)
	if err != nil {
		return exactAnswer{}, err
	}
	if len(parts[1]) > 0 {
		return exactAnswer{none: string(parts[1])}, nil
	}
	values, err := decodeFloats(parts[0], entries)
	return exactAnswer{diffCov: values}, err
}

// compareWithExact fills how far the measured diff-cov lies from the exact value of the
// stepper that measured it, and how far that lies from the differential equation's.
func (r *run) compareWithExact(measured *network.Network) error {
	if r.spec.Covariance.Exact != Yes || r.whyNotExact(measured) != "" {
		return nil
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 2)
	var answers [2]exactAnswer // of the stepper, of the differential equation
	if err := eachTask(r, 1, taskPhase[exactAnswer]{
		name: "exact", count: len(answers),
		work:   func(job int) (exactAnswer, error) { return r.answer(measured, job == 0), nil },
		encode: exactAnswer.encode,
		decode: func(data []byte, _ int) (exactAnswer, error) { return decodeAnswer(data, r.net.Weights().Stored()) },
		gather: func(job int, a exactAnswer) { answers[job] = a },
	}); err != nil {
		return err
	}
	for _, a := range answers {
		if a.none != "" {
			r.note("no exact covariance: %v", a.none)
			return nil
		}
	}
	exact, equation := answers[0].diffCov, answers[1].diffCov
	facts := r.result.Covariance
	facts.ExactAvailable = true
	d := r.deviation(r.result.Data.DiffCov, exact)
	facts.MaxAbsError, facts.MaxRelativeError, facts.RMSRelativeError = value(d.maxAbs), value(d.maxRelative), value(d.rmsRelative)
	facts.StepBias = value(r.deviation(exact, equation).maxRelative)
	return nil
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

func (r *run) deviation(got, exact []float64) deviation {
	var d deviation
	var squares float64
	for i := range r.net.Neurons() {
		sources, _ := r.net.Weights().Row(i)
		start := r.net.Weights().RowStart(i)
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
	d.rmsRelative = math.Sqrt(squares / float64(max(1, r.net.Synapses())))
	return d
}
