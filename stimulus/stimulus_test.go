package stimulus

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// checkFinite demands finite means and values of the term, were it one of neuron 0.
func checkFinite(t *testing.T, term Term) {
	t.Helper()
	term.targets = []target{{name: "0"}}
	s, err := Resolve([]Term{term}, nil, 1, func(string) (Series, error) {
		return Series{Columns: 1, Values: []float64{1e100, -1e100, 3}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []float64{-1e6, -1, 0, 0.3, 5, 9.99, 1e3, 1e9} {
		for _, length := range []float64{1e-3, 1, 100} {
			if from+length > from {
				if m := meanOf(s, from, from+length); math.IsNaN(m) || math.Abs(m) > 2*largest {
					t.Fatalf("%s: mean %v from %v on for %v", term, m, from, length)
				}
			}
		}
		if v := s.At(from)[0]; math.IsNaN(v) || math.Abs(v) > 2*largest {
			t.Fatalf("%s: value %v at %v", term, v, from)
		}
	}
	if last, ends := s.LastChange(); math.IsNaN(last) || (ends && math.IsInf(last, 1)) {
		t.Fatalf("%s: last change %v, %v", term, last, ends)
	}
}

// TestNeurons: what the names of a list stand for, and what is said of those that stand for nothing, or
// for two neurons.
func TestNeurons(t *testing.T) {
	labels := []string{"AVAL", "1", "left, a", "4", "x", "0-1", "twice", "twice"}
	for _, c := range []struct {
		reason, list string
		labels       []string
		want         string
	}{
		{"numbers", "3,0", nil, "[3 0]"},
		{"a range", "5-7", nil, "[5 6 7]"},
		{"all", "all", nil, "[0 1 2 3 4 5 6 7]"},
		{"labels, in their order", `"left, a",AVAL`, labels, "[2 0]"},
		{"a number that is no label", "7", labels, "[7]"},
		{"a label that is the neuron's own number", "1", labels, "[1]"},
		{"a range over labels that are numbers", "2-4", labels, "[2 3 4]"},
		{"a label that is a number, for sure", `"4"`, labels, "[3]"},
		{"a number, for sure", "#4", labels, "[4]"},
		{"a range, for sure", "#0-1", labels, "[0 1]"},
		{"a label that is a range, for sure", `"0-1"`, labels, "[5]"},
		{"a label that is a number beyond all neurons", "720575940630120901", []string{"a", "b", "c", "d", "e", "f", "g", "720575940630120901"}, "[7]"},
		{"a label that is a shorter number beyond all neurons", "99", []string{"a", "b", "c", "d", "e", "f", "g", "99"}, "[7]"},

		{"a label or a number", "4", labels, `4 is also the label of neuron 3; write "4" for the label, and #4 for the number`},
		{"a label or a range", "0-1", labels, `0-1 is also the label of neuron 5; write "0-1" for the label, and #0-1 for the numbers`},
		{"a label or all", "all", []string{"a", "all", "c", "d", "e", "f", "g", "h"}, `all is also the label of neuron 1; write "all" for the label, and #0-7 for the numbers`},
		{"a label of two neurons", "twice", labels, `"twice" is the label of the neurons 6 and 7; write #6 or #7`},
		{"unknown", "aval", labels, `no neuron has the label "aval"; check the spelling and the capitals`},
		{"unknown, without labels", "AVAL", nil, `"AVAL" is no number, and the network has no labels; name neurons by number, 0 to 7`},
		{"zeros in front", "007", nil, `"007" is no number, and the network has no labels; name neurons by number, 0 to 7`},
		{"beyond", "8", nil, "8 is beyond the last neuron, 7; neurons are counted from 0"},
		{"beyond, with labels", "8", labels, "8 is no label, and the numbers of the neurons are 0 to 7; check the spelling"},
		{"a range beyond", "6-8", nil, "6-8 is beyond the last neuron, 7; neurons are counted from 0"},
		{"a number beyond, for sure", "#8", nil, "#8 is beyond the last neuron, 7; neurons are counted from 0"},
		{"backwards", "3-1", nil, "the range 3-1 runs backwards; write the smaller number first"},
		{"twice", "3,2-4", nil, "neuron 3 is named twice; name it once"},
		{"by label and by number", "AVAL,0", labels, `neuron 0 ("AVAL") is named twice; name it once`},
	} {
		term := mustParse(t, c.list+": constant 1")
		got, err := neurons(term.targets, c.labels, 8)
		said := fmt.Sprint(got)
		if err != nil {
			said = err.Error()
		}
		if said != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.reason, said, c.want)
		}
	}
}

// TestColumns: column k of a file is the input of the k-th neuron that is named.
func TestColumns(t *testing.T) {
	two := Series{Columns: 2, Values: []float64{1, 2, 3, 4}}
	for _, c := range []struct {
		reason, text string
		series       Series
		neurons      []int
		at1          []float64 // at t = 1, the second sample
		want         string
	}{
		{"in the order of the list", "C,A: file u.npy every 1", two, []int{0, 2}, []float64{4, 3}, ""},
		{"one column", "C,A: file u.npy every 1", Series{Columns: 1, Values: []float64{1, 2}}, []int{0, 2}, []float64{2, 2}, ""},
		{"names in the order of the list", "C,A: file u.npy every 1", Series{2, two.Values, []string{"C", "A"}}, []int{0, 2}, []float64{4, 3}, ""},
		{"names that are no labels", "C,A: file u.npy every 1", Series{2, two.Values, []string{"u", "v"}}, []int{0, 2}, []float64{4, 3}, ""},
		{"names in another order", "C,A: file u.npy every 1", Series{2, two.Values, []string{"A", "C"}}, nil, nil,
			`"u.npy": column "A" is number 0, but that neuron is number 1 of the list (from 0); name the neurons in the order of the columns`},
		{"other columns", "all: file u.npy every 1", two, nil, nil, `"u.npy": 2 columns for 3 neurons; give one column for all, or one for each`},
		{"no samples", "A: file u.npy every 1", Series{Columns: 1}, nil, nil, `"u.npy": 0 samples, where hold needs 1 or more`},
		{"one sample, no line", "A: file u.npy every 1 linear", Series{Columns: 1, Values: []float64{1}}, nil, nil, `"u.npy": 1 samples, where linear needs 2 or more`},
		{"not finite", "A,C: file u.npy every 1", Series{Columns: 2, Values: []float64{1, 2, 3, math.Inf(1)}}, nil, nil,
			`"u.npy": sample 1, column 1 (from 0) is +Inf; give magnitudes up to 1e100`},
	} {
		s, err := Resolve([]Term{mustParse(t, c.text)}, []string{"A", "B", "C"}, 3, func(string) (Series, error) { return c.series, nil })
		if err != nil {
			if want := fmt.Sprintf("stimulus %q: %s", c.text, c.want); err.Error() != want {
				t.Errorf("%s:\ngot  %v\nwant %s", c.reason, err, want)
			}
			continue
		}
		if c.want != "" || !slices.Equal(s.Neurons(), c.neurons) || !slices.Equal(s.At(1), c.at1) {
			t.Errorf("%s: neurons %v, values %v", c.reason, s.Neurons(), s.At(1))
		}
	}
}

func TestReaderErrorsNameTheTerm(t *testing.T) {
	missing := errors.New("u.csv: cannot be read: no such file; check the name")
	_, err := Resolve([]Term{mustParse(t, "0: file u.csv every 1")}, nil, 1, func(string) (Series, error) { return Series{}, missing })
	if !errors.Is(err, missing) || err.Error() != `stimulus "0: file u.csv every 1": `+missing.Error() {
		t.Errorf("got %v", err)
	}
}

func TestLastChange(t *testing.T) {
	for _, c := range []struct {
		texts string
		want  float64
	}{
		{"A: constant 1", math.Inf(-1)},
		{"A: step 2 at 10", 10},
		{"A: pulse 1 from 5 to 6", 6},
		{"A: pulse 1 from 5 to 6 every 20", math.Inf(1)},
		{"A: ramp 0 to 1 from 5 to 50", 50},
		{"A: sine 1 period 3", math.Inf(1)},
		{"A: sine 1 period 3 to 70", 70},
		{"A: file u every 3", 15},
		{"A: file u every 3 linear from 2", 14},
		{"A: step 2 at 10;B: pulse 1 from 5 to 6", 10},
		{"A: sine 1 period 3;B: pulse 1 from 5 to 6", math.Inf(1)},
	} {
		got, ends := resolveOne(t, strings.Split(c.texts, ";")...).LastChange()
		if got != c.want || ends != !math.IsInf(c.want, 1) {
			t.Errorf("%s: got %v, %v", c.texts, got, ends)
		}
	}
}

// TestDigest: what makes no difference to the inputs makes none to the digest, and everything else does.
func TestDigest(t *testing.T) {
	resolve := func(values []float64, texts ...string) [32]byte {
		var terms []Term
		for _, text := range texts {
			terms = append(terms, mustParse(t, text))
		}
		s, err := Resolve(terms, []string{"A", "B", "C"}, 3, func(string) (Series, error) { return Series{Columns: 1, Values: values}, nil })
		if err != nil {
			t.Fatal(err)
		}
		return s.Digest()
	}
	v := []float64{1, 2}
	if resolve(v, "A,B: file a.csv every 1 hold") != resolve(v, "0-1: file b.npy every 1.0") {
		t.Error("names make a difference")
	}
	seen := map[[32]byte]string{}
	for _, c := range []struct {
		reason string
		values []float64
		texts  []string
	}{
		{"none", v, nil},
		{"a step", v, []string{"A: step 1 at 2"}},
		{"of another neuron", v, []string{"B: step 1 at 2"}},
		{"of two", v, []string{"A,B: step 1 at 2"}},
		{"twice", v, []string{"A: step 1 at 2", "A: step 1 at 2"}},
		{"another size", v, []string{"A: step 1.5 at 2"}},
		{"two terms", v, []string{"A: step 1 at 2", "B: step 2 at 2"}},
		{"two terms, the other way round", v, []string{"B: step 2 at 2", "A: step 1 at 2"}},
		{"a file", v, []string{"A: file u every 1"}},
		{"other samples", []float64{1, 3}, []string{"A: file u every 1"}},
		{"another interval", v, []string{"A: file u every 2"}},
		{"lines", v, []string{"A: file u every 1 linear"}},
		{"another beginning", v, []string{"A: file u every 1 from 3"}},
	} {
		digest := resolve(c.values, c.texts...)
		if other, ok := seen[digest]; ok {
			t.Errorf("%s and %s have the same digest", c.reason, other)
		}
		seen[digest] = c.reason
	}
}

func TestMistakesPanic(t *testing.T) {
	s := resolveOne(t, "A: constant 1")
	for reason, mistake := range map[string]func(){
		"an empty interval":   func() { s.AddMean(make([]float64, 1), 3, 3) },
		"one without end":     func() { s.AddMean(make([]float64, 1), 3, math.Inf(1)) },
		"no time":             func() { s.At(math.NaN()) },
		"values for others":   func() { s.AddMean(make([]float64, 2), 3, 4) },
		"labels for others":   func() { Resolve(nil, []string{"A"}, 2, nil) },
		"a term of nothing":   func() { Resolve([]Term{{}}, nil, 2, nil) },
		"half a sample":       func() { Series{Columns: 2, Values: make([]float64, 3)}.Samples() },
		"names for others":    func() { Series{Columns: 1, Names: []string{"a", "b"}}.Samples() },
		"a series of nothing": func() { Series{}.Samples() },
	} {
		func() {
			defer func() {
				if said, ok := recover().(string); !ok || !strings.HasPrefix(said, "stimulus: ") {
					t.Errorf("%s: %v", reason, said)
				}
			}()
			mistake()
		}()
	}
}
