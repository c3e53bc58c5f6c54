package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"noiseprune/rules"
)

// comparedOver returns a result of noise-prune and weight-only with one measure over four prunings each.
func comparedOver(measure string, s Statistic, noise, weight []float64) *Result {
	r := &Result{
		Rules: map[string]RuleOutcome{"noise": {Stable: true}, "weight": {Stable: true}},
		Data:  Data{Rules: []RuleData{{Name: "noise"}, {Name: "weight"}}},
	}
	r.addOver("noise", measure, s, noise)
	r.addOver("weight", measure, s, weight)
	return r
}

// TestVerdicts: a measure is better or worse where the interval of the paired difference leaves 0 out, whichever end is best.
func TestVerdicts(t *testing.T) {
	low, high := []float64{0.10, 0.11, 0.10, 0.12}, []float64{0.20, 0.22, 0.21, 0.22}
	for _, c := range []struct {
		reason        string
		measure       string
		statistic     Statistic
		noise, weight []float64
		want          []string
	}{
		{"best at 0 and smaller", "eps_v", Mean, low, high,
			[]string{"better than weight-only", "  mean ε_v −0.1050 [−0.1142, −0.0958], 4 of 4"}},
		{"best at 0 and larger", "eps_v", Median, high, low,
			[]string{"worse than weight-only", "  median ε_v +0.1050 [+0.0958, +0.1142], 4 of 4"}},
		{"best at 1 and larger", "cos_theta", Tail, high, low,
			[]string{"better than weight-only", "  95% tail of cos θ +0.1050 [+0.0958, +0.1142], 4 of 4"}},
		{"best at 1 and smaller", "cos_theta", Mean, low, high,
			[]string{"worse than weight-only", "  mean cos θ −0.1050 [−0.1142, −0.0958], 4 of 4"}},
		{"the pairs scatter", TrajectoryMeasure, Mean, []float64{1, 2, 3, 4}, []float64{2, 1, 4, 4},
			[]string{"not distinguishable from weight-only", "  transient, positive starts [−1.7735, +1.2735]; about 150 prunings would tell"}},
		{"from random signs", SignedTrajectoryMeasure, Mean, low, high,
			[]string{"better than weight-only", "  transient, random signs −0.1050 [−0.1142, −0.0958], 4 of 4"}},
		{"of stationary activity", StationaryMeasure, Single, low, high,
			[]string{"better than weight-only", "  stationary error −0.1050 [−0.1142, −0.0958], 4 of 4"}},
		{"each pair shows what the means hide", "epsilon_worst", Single, []float64{1, 10, 100, 1000}, []float64{1.1, 10.2, 100.1, 1000.2},
			[]string{"better than weight-only", "  worst-case ε −0.1500 [−0.2419, −0.0581], 4 of 4"}},
		{"a tie", "eps_lambda", Mean, low, low,
			[]string{"not distinguishable from weight-only", "  mean ε_λ [0, 0]; a million prunings would not tell"}},
		{"so small that it has an exponent", "eps_v", Mean, []float64{1e-5, 1.1e-5, 1e-5, 1.2e-5}, []float64{2e-5, 2.2e-5, 2.1e-5, 2.3e-5},
			[]string{"better than weight-only", "  mean ε_v −1.1e−05 [−1.2e−05, −1e−05], 4 of 4"}},
		{"one pruning", "eps_v", Mean, low[:1], high[:1], nil},
	} {
		r := comparedOver(c.measure, c.statistic, c.noise, c.weight)
		var got []string
		for _, v := range r.Verdicts() {
			got = append(got, v.Lines()...)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.reason, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestTheHeadlineIsFirst: what is said of stationary activity stands before trajectories, and these before spectra.
func TestTheHeadlineIsFirst(t *testing.T) {
	low, high := []float64{0.10, 0.11, 0.10, 0.12}, []float64{0.20, 0.22, 0.21, 0.22}
	r := comparedOver("eps_v", Mean, low, high)
	for _, m := range []struct {
		measure   string
		statistic Statistic
	}{{TrajectoryMeasure, Mean}, {CorrelationMeasure, Single}, {StationaryMeasure, Single}} {
		r.addOver("noise", m.measure, m.statistic, low)
		r.addOver("weight", m.measure, m.statistic, high)
	}
	var names []string
	for _, j := range r.Verdicts()[0].Better {
		names = append(names, j.Name())
	}
	if want := []string{"stationary error", "change of correlations", "transient, positive starts", "mean ε_v"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

// As sentences the lists are joined.
func TestSentences(t *testing.T) {
	r := comparedOver("eps_v", Mean, []float64{0.10, 0.11, 0.10, 0.12}, []float64{0.20, 0.22, 0.21, 0.22})
	r.addOver("noise", "eps_lambda", Median, []float64{1, 2, 3})
	r.addOver("weight", "eps_lambda", Median, []float64{2, 3, 4.1})
	want := "Noise-prune is better than weight-only: mean ε_v −0.1050 [−0.1142, −0.0958], 4 of 4; " +
		"median ε_λ −1.0333 [−1.1768, −0.8899], 3 of 3."
	if got := r.Verdicts()[0].Sentences(); !slices.Equal(got, []string{want}) {
		t.Errorf("%q", got)
	}
	r.update("weight", func(o *RuleOutcome) { o.Stable = false })
	want = "Not compared with weight-only: a network of weight-only is unstable."
	if got := r.Verdicts()[0].Sentences(); !slices.Equal(got, []string{want}) {
		t.Errorf("%q", got)
	}
}

// TestNoVerdictOnBrokenNetworks: unstable or diverged networks of either rule leave the comparison out, and say so.
func TestNoVerdictOnBrokenNetworks(t *testing.T) {
	reason := "step 7"
	for _, rule := range []string{"noise", "weight"} {
		for want, breaks := range map[string]func(*RuleOutcome){
			"is unstable": func(o *RuleOutcome) { o.Stable = false },
			"diverged":    func(o *RuleOutcome) { o.Diverged = &reason },
		} {
			r := comparedOver("eps_v", Mean, []float64{1, 1, 1}, []float64{2, 2, 2})
			r.update(rule, breaks)
			all := r.Verdicts()
			line := fmt.Sprintf("not compared with weight-only: a network of %s %s", rules.Title(rule), want)
			if len(all) != 1 || len(all[0].Better) != 0 || !slices.Equal(all[0].Lines(), []string{line}) {
				t.Errorf("%s %s: %+v", rule, want, all)
			}
		}
	}
}

// Without noise-prune, as where two networks are given, there is nothing to compare.
func TestNoVerdictWithoutNoisePrune(t *testing.T) {
	r := &Result{Rules: map[string]RuleOutcome{givenRule: {Stable: true}}, Data: Data{Rules: []RuleData{{Name: givenRule}}}}
	if all := r.Verdicts(); all != nil {
		t.Errorf("%+v", all)
	}
}
