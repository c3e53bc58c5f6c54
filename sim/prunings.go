package sim

import (
	"fmt"

	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// defaultPrunings is how often each rule prunes where a spec leaves it open, if there are as many runs.
const defaultPrunings = 16

// resolvePrunings replaces an open number of prunings: 16, or the number of runs where that is smaller.
func (s *Spec) resolvePrunings() error {
	open := defaultPrunings
	if runs := s.Compare.Runs; runs > 0 {
		open = min(open, runs)
	}
	s.Prune.Prunings = s.Prune.Prunings.or(float64(open))
	if given := int(s.Prune.Prunings.Value()); s.Compare.Runs > 0 && s.Compare.Runs < given {
		return &SpecError{"compare.runs", fmt.Sprintf(
			"is %d, but the runs are spread over %d prunings; take at least as many runs, or fewer prunings", s.Compare.Runs, given)}
	}
	return nil
}

// prunings returns how often each rule prunes: once where the pruned network is given.
func (r *run) prunings() int {
	for _, rule := range r.result.Data.Rules {
		if rule.plan == nil {
			return 1
		}
	}
	return int(r.spec.Prune.Prunings.Value())
}

// pruned returns the network of the k-th pruning by a rule. The first one is kept, the others are drawn anew.
func (r *run) pruned(rule RuleData, k int) (*network.Network, error) {
	if k == 0 {
		return rule.Pruned, nil
	}
	return r.draw(rule.kind, rule.plan, k)
}

// draw draws the k-th pruning by a rule from its plan.
func (r *run) draw(kind rules.Kind, plan *rules.Plan, k int) (*network.Network, error) {
	net, err := plan.Sample(noise.Key{Seed: r.spec.Seed, Purpose: noise.Prune}, uint64(k), kind.Sampling(r.spec.Prune.sampling()))
	if err != nil {
		return nil, fmt.Errorf("the network pruned by %s: %w", kind, err)
	}
	return net, nil
}

// runBlock is a block of runs whose networks are of one pruning.
type runBlock struct{ pruning, first, width int }

// RunBlocks spreads runs over prunings, as evenly as may be and in ascending order, and divides those of each into blocks
// that are simulated together. It returns the number of blocks and the width of the widest. It panics if there are fewer
// runs than prunings.
func RunBlocks(runs, prunings int) (count, widest int) {
	blocks := runBlocks(runs, prunings)
	for _, b := range blocks {
		widest = max(widest, b.width)
	}
	return len(blocks), widest
}

func runBlocks(runs, prunings int) (blocks []runBlock) {
	if prunings < 1 || runs < prunings {
		panic(fmt.Sprintf("sim: %d runs spread over %d prunings", runs, prunings))
	}
	for k := range prunings {
		first, end := firstRun(k, runs, prunings), firstRun(k+1, runs, prunings)
		for ; first < end; first += trajectoryWidth {
			blocks = append(blocks, runBlock{k, first, min(trajectoryWidth, end-first)})
		}
	}
	return blocks
}

// firstRun returns the first run of the k-th pruning.
func firstRun(k, runs, prunings int) int { return k * runs / prunings }
