package experiment

import (
	"context"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// Degree returns K_deg = 4 ln N/ε² (Section 4.1).
func Degree(n int, epsilon float64) float64 { return 4 * math.Log(float64(n)) / (epsilon * epsilon) }

// WorstCases draws pruned networks from a plan and returns the smallest ε of (3) for each.
// A leak `extra` is added to both networks first: 0 leaves them as they are.
func WorstCases(run *figure.Run, net *network.Network, p *rules.Plan, draws int, extra float64) ([]float64, error) {
	found := make([]float64, draws)
	original, err := WithExtraLeak(net, extra)
	if err != nil {
		return nil, err
	}
	err = figure.Each(run, "worst cases", draws, figure.OneUnit, func(_ context.Context, k int) (float64, error) {
		defer run.Progress.Advance(1)
		pruned, err := Sample(run, p, uint64(k), rules.Matched)
		if err != nil {
			return 0, err
		}
		if pruned, err = WithExtraLeak(pruned, extra); err != nil {
			return 0, err
		}
		return compare.WorstCase(original, pruned)
	}, func(k int, worst float64) { found[k] = worst })
	return found, err
}
