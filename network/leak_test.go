package network

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDefaultSlack(t *testing.T) {
	// Row sums 3, 2 and 1, without the diagonal: a tenth of their mean is 0.2.
	w := matrix([]float64{9, -1, 2}, []float64{0, 0, -2}, []float64{1, 0, -9})
	if got, err := DefaultSlack(w); err != nil || math.Abs(got-0.2) > 1e-16 {
		t.Errorf("got %v, %v; want 0.2", got, err)
	}
	const message = "the network has no weights between neurons, so no leak follows from them; give one, such as --leak 1"
	for _, empty := range []*CSR{matrix([]float64{0}), matrix([]float64{4, 0}, []float64{0, 4}), must(NewCSR(0, nil))} {
		if _, err := DefaultSlack(empty); err == nil || err.Error() != message {
			t.Errorf("got %v, want %s", err, message)
		}
	}
}

func TestDominantLeak(t *testing.T) {
	w := matrix(
		[]float64{0, -1, 2}, // row sum 3
		[]float64{2, 5, 0},  // excites itself: 5 more
		[]float64{1, 0, -9}, // inhibits itself by more than its row sum
	)
	if got, want := DominantLeak(w, 0.5), []float64{3.5, 7.5, 0.5}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, slack := range []float64{-1, math.NaN(), math.Inf(1)} {
		if !panics(func() { DominantLeak(w, slack) }) {
			t.Errorf("a slack of %v is accepted", slack)
		}
	}
}

func TestDominantLeakMakesDominant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawMatrix(t, 7)
		w = w.scaled(rapid.SampledFrom([]float64{1, 3, 7e-9, 1.1e9}).Draw(t, "unit")) // not all sums exact
		slack := rapid.SampledFrom([]float64{0, 0.1}).Draw(t, "slack")
		n := linear(w, DominantLeak(w, slack))
		if !n.DiagonallyDominant() {
			t.Fatalf("diagonal %v, row sums %v", n.Diagonal(), n.Weights().RowSums())
		}
		if slices.Min(n.Leak()) < slack {
			t.Fatalf("leak %v below the slack %v", n.Leak(), slack)
		}
	})
}

func TestDiagonalLeak(t *testing.T) {
	w, leak, err := DiagonalLeak(matrix([]float64{-2, 1, 0}, []float64{3, 0, 0}, []float64{0, 4, -5}))
	want := matrix([]float64{0, 1, 0}, []float64{3, 0, 0}, []float64{0, 4, 0})
	if err != nil || !w.Equal(want) || !slices.Equal(leak, []float64{2, 0, 5}) || math.Signbit(leak[1]) {
		t.Errorf("got %v, %v, %v", w, leak, err)
	}
	_, _, err = DiagonalLeak(matrix([]float64{-2, 0}, []float64{0, 3}))
	var fault *LeakError
	if !errors.As(err, &fault) || fault.Neuron != 1 || fault.Diagonal != 3 {
		t.Errorf("got %v", err)
	}
	const message = "diagonal of neuron 1 is 3 but a leak needs it negative; use --leak dominant to keep the diagonal as self-connections"
	if err.Error() != message {
		t.Errorf("got %v, want %s", err, message)
	}
}

func TestParseLeak(t *testing.T) {
	for _, text := range []string{"auto", "dominant", "dominant:0.5", "dominant:0", "diagonal", "3.2", "0"} {
		if r, err := ParseLeak(text); err != nil || r.String() != text {
			t.Errorf("%s reads as %v, %v", text, r, err)
		}
	}
	if (LeakRule{}) != AutoLeak() {
		t.Error("the zero rule is not auto")
	}
	for text, canonical := range map[string]string{"-0": "0", "1e1": "10", "dominant:5e-1": "dominant:0.5"} {
		if r, err := ParseLeak(text); err != nil || r.String() != canonical {
			t.Errorf("%s reads as %v, %v; want %s", text, r, err, canonical)
		}
	}
	tests := []struct{ text, want string }{
		{"", `leak "" is unknown; give a number, dominant[:SLACK], diagonal, auto or a file`},
		{"dominating", `leak "dominating" is unknown; give a number, dominant[:SLACK], diagonal, auto or a file`},
		{"diagonal:1", `leak "diagonal:1" is unknown; give a number, dominant[:SLACK], diagonal, auto or a file`},
		{"dominant:", `leak "dominant:": the slack is not a number`},
		{"dominant:-1", `leak "dominant:-1": the slack is negative; it must be 0 or more`},
		{"dominant:inf", `leak "dominant:inf": the slack is not finite`},
		{"-2", `leak "-2" is negative; it must be 0 or more`},
		{"nan", `leak "nan" is not finite`},
		{"1e999", `leak "1e999" is not finite`},
	}
	for _, test := range tests {
		if r, err := ParseLeak(test.text); err == nil || err.Error() != test.want {
			t.Errorf("%s reads as %v, %v; want %s", test.text, r, err, test.want)
		}
	}
}

