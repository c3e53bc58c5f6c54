package connectomes

import "noiseprune/internal/paper/figure"

// The measures of a pruned connectome: the means over eigenvectors of ε_λ, ε_v and
// 1 − cos θ, and the relative error of the state, over time. Less is better for all.
const (
	measureLambda = iota
	measureV
	measureAngle
	measureTrajectory
	measureCount
)

func measureNames() [measureCount]string {
	return [measureCount]string{"eps_lambda", "eps_v", "one_minus_cos_theta", "trajectory_error"}
}

func measureLabels() [measureCount]string {
	return [measureCount]string{"ε_λ", "ε_v", "1 − cos θ", "trajectory error"}
}

// outcomes are the measures of a connectome pruned once by each rule.
type outcomes [figure.RuleCount][measureCount]float64
