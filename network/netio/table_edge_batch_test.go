package netio

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noiseprune/network"
)

// TestEdgeBatches compares edges between identifiers, which are looked up many at a time, with the
// same edges between words, which are not: both give the same matrix, or the same error.
func TestEdgeBatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		neurons := rapid.IntRange(2, 40).Draw(t, "neurons")
		neuron := rapid.IntRange(0, neurons-1)
		rows := rapid.IntRange(1, 3*loadedEdges).Draw(t, "rows")
		wrong := rapid.IntRange(1, 6*loadedEdges).Draw(t, "row of a wrong weight")
		word := rapid.IntRange(1, 4*loadedEdges).Draw(t, "rows between sources that are words in both")
		var text [2]strings.Builder
		names := [2]string{"7205759406%08d", "w%08d"}
		for k := range text {
			text[k].WriteString("source,target,weight,type\n")
		}
		for row := 1; row <= rows; row++ {
			source, target, weight := neuron.Draw(t, "source"), neuron.Draw(t, "target"), fmt.Sprint(row%7)
			if row == wrong {
				weight = "1.x"
			}
			for k := range text {
				name := names[k]
				if row%word == 0 {
					name = "a%08d"
				}
				fmt.Fprintf(&text[k], name+","+names[k]+",%s,%d\n", source, target, weight, row)
			}
		}
		limits := DefaultLimits()
		limits.Neurons = rapid.IntRange(1, 2*neurons).Draw(t, "most neurons")
		limits.Entries = rapid.IntRange(1, 4*rows).Draw(t, "most entries")
		var m [2]*Matrix
		var errs [2]error
		for k := range text {
			m[k], errs[k] = ReadTable(strings.NewReader(text[k].String()), "x", nil, network.Reading{}, limits)
		}
		if fmt.Sprint(errs[0]) != fmt.Sprint(errs[1]) {
			t.Fatalf("%v, want %v", errs[0], errs[1])
		}
		if errs[0] != nil {
			return
		}
		labels := strings.ReplaceAll(strings.Join(m[0].Labels, " "), "7205759406", "w")
		if want := strings.Join(m[1].Labels, " "); labels != want {
			t.Errorf("labels %s, want %s", labels, want)
		}
		if !m[0].Weights.Equal(m[1].Weights) {
			t.Error("the weights differ")
		}
	})
}

// TestEdgeBatchError has an error in the first of several batches, and others behind it.
func TestEdgeBatchError(t *testing.T) {
	for _, rows := range []int{20, batchEdges, batchEdges + 1, 2 * batchEdges, 2*batchEdges + 1, 4 * batchEdges} {
		for _, last := range []string{"", "1,2,x\n", "a,b,1\n", "1,2\n"} {
			var text strings.Builder
			text.WriteString("source,target,weight\n")
			for row := range rows {
				fmt.Fprintf(&text, "5,%d,1\n", 10+row)
			}
			text.WriteString(last)
			limits := DefaultLimits()
			limits.Neurons = 12
			_, err := ReadTable(strings.NewReader(text.String()), "x", nil, network.Reading{}, limits)
			const want = "x:13: more neurons than the limit of 12; choose a part of the network"
			if err == nil || err.Error() != want {
				t.Errorf("%d rows, then %q: %v, want %s", rows, last, err, want)
			}
		}
	}
}
