package compare_test

import (
	"bytes"
	"encoding"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"testing"

	"noiseprune/compare"
)

// saved is the interface of a collection in a checkpoint.
type saved interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

func someTrajectories() *compare.TrajectoryErrors {
	e := compare.NewTrajectoryErrors(2)
	e.Add([]float64{2, 2}, []float64{1, 0})
	e.Add([]float64{2, 2}, []float64{2, 1})
	return e
}

func someDistances() *compare.SquaredDistances {
	d := compare.NewSquaredDistances(2)
	d.Add([]float64{2, 2}, []float64{1, 0})
	return d
}

func someSquares() *compare.SquareSums {
	s, next := compare.NewSquareSums(2, 1), compare.NewSquareSums(2, 2)
	s.Add([]float64{1, 2})
	next.Add([]float64{1, 2, 3, 4})
	s.Merge(next)
	return s
}

// someUnmergedSquares are those of a block of two runs.
func someUnmergedSquares() *compare.SquareSums {
	s := compare.NewSquareSums(2, 2)
	s.Add([]float64{1, 2, 3, 4})
	return s
}

func someTraces() *compare.Traces {
	traces := compare.NewTraces([]int{1, 0}, 2, 0)
	traces.Add([]float64{1, 2, 3, 4})
	return traces
}

