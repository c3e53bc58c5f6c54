package stepbias

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

func claimMeasuredSteps(o *figure.Outcome, studies []*study) {
	points := 0
	for _, s := range studies {
		points += len(s.measured[byEuler]) + len(s.measured[byLeimkuhler])
	}
	v := figure.Judge()
	own, far := figure.Interval{}, figure.Interval{Value: math.Inf(1)} // the farthest from 0, and the nearest
	for _, s := range studies {
		for stepper, found := range s.measured {
			for _, p := range found {
				one := experiment.SimultaneousInterval(p.stepper, points)
				v.Require(figure.If(one.Low <= 0 && 0 <= one.High))
				own = farther(own, one)
				other := experiment.SimultaneousInterval(p.equation, points)
				if stepper != byEuler {
					continue
				}
				v.Require(other.Above(0))
				if other.Value < far.Value {
					far = other
				}
			}
		}
	}
	v.Found = fmt.Sprintf("of the %d measured points the one farthest from its stepper's value is off by %s, and of Euler–Maruyama's the one "+
		"nearest to the equation's by %s (intervals that hold together)", points, own.Percent(), far.Percent())
	o.AddFound(figure.Claim{
		Place: figure.BeyondPaper, Statement: "trajectories have the covariance of their stepper, not of the differential equation",
		Criterion: "the 95% interval of every measured mean of d, all of them together by Bonferroni, contains the stepper's exact value, and " +
			"Euler–Maruyama's lie above the equation's",
		NoRule: "a covariance",
	}, v)
}