func TestLeakRuleApply(t *testing.T) {
	bare := matrix([]float64{0, 4}, []float64{2, 0})    // row sums 4, 2: default slack 0.3
	own := matrix([]float64{1, 4}, []float64{2, 0})     // a self-connection
	leaky := matrix([]float64{-7, 4}, []float64{2, -6}) // a leak
	slack := 0.3
	tests := []struct {
		reason   string
		rule     string
		w        *CSR
		resolved string
		weights  *CSR
		leak     []float64
	}{
		{"no diagonal: dominant", "auto", bare, "dominant:0.3", bare, []float64{4 + slack, 2 + slack}},
		{"positive diagonal: self-connections", "auto", own, "dominant:0.3", own, []float64{5 + slack, 2 + slack}},
		{"negative diagonal: leak", "auto", leaky, "diagonal", bare, []float64{7, 6}},
		{"negative diagonal, but dominance is asked for", "dominant", leaky, "dominant:0.3", leaky, []float64{slack, slack}},
		{"a slack", "dominant:1", own, "dominant:1", own, []float64{6, 3}},
		{"a number", "2.5", own, "2.5", own, []float64{2.5, 2.5}},
		{"diagonal of a matrix without one", "diagonal", bare, "diagonal", bare, []float64{0, 0}},
	}
	for _, test := range tests {
		rule := must(ParseLeak(test.rule))
		resolved, err := rule.Resolve(test.w)
		if err != nil || resolved.String() != test.resolved {
			t.Errorf("%s: resolved to %v, %v; want %s", test.reason, resolved, err, test.resolved)
		}
		for _, r := range []LeakRule{rule, resolved} {
			w, leak, err := r.Apply(test.w)
			if err != nil || !w.Equal(test.weights) || !slices.Equal(leak, test.leak) {
				t.Errorf("%s, %v: got %v, %v, %v", test.reason, r, w, leak, err)
			}
		}
	}
}

func TestAutoLeakRefusesWhatCanBeReadBothWays(t *testing.T) {
	tests := []struct {
		reason string
		w      *CSR
		want   string
	}{
		{
			"mixed signs",
			matrix([]float64{-1, 1, 0}, []float64{1, 0, 0}, []float64{1, 0, 2}),
			"diagonal of neuron 2 is 2 while that of neuron 0 is -1: ",
		},
		{"some neurons without", matrix([]float64{0, 1}, []float64{1, -3}), "diagonal of neuron 0 is 0 while that of neuron 1 is -3: "},
	}
	for _, test := range tests {
		_, _, err := AutoLeak().Apply(test.w)
		var fault *LeakError
		if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), test.want) || !strings.Contains(err.Error(), "--leak dominant") {
			t.Errorf("%s: got %v", test.reason, err)
		}
	}
	empty := matrix([]float64{0, 0}, []float64{0, 0})
	for _, rule := range []LeakRule{AutoLeak(), must(ParseLeak("dominant"))} {
		if _, _, err := rule.Apply(empty); err == nil || !strings.Contains(err.Error(), "--leak 1") {
			t.Errorf("%v of a network without weights: %v", rule, err)
		}
	}
}

// TestLeakRuleText: what a rule is written as is read as the same rule, a file among them.
func TestLeakRuleText(t *testing.T) {
	for _, text := range []string{"auto", "dominant", "dominant:0.5", "diagonal", "3.2", "given", "leak.csv", "dominating"} {
		var rule LeakRule
		if err := rule.UnmarshalText([]byte(text)); err != nil || rule.String() != text {
			t.Errorf("%s reads as %v, %v", text, rule, err)
		}
		path, isFile := rule.File()
		if want := text == "leak.csv" || text == "dominating"; isFile != want || (isFile && path != text) {
			t.Errorf("%s: file %q, %v", text, path, isFile)
		}
	}
	for _, text := range []string{"", "-1", "dominant:nan"} {
		rule := GivenLeak()
		if err := rule.UnmarshalText([]byte(text)); err == nil || rule != GivenLeak() {
			t.Errorf("%q reads as %v, %v", text, rule, err)
		}
	}
}