func encoded(t testing.TB, s saved) []byte {
	t.Helper()
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestEncodingBetweenObservations: saving and restoring between two observations, or before a
// merge, changes nothing.
func TestEncodingBetweenObservations(t *testing.T) {
	restored := new(compare.TrajectoryErrors)
	if err := restored.UnmarshalBinary(encoded(t, someTrajectories())); err != nil {
		t.Fatal(err)
	}
	straight := someTrajectories()
	for _, e := range []*compare.TrajectoryErrors{restored, straight} {
		e.Add([]float64{1, 3}, []float64{3, 1})
	}
	other := encoded(t, straight)
	if !bytes.Equal(encoded(t, restored), other) {
		t.Error("restored trajectories went on differently")
	}
	next := new(compare.TrajectoryErrors)
	if err := next.UnmarshalBinary(other); err != nil {
		t.Fatal(err)
	}
	restored.Merge(next)
	straight.Merge(straight)
	if !slices.Equal(restored.ByRun(), straight.ByRun()) {
		t.Errorf("merged %v, want %v", restored.ByRun(), straight.ByRun())
	}

	traces, again := someTraces(), compare.NewTraces([]int{1, 0}, 2, 0)
	if err := again.UnmarshalBinary(encoded(t, traces)); err != nil {
		t.Fatal(err)
	}
	for _, r := range []*compare.Traces{traces, again} {
		r.Add([]float64{5, 6, 7, 8})
	}
	if !bytes.Equal(encoded(t, traces), encoded(t, again)) {
		t.Error("restored traces went on differently")
	}
}

// TestEncodingIsFrozen: later versions must read files of this one.
func TestEncodingIsFrozen(t *testing.T) {
	for _, c := range []struct {
		name string
		of   saved
		want string
	}{
		{"trajectories", someTrajectories(), "6e7074 72616a6531 0200000000000000" +
			"000000000000e03f 000000000000f03f 0000000000000000 000000000000e03f"},
		{"distances", someDistances(), "6e70646973746331 0200000000000000 000000000000f03f 0000000000001040"},
		{"squares", someSquares(), "6e70737175617231 0200000000000000 0300000000000000 0000000000000000" +
			"0000000000001840 0000000000003d40 0000000000001440 0000000000002440 0000000000003440"},
		{"squares of a block", someUnmergedSquares(), "6e70737175617231 0200000000000000 0000000000000000 0200000000000000" +
			"0000000000000000 0000000000000000 000000000000f03f 0000000000001040 0000000000002240 0000000000003040"},
		{"traces", someTraces(), "6e707472 61636531 0200000000000000 0000000000000000 0200000000000000" +
			"0100000000000000 0000000000000000 0000000000000840 000000000000f03f"},
	} {
		if got := hex.EncodeToString(encoded(t, c.of)); got != strings.ReplaceAll(c.want, " ", "") {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func TestDecodingRefusesDamagedCollections(t *testing.T) {
	put := func(data []byte, word int, v uint64) []byte {
		data = slices.Clone(data)
		for k := range 8 {
			data[8+8*word+k] = byte(v >> (8 * k))
		}
		return data
	}
	trajectories, traces := encoded(t, someTrajectories()), encoded(t, someTraces())
	newTrajectories := func() saved { return someTrajectories() }
	newTraces := func() saved { return someTraces() }
	squares := encoded(t, someSquares())
	newSquares := func() saved { return someUnmergedSquares() }
	for _, c := range []struct {
		name string
		into func() saved
		data []byte
	}{
		{"nothing", newTrajectories, nil},
		{"another kind", newTrajectories, traces},
		{"another kind of traces", newTraces, trajectories},
		{"no header", newTrajectories, trajectories[:8]},
		{"cut within a value", newTrajectories, trajectories[:len(trajectories)-3]},
		{"cut between values", newTrajectories, trajectories[:len(trajectories)-8]},
		{"a partial value at the end", newTrajectories, append(slices.Clone(trajectories), 1, 2, 3)},
		{"no runs", newTrajectories, put(trajectories, 0, 0)},
		{"runs beyond all bounds", newTrajectories, put(trajectories, 0, 1<<63)},
		{"an error that is no number", newTrajectories, put(trajectories, 1, math.Float64bits(math.NaN()))},
		{"an infinite error", newTrajectories, put(trajectories, 1, math.Float64bits(math.Inf(1)))},
		{"a negative error", newTrajectories, put(trajectories, 1, math.Float64bits(-1))},
		{"distances as errors", newTrajectories, encoded(t, someDistances())},
		{"another kind of squares", newSquares, trajectories},
		{"squares of another number of neurons", newSquares, put(squares, 0, 3)},
		{"squares of more runs", newSquares, put(squares, 1, 4)},
		{"squares of runs beyond all bounds", newSquares, put(squares, 1, 1<<63)},
		{"squares of a block that is not there", newSquares, put(squares, 2, 1)},
		{"squares of no runs", newSquares, put(squares, 1, 0)[:8+5*8]},
		{"a negative square", newSquares, put(squares, 3, math.Float64bits(-1))},
		{"squares cut off", newSquares, squares[:len(squares)-8]},
		{"a block of another width", newTraces, put(traces, 0, 3)},
		{"another replica", newTraces, put(traces, 1, 1)},
		{"another number of neurons", newTraces, put(traces, 2, 1)},
		{"other neurons", newTraces, put(traces, 3, 2)},
		{"cut between traced values", newTraces, traces[:len(traces)-8]},
		{"values of no neurons", func() saved { return compare.NewTraces(nil, 2, 0) }, put(traces, 2, 0)},
	} {
		s := c.into()
		before := encoded(t, s)
		err := s.UnmarshalBinary(c.data)
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v; want one line", c.name, err)
		}
		if !bytes.Equal(encoded(t, s), before) {
			t.Errorf("%s: refused, and yet the collection changed", c.name)
		}
	}
}

// Data that decode are encoded to the same bytes; an error changes nothing.
func fuzzSaved(f *testing.F, make func() saved) {
	full := encoded(f, make())
	f.Add(full)
	f.Add(full[:len(full)-8])
	f.Add([]byte("nptraje1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := make()
		before := encoded(t, s)
		want := data
		if s.UnmarshalBinary(data) != nil {
			want = before
		}
		if !bytes.Equal(encoded(t, s), want) {
			t.Error("what was read is not what was written")
		}
	})
}

func FuzzSavedTrajectories(f *testing.F) { fuzzSaved(f, func() saved { return someTrajectories() }) }

func FuzzSavedTraces(f *testing.F) { fuzzSaved(f, func() saved { return someTraces() }) }

func FuzzSavedSquares(f *testing.F) { fuzzSaved(f, func() saved { return someUnmergedSquares() }) }
