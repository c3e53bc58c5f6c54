package sim

import (
	"context"
	"errors"
	"fmt"
	"math/bits"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// Each set that is checked costs an eigenproblem of its order for every rule. All sets that were
// visited are checked if they are few and small, and otherwise a sample: of mostSetsChecked at most, of
// leastSetsChecked at least, and in between of as many as cost no more than an eigenproblem of
// the network's order, or than mostSetsChecked of order freeOrder, which take a tenth of a second.
const (
	mostSetsChecked  = 64
	leastSetsChecked = 8
	freeOrder        = 100
)

// sample returns the sets that are checked: all, or a uniform sample without replacement. How
// many depends on the sizes of all sets that are held, so that it says nothing about those chosen.
func (a *activeSets) sample() []activeSet {
	cubes := 0.0
	for _, set := range a.held {
		order := float64(set.size())
		cubes += float64(order * order * order)
	}
	n := float64(a.neurons)
	affordable := max(n*n*n, mostSetsChecked*freeOrder*freeOrder*freeOrder)
	count := min(len(a.held), mostSetsChecked)
	if held := float64(len(a.held)); cubes*float64(count) > affordable*held {
		count = min(count, max(leastSetsChecked, int(affordable*held/cubes)))
	}
	return a.held[:count]
}

// size counts the neurons of a set.
func (s activeSet) size() (n int) {
	for k := range len(s.members) {
		n += bits.OnesCount8(s.members[k])
	}
	return n
}

// active returns for each neuron whether it is in the set.
func (s activeSet) active(neurons int) []bool {
	all := make([]bool, neurons)
	for i := range all {
		all[i] = s.members[i/8]>>(i%8)&1 == 1
	}
	return all
}

// checkActiveSets fills how far (3) holds on the sets that a rectified network visited.
func checkActiveSets(r *run, visited *activeSets) error {
	if visited == nil {
		return nil
	}
	sets := visited.sample()
	count, estimated := visited.visited()
	rules := r.result.Data.Rules
	r.opt.Progress.Phase("active sets", int64(len(rules)))
	return resume.Each(r.ctx, r.runner, resume.Tasks[worstOnSets]{
		Name: "active", Count: len(rules),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (worstOnSets, error) {
			return newWorstOnSets(r.net, rules[task].Pruned, sets)
		},
		Encode: worstOnSets.encode,
		Decode: func(data []byte, _, _ int) (worstOnSets, error) { return decodeWorstOnSets(data, len(sets)) },
	}, func(task int, w worstOnSets) {
		r.result.update(rules[task].Name, func(o *RuleOutcome) {
			o.ActiveSets = &ActiveSetFacts{
				Visited: count, Estimated: estimated, Checked: len(sets), Sampled: visited.more || len(sets) < len(visited.held),
				Smallest: visited.smallest, Largest: visited.largest, EpsilonWorst: w.epsilon, WithoutEpsilon: w.without,
			}
		})
	})
}

// worstOnSets is how far (3) holds on several sets.
type worstOnSets struct {
	epsilon *float64 // smallest that holds on all; nil where there is none on some
	without int      // sets on which none exists
}

func newWorstOnSets(original, pruned *network.Network, sets []activeSet) (worstOnSets, error) {
	without, worst := 0, 0.0
	for _, set := range sets {
		epsilon, err := compare.ActiveSetWorstCase(original, pruned, set.active(original.Neurons()))
		switch {
		case errors.Is(err, compare.ErrIndefinite):
			without++
		case err != nil:
			return worstOnSets{}, fmt.Errorf("active sets: %w", err)
		}
		worst = max(worst, epsilon)
	}
	if without > 0 {
		return worstOnSets{nil, without}, nil
	}
	return worstOnSets{&worst, 0}, nil
}

func (w worstOnSets) encode() []byte {
	return resume.Join(resume.EncodeWord(uint64(w.without)), encodeOptional(w.epsilon))
}

func decodeWorstOnSets(data []byte, sets int) (worstOnSets, error) {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return worstOnSets{}, err
	}
	without, err := resume.DecodeWord(parts[0])
	if err != nil {
		return worstOnSets{}, err
	}
	if without > uint64(sets) {
		return worstOnSets{}, fmt.Errorf("%d of %d active sets are without ε", without, sets)
	}
	epsilon, err := decodeOptional(parts[1])
	return worstOnSets{epsilon, int(without)}, err
}
