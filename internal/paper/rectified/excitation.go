package rectified

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// excitation is a rectified network under a background input to all its neurons, with the
// probabilities that its own covariance gives.
type excitation struct {
	placement  integrator.Placement
	background float64
	step       float64
	below      float64                 // share of neurons and times below threshold
	samples    float64                 // S, effective samples of the measured covariance on a typical edge
	locals     network.LocalCovariance // measured
	plan       *rules.Plan             // from them

	white    agreement // with the linear network's under white noise, which the rule is derived for
	coloured agreement // with the linear network's under the same coloured noise; zero but for that
	colour   agreement // of these two: what the colour alone does

	// Σp over the linear network's Σp, over the edges of which neither, one or both neurons
	// are above threshold half of the time or more; 0 where there are none.
	kept [3]float64
}

// allowed returns the deviation expected from sampling: √(2/S).
func (e *excitation) allowed() float64 { return math.Sqrt(2 / e.samples) }

// asSampled says whether the deviation from the linear network under the same noise is what sampling makes.
func (e *excitation) asSampled() figure.Condition {
	return e.own().deviation.Within((1-samplingMargin)*e.allowed(), (1+samplingMargin)*e.allowed())
}

// name is part of the names of numbers, as in inside_background0.5.
func (e *excitation) name() string { return fmt.Sprintf("%s_background%g", e.placement, e.background) }

// placementLabel is the name of a placement in text and pictures.
func placementLabel(p integrator.Placement) string {
	if p == integrator.OrnsteinUhlenbeck {
		return "coloured"
	}
	return p.String()
}
