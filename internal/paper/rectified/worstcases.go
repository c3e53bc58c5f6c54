package rectified

import (
	"context"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// checkSets checks (3) on active sets of the first trial, evenly spaced over the times at which
// they are first observed, each on the pruned networks of another trial; and on all neurons.
func (s *study) checkSets(run *figure.Run, draws int) error {
	draws = min(draws, len(s.trials))
	for _, r := range s.runs {
		draws = min(draws, len(r.fine.sets))
	}
	everyNeuron := slices.Repeat([]bool{true}, s.linear.Neurons())
	var sets [][]bool
	var pruned [][figure.RuleCount]*network.Network
	add := func(draw int, set []bool) {
		sets, pruned = append(sets, set), append(pruned, s.trials[draw].Pruned)
	}
	for k := range draws {
		add(k, everyNeuron)
	}
	for _, r := range s.runs {
		for k, set := range spacedSets(r.fine.sets, draws) {
			add(k, set)
			r.sizes = append(r.sizes, float64(sizeOf(set)))
		}
	}
	worst, err := worstOnSets(run, s.linear, pruned, sets)
	if err != nil {
		return err
	}
	s.all = worst[:draws]
	for k, r := range s.runs {
		r.worst = worst[(k+1)*draws : (k+2)*draws]
	}
	return nil
}

// originWorst is the smallest ε of (3) in each of some draws by probabilities of one origin.
type originWorst struct {
	name  string // of the origin of the probabilities
	worst []float64
}

// originOf returns the name of the origin of a rule's probabilities; those of noise-prune come from
// the linear network.
func originOf(r figure.Rule) string {
	if r == figure.Noise {
		return "linear"
	}
	return r.Name()
}

// compareOrigins prunes the linear network by probabilities of several origins. Those of the linear
// network and of the weights alone are checkSets' first draws.
func (s *study) compareOrigins(run *figure.Run, draws int) error {
	draws = min(draws, len(s.all))
	for r := range figure.RuleCount {
		s.byOrigin = append(s.byOrigin, originWorst{originOf(r), ruleColumn(s.all[:draws], r)})
	}
	var origins []*excitation
	for _, p := range placements() {
		all := s.at(p)
		origins = append(origins, all[0], all[len(all)-1])
	}
	run.Phase("worst cases by origin", draws*len(origins))
	for _, e := range origins {
		worst, err := experiment.WorstCases(run, s.linear, e.plan, draws, 0)
		if err != nil {
			return err
		}
		s.byOrigin = append(s.byOrigin, originWorst{e.name(), worst})
	}
	return nil
}

// worstOnSets returns, for each set of neurons and each rule, the smallest ε of (3) that a
// network pruned by it has there: of[k] on sets[k].
func worstOnSets(
	run *figure.Run, original *network.Network, of [][figure.RuleCount]*network.Network, sets [][]bool,
) ([]epsilons, error) {
	const each = int(figure.RuleCount)
	run.Phase("active sets", each*len(sets))
	worst := make([]epsilons, len(sets))
	err := figure.Each(run, "active sets", each*len(sets), figure.OneUnit, func(_ context.Context, n int) (float64, error) {
		defer run.Progress.Advance(1)
		return compare.ActiveSetWorstCase(original, of[n/each][n%each], sets[n/each])
	}, func(n int, epsilon float64) { worst[n/each][n%each] = epsilon })
	return worst, err
}
