package network

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestSumCSR compares the sums with those of a dense matrix, added in the order of the entries.
func TestSumCSR(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "n")
		index := rapid.IntRange(0, n-1)
		entries := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Entry {
			return Entry{Target: index.Draw(t, "target"), Source: index.Draw(t, "source"), Weight: rapid.Float64Range(-10, 10).Draw(t, "weight")}
		})).Draw(t, "entries")
		want, members := make([]float64, n*n), make(map[int][]int)
		for k, e := range entries {
			place := e.Target*n + e.Source
			want[place] += e.Weight
			members[place] = append(members[place], k)
		}
		given := slices.Clone(entries)
		m, err := SumCSR(n, entries, func(group []int) error {
			if place := given[group[0]].Target*n + given[group[0]].Source; !slices.Equal(group, members[place]) {
				t.Fatalf("group %v, want %v", group, members[place])
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for place, w := range want {
			if got := m.At(place/n, place%n); got != w {
				t.Errorf("W[%d][%d] is %v, want %v", place/n, place%n, got, w)
			}
		}
	})
}

func TestSumCSRRefuses(t *testing.T) {
	twice := func() []Entry { return []Entry{{0, 1, 1e308}, {1, 0, 1}, {0, 1, 1e308}} }
	var wrong *EntryError
	if _, err := SumCSR(2, twice(), nil); !errors.As(err, &wrong) || wrong.Index != 2 || wrong.Reason != "makes a sum that is not finite" {
		t.Errorf("a sum beyond float64: %v", err)
	}
	if _, err := SumCSR(2, []Entry{{0, 2, 1}}, nil); !errors.As(err, &wrong) || wrong.Index != 0 {
		t.Errorf("outside: %v", err)
	}
	no := errors.New("no")
	if _, err := SumCSR(2, twice(), func([]int) error { return no }); !errors.Is(err, no) {
		t.Errorf("refused: %v", err)
	}
}

// TestSortRowsByWorkers compares the order that several workers make of entries in
// blocks with that of one worker for one block.
func TestSortRowsByWorkers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		index := rapid.IntRange(0, n-1)
		entries := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Entry {
			return Entry{Target: index.Draw(t, "target"), Source: index.Draw(t, "source"), Weight: rapid.Float64().Draw(t, "weight")}
		})).Draw(t, "entries")
		one := newEntryBlocks([][]Entry{entries})
		sorted, err := checkEntries(n, &one)
		if err != nil {
			t.Fatal(err)
		}
		want := sortRows(n, &one, sorted, 1)
		blocks := newEntryBlocks(slices.Collect(slices.Chunk(entries, 1<<rapid.IntRange(0, 4).Draw(t, "length"))))
		got := sortRows(n, &blocks, sorted, rapid.IntRange(2, 5).Draw(t, "workers"))
		if !slices.Equal(got.start, want.start) || !slices.Equal(got.source, want.source) || !slices.Equal(got.weight, want.weight) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestSumBlocksPanics(t *testing.T) {
	block := func(length int) []Entry { return make([]Entry, length) }
	for _, c := range []struct {
		reason string
		blocks [][]Entry
	}{
		{"no power of two", [][]Entry{block(3), block(3)}},
		{"a short block before the last", [][]Entry{block(4), block(2), block(4)}},
		{"a last block that is longer", [][]Entry{block(4), block(5)}},
		{"an empty block before the last", [][]Entry{block(0), block(1)}},
	} {
		if !panics(func() { _, _ = SumBlocks(9, c.blocks, nil) }) {
			t.Errorf("%s: no panic", c.reason)
		}
	}
}
