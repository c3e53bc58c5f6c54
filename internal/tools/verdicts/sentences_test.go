package main

import (
	"testing"

	"noiseprune/compare"
	"noiseprune/rules"
	"noiseprune/sim"
)

// judgement is one of trajectories, or with a statistic one of ε_v, over 16 prunings.
func judgement(measure string, s sim.Statistic, mean float64) sim.Judgement {
	difference := compare.Paired{Pairs: 16, Mean: mean, Low: mean - 0.02, High: mean + 0.02}
	return sim.Judgement{Measure: measure, Statistic: s, Difference: difference}
}

// twoNetworks are findings of which each kind of judgement occurs.
func twoNetworks() []finding {
	trajectory := func(mean float64) []sim.Judgement {
		return []sim.Judgement{judgement(sim.TrajectoryMeasure, sim.Mean, mean)}
	}
	form, condition := judgement("eps_v", sim.Mean, -0.01), 2.4e13
	form.Difference.Pairs = 2
	controls := []rules.Kind{rules.WeightKind, rules.UniformKind, rules.ShuffledKind}
	return []finding{
		{network: "first", keep: 0.5, prunings: 16, controls: controls, verdicts: []sim.Verdict{
			{Control: "weight", Worse: trajectory(0.1), Open: []sim.Judgement{judgement("eps_v", sim.Median, 0), form}},
			{Control: "uniform", Better: trajectory(-0.1)},
			{Control: "shuffled", Better: trajectory(-0.3), Open: []sim.Judgement{form}},
		}},
		{network: "second", facts: sim.NetworkFacts{EigenvectorCondition: &condition}, keep: 0.5, prunings: 16, controls: controls,
			verdicts: []sim.Verdict{
				{Control: "weight", Open: trajectory(-0.01)},
				{Control: "uniform", LeftOut: "a network of uniform is unstable"},
				{Control: "shuffled", Better: trajectory(-0.2)},
			}},
	}
}

// TestSentences: every comparison is counted once, those that are left out are not, and the other statistics of a measure
// are not taken for the one of the page.
func TestSentences(t *testing.T) {
	want := "**By transient, positive starts** noise-prune is better in 3 of 5 comparisons, worse in 1, and not distinguishable in 1. " +
		"It beats `uniform` and `shuffled` on every network. It does not win\n\n" +
		"- against `weight`: worse on first (+0.1000 [+0.0800, +0.1200], 16 prunings); " +
		"not distinguishable on second (−0.0100 [−0.0300, +0.0100], 16 prunings)\n\n" +
		"**By mean ε_v** noise-prune is better in 0 of 2 comparisons, worse in 0, and not distinguishable in 2. It does not win\n\n" +
		"- against `weight`: not distinguishable on first (−0.0100 [−0.0300, +0.0100], 2 prunings)\n" +
		"- against `shuffled`: not distinguishable on first (−0.0100 [−0.0300, +0.0100], 2 prunings)\n\n"
	if got := sentences(twoNetworks()); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// Where noise-prune wins every comparison there is nothing to add.
func TestSentenceOfWins(t *testing.T) {
	of := twoNetworks()[1:]
	of[0].verdicts = of[0].verdicts[2:]
	want := "**By transient, positive starts** noise-prune is better in 1 of 1 comparisons. It beats `shuffled` on every network.\n\n"
	if got := sentences(of); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestShuffledSentences(t *testing.T) {
	all := twoNetworks()
	want := "Keeping 0.5, `shuffled` is worse by every measure on second; not so on first (noise-prune is better by 1 of 2; mean ε_v open)."
	if got := shuffledSentences(all); len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
	all[1].verdicts = nil
	want = "Keeping 0.5, `shuffled` is worse by every measure on no network; not so on first (noise-prune is better by 1 of 2; mean ε_v open)."
	if got := shuffledSentences(all); len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}
