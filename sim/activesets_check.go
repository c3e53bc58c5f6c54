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

// largestDenseSet is the number of neurons of the largest set whose worst case is that of a factorization;
// larger ones are examined by products.
const largestDenseSet = 1500

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
	threads := r.threads(min(len(rules), r.opt.Workers))
	return resume.Each(r.ctx, r.runner, resume.Tasks[worstOnSets]{
		Name: "active", Count: len(rules),
		Do: func(ctx context.Context, task int, _ *resume.Checkpoint) (worstOnSets, error) {
			return newWorstOnSets(ctx, r.net, rules[task].Pruned, sets, threads)
		},
		Encode: worstOnSets.encode,
		Decode: func(data []byte, _, _ int) (worstOnSets, error) { return decodeWorstOnSets(data, len(sets)) },
	}, func(task int, w worstOnSets) {
		if w.reason != "" {
			r.result.noteOnce("no worst case on active sets: " + w.reason)
		}
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
	reason  string   // why it is not known on some set, or nothing
}

func newWorstOnSets(ctx context.Context, original, pruned *network.Network, sets []activeSet, threads int) (worstOnSets, error) {
	var all worstOnSets
	worst := 0.0
	for _, set := range sets {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		epsilon, reason, err := worstOnSet(ctx, original, pruned, set, threads)
		switch {
		case errors.Is(err, compare.ErrIndefinite):
			all.without++
		case err != nil:
			return worstOnSets{}, fmt.Errorf("active sets: %w", err)
		case reason != "":
			all.reason = reason
		}
		worst = max(worst, epsilon)
	}
	if all.without == 0 && all.reason == "" {
		all.epsilon = &worst
	}
	return all, nil
}

// worstOnSet returns the smallest ε of (3) on one set, or why it is not known.
func worstOnSet(
	ctx context.Context, original, pruned *network.Network, set activeSet, threads int,
) (epsilon float64, reason string, err error) {
	active := set.active(original.Neurons())
	if set.size() <= largestDenseSet {
		epsilon, err = compare.ActiveSetWorstCase(original, pruned, active)
		return epsilon, "", err
	}
	found, err := compare.ActiveSetDistortion(resume.Unsaved(ctx, nil), original, pruned, active, threads)
	if errors.Is(err, compare.ErrIndefinite) {
		return 0, "", err
	}
	d, err := newDistortion(found, err)
	return d.found.Epsilon(), d.reason, err
}

func (w worstOnSets) encode() []byte {
	return resume.Join(resume.EncodeWord(uint64(w.without)), encodeOptional(w.epsilon), []byte(w.reason))
}

func decodeWorstOnSets(data []byte, sets int) (worstOnSets, error) {
	parts, err := resume.Split(data, 3)
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
	return worstOnSets{epsilon, int(without), string(parts[2])}, err
}
