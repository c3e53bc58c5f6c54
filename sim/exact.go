package sim

import (
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/network"
)

// exactOnly takes the covariance from the differential equation, without samples.
func (r *run) exactOnly(measured *network.Network) error {
	if reason := r.whyNotExact(measured); reason != "" {
		return &SpecError{"covariance.method", "is exact, but " + reason + "; take edges or dense"}
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 1)
	exact, err := covariance.Stationary(measured, r.spec.Noise.Strength)
	if err != nil {
		return err
	}
	r.opt.Progress.Advance(1)
	r.result.Data.Covariance = exact.Covariance
	r.result.Covariance.ExactAvailable = true
	if err := r.setLocal(covariance.LocalFrom(r.net, exact.Covariance)); err != nil {
		return err
	}
	return r.ctx.Err()
}

// compareWithExact fills how far the measured diff-cov lies from the exact value of the
// stepper that measured it, and how far that lies from the differential equation's.
func (r *run) compareWithExact(measured *network.Network) error {
	if r.spec.Covariance.Exact != "yes" || r.whyNotExact(measured) != "" {
		return nil
	}
	r.noteLibrary()
	r.opt.Progress.Phase("exact covariance", 2)
	sigma, h := r.spec.Noise.Strength, r.schedule.StepSize
	solve := covariance.EulerMaruyama
	if r.spec.Integration.Stepper == "leimkuhler-matthews" {
		solve = covariance.LeimkuhlerMatthews
	}
	stepper, err := solve(measured, sigma, h)
	if err != nil {
		r.note("no exact covariance: %v", err)
		return nil
	}
	r.opt.Progress.Advance(1)
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	equation, err := covariance.Stationary(measured, sigma)
	if err != nil {
		r.note("no exact covariance: %v", err)
		return nil
	}
	r.opt.Progress.Advance(1)
	exact := covariance.LocalFrom(r.net, stepper.Covariance).DiffCov(r.net)
	facts := r.result.Covariance
	facts.ExactAvailable = true
	d := r.deviation(r.result.Data.DiffCov, exact)
	facts.MaxAbsError, facts.MaxRelativeError, facts.RMSRelativeError = value(d.maxAbs), value(d.maxRelative), value(d.rmsRelative)
	bias := r.deviation(exact, covariance.LocalFrom(r.net, equation.Covariance).DiffCov(r.net))
	facts.StepBias = value(bias.maxRelative)
	return r.ctx.Err()
}

// whyNotExact says why no exact covariance exists for what is measured, or nothing.
func (r *run) whyNotExact(measured *network.Network) string {
	switch {
	case measured.Activation() != network.Linear:
		return "a rectified network has no covariance in closed form"
	case r.spec.Noise.Placement == "ou":
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
