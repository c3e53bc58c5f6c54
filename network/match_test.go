package network

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMatchLabels(t *testing.T) {
	for _, row := range []struct {
		why               string
		reference, labels []string
		order             []int
		how               Matching
		refused           string
	}{
		{"neither has labels", nil, nil, nil, Unlabelled, ""},
		{"only the first", []string{"a"}, nil, nil, OnlyOneLabelled, ""},
		{"only the second", nil, []string{"a"}, nil, OnlyOneLabelled, ""},
		{"same order", []string{"a", "b"}, []string{"a", "b"}, nil, SameLabels, ""},
		{"same order, repeated", []string{"a", "b", "a"}, []string{"a", "b", "a"}, nil, SameLabels, ""},
		{"no neurons", []string{}, []string{}, nil, SameLabels, ""},
		{"another order", []string{"a", "b", "c"}, []string{"b", "c", "a"}, []int{2, 0, 1}, Reordered, ""},
		{"another order, repeated", []string{"a", "b", "a"}, []string{"a", "a", "b"}, nil, 0, `"a", "a" are labels of several neurons`},
		{"one missing", []string{"a", "b"}, []string{"a"}, nil, 0, `the same neurons: "b" is only in the first;`},
		{"one too many", []string{"a"}, []string{"a", "b"}, nil, 0, `the same neurons: "b" is only in the second;`},
		{"other names", []string{"a", "b"}, []string{"c", "a"}, nil, 0, `: "b" is only in the first, "c" is only in the second;`},
		{"many", []string{"a", "b", "c", "d", "e"}, []string{"x", "y", "z"}, nil, 0,
			`: "a", "b", "c" and 2 more (5 labels) are only in the first, "x", "y", "z" are only in the second;`},
		{"long names, which an error does not repeat in full", []string{strings.Repeat("x", 1000)}, []string{"a"}, nil, 0,
			`: "` + strings.Repeat("x", 40) + `…" is only in the first,`},
		{"a label on several lines", []string{"a\nb"}, []string{"a"}, nil, 0, `: "a\nb" is only in the first,`},
		{"repeated often enough to have as many", []string{"a", "a"}, []string{"a", "b"}, nil, 0, `: "b" is only in the second;`},
	} {
		order, how, err := MatchLabels(row.reference, row.labels)
		var mismatch *LabelMismatchError
		switch {
		case row.refused == "" && (err != nil || how != row.how || !slices.Equal(order, row.order)):
			t.Errorf("%s: got %v, %v, %v; want %v, %v", row.why, order, how, err, row.order, row.how)
		case row.refused != "" && (!errors.As(err, &mismatch) || !strings.Contains(err.Error(), row.refused) || order != nil):
			t.Errorf("%s: got %v, %v, want an error with %s", row.why, order, err, row.refused)
		}
	}
}

// A permuted network that is matched with the original is the original again, whatever its order.
func TestMatchingUndoesAnyPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "neurons")
		w := must(NewCSR(n, drawEntries(t, n)))
		parts := Parts{Weights: w, Leak: make([]float64, n), Input: make([]float64, n), Labels: make([]string, n)}
		for i := range n {
			parts.Leak[i], parts.Input[i], parts.Labels[i] = float64(i+1), float64(-i), fmt.Sprint("n", i)
		}
		original := must(New(parts))
		other := original.Permuted(rapid.Permutation(numbers(n)).Draw(t, "order"))
		order, _, err := MatchLabels(original.Labels(), other.Labels())
		if err != nil {
			t.Fatal(err)
		}
		if order != nil {
			other = other.Permuted(order)
		}
		if !reflect.DeepEqual(other.Parts(), original.Parts()) || other.Symmetric() != original.Symmetric() {
			t.Fatalf("got %+v, want %+v", other.Parts(), original.Parts())
		}
	})
}

func drawEntries(t *rapid.T, n int) []Entry {
	var entries []Entry
	for i := range n {
		for j := range n {
			if w := rapid.SampledFrom([]float64{0, 0, 1, -0.5}).Draw(t, "weight"); w != 0 {
				entries = append(entries, Entry{i, j, w})
			}
		}
	}
	return entries
}

func TestPermutedIsNewByItsDefinition(t *testing.T) {
	w := matrix([]float64{1, 2, 0}, []float64{0, 0, 3}, []float64{4, 0, 5})
	order := []int{2, 0, 1}
	p := w.Permuted(order)
	for i := range order {
		for j := range order {
			if got, want := p.At(i, j), w.At(order[i], order[j]); got != want {
				t.Errorf("V[%d][%d] is %v, want %v", i, j, got, want)
			}
		}
	}
	for _, wrong := range [][]int{{0, 1}, {0, 1, 1}, {0, 1, 3}, {0, 1, -1}, {0, 1, 2, 3}} {
		if !panics(func() { w.Permuted(wrong) }) {
			t.Errorf("%v: no panic", wrong)
		}
	}
}

func TestResolveBeside(t *testing.T) {
	bare := matrix([]float64{0, 2}, []float64{1, 0})       // slack 0.15
	diagonal := matrix([]float64{-1, 2}, []float64{1, -3}) // the leak is on the diagonal
	empty := matrix([]float64{0, 0}, []float64{0, 0})
	rule := func(text string) LeakRule { return must(ParseLeak(text)) }
	for _, row := range []struct {
		why, asked, first string
		w                 *CSR
		want              string // or the beginning of an error
	}{
		{"the slack of the first", "auto", "dominant:6.929", bare, "dominant:6.929"},
		{"the same, asked for", "dominant", "dominant:6.929", bare, "dominant:6.929"},
		{"everything was pruned", "auto", "dominant:6.929", empty, "dominant:6.929"},
		{"a leak of its own", "auto", "dominant:6.929", diagonal, "diagonal"},
		{"self-connections, asked for", "dominant", "dominant:6.929", diagonal, "dominant:6.929"},
		{"only the first has a diagonal", "auto", "diagonal", bare, "dominant:0.15"},
		{"a slack for both", "dominant:1", "dominant:1", bare, "dominant:1"},
		{"a number for both", "3", "3", bare, "3"},
		{"a diagonal for both", "diagonal", "diagonal", diagonal, "diagonal"},
	} {
		got, err := rule(row.asked).ResolveBeside(rule(row.first), row.w)
		if err != nil || got != rule(row.want) {
			t.Errorf("%s: got %v, %v, want %s", row.why, got, err, row.want)
		}
	}
	if _, err := AutoLeak().ResolveBeside(rule("diagonal"), empty); err == nil {
		t.Error("no leak follows from no weights, but there is no error")
	}
}
