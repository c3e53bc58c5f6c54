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
	var pruned [][2]*network.Network
	add := func(draw int, set []bool) {
		sets, pruned = append(sets, set), append(pruned, [2]*network.Network{s.trials[draw].Noise, s.trials[draw].Weight})
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

// compareOrigins prunes the linear network by probabilities of several origins. Those of the linear
// network and of the weights alone are checkSets' first draws.
func (s *study) compareOrigins(run *figure.Run, draws int) error {
	draws = min(draws, len(s.all))
	s.byOrigin = []originWorst{{"linear", ruleColumn(s.all[:draws], 0)}, {"weight", ruleColumn(s.all[:draws], 1)}}
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
func worstOnSets(run *figure.Run, original *network.Network, of [][2]*network.Network, sets [][]bool) ([][2]float64, error) {
	run.Phase("active sets", 2*len(sets))
	worst := make([][2]float64, len(sets))
	err := figure.Each(run, "active sets", 2*len(sets), figure.OneUnit, func(_ context.Context, n int) (float64, error) {
		defer run.Progress.Advance(1)
		return compare.ActiveSetWorstCase(original, of[n/2][n%2], sets[n/2])
	}, func(n int, epsilon float64) { worst[n/2][n%2] = epsilon })
	return worst, err
}
