package network

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// must is for values that a test knows to be made without error.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// drawMatrix draws a matrix, sparse or dense, of weights that are multiples of 1/4, with
// the map that it was made from.
func drawMatrix(t *rapid.T, most int) (*CSR, map[[2]int]float64) {
	n := rapid.IntRange(1, most).Draw(t, "n")
	quarters := rapid.SliceOfN(rapid.IntRange(-12, 12), n*n, n*n).Draw(t, "quarters")
	stride := rapid.IntRange(1, n+1).Draw(t, "stride") // only every stride-th place has an entry
	weights := map[[2]int]float64{}
	var entries []Entry
	for k, q := range quarters {
		if k%stride != 0 {
			continue
		}
		e := Entry{Target: k % n, Source: k / n, Weight: float64(q) / 4}
		entries = append(entries, e)
		if q != 0 {
			weights[[2]int{e.Target, e.Source}] = e.Weight
		}
	}
	return must(NewCSR(n, entries)), weights
}

func TestCSRHoldsItsEntries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, weights := drawMatrix(t, 7)
		if m.Stored() != len(weights) {
			t.Fatalf("%d stored, want %d", m.Stored(), len(weights))
		}
		for i := range m.Order() {
			for j := range m.Order() {
				if got, want := m.At(i, j), weights[[2]int{i, j}]; got != want {
					t.Fatalf("At(%d, %d) = %v, want %v", i, j, got, want)
				}
				place, ok := m.Find(i, j)
				if ok && (place < m.RowStart(i) || place >= m.RowStart(i+1) || m.Entries()[place] != (Entry{i, j, m.At(i, j)})) {
					t.Fatalf("Find(%d, %d) = %d, which is another entry", i, j, place)
				}
			}
			sources, _ := m.Row(i)
			for k := 1; k < len(sources); k++ {
				if sources[k-1] >= sources[k] {
					t.Fatalf("row %d has sources %v, not ascending", i, sources)
				}
			}
		}
		if again := must(NewCSR(m.Order(), m.Entries())); !again.Equal(m) {
			t.Fatal("the matrix of the entries is another one")
		}
		if !m.Transpose().Transpose().Equal(m) {
			t.Fatal("transposing twice changes the matrix")
		}
		for p, w := range weights {
			if m.Transpose().At(p[1], p[0]) != w {
				t.Fatalf("transpose lacks %v", p)
			}
		}
	})
}

func TestNewCSRRefuses(t *testing.T) {
	tests := []struct {
		reason  string
		entries []Entry
		want    EntryError
	}{
		{"row below", []Entry{{-1, 0, 1}}, EntryError{0, -1, Entry{-1, 0, 1}, "lies outside the 2 × 2 matrix"}},
		{"row beyond", []Entry{{0, 1, 1}, {2, 0, 1}}, EntryError{1, -1, Entry{2, 0, 1}, "lies outside the 2 × 2 matrix"}},
		{"column below", []Entry{{0, -1, 1}}, EntryError{0, -1, Entry{0, -1, 1}, "lies outside the 2 × 2 matrix"}},
		{"column beyond", []Entry{{0, 2, 1}}, EntryError{0, -1, Entry{0, 2, 1}, "lies outside the 2 × 2 matrix"}},
		{"infinite", []Entry{{0, 1, math.Inf(1)}}, EntryError{0, -1, Entry{0, 1, math.Inf(1)}, "has weight +Inf, which is not finite"}},
		{"twice", []Entry{{0, 1, 1}, {1, 0, 1}, {0, 1, 2}}, EntryError{2, 0, Entry{0, 1, 2}, "is given twice"}},
		{"twice, once as zero", []Entry{{0, 1, 0}, {0, 1, 2}}, EntryError{1, 0, Entry{0, 1, 2}, "is given twice"}},
	}
	for _, test := range tests {
		m, err := NewCSR(2, test.entries)
		var got *EntryError
		if m != nil || !errors.As(err, &got) || *got != test.want {
			t.Errorf("%s: got %v, %v; want %v", test.reason, m, err, &test.want)
		}
	}
	if _, err := NewCSR(2, []Entry{{0, 1, math.NaN()}}); err == nil {
		t.Error("a weight of NaN is accepted")
	}
	const message = "entry (row 0, column 1) is given twice"
	if _, err := NewCSR(2, []Entry{{0, 1, 1}, {0, 1, 1}}); err == nil || err.Error() != message {
		t.Errorf("got %v, want %s", err, message)
	}
}

func TestNewCSRPanicsOutOfRange(t *testing.T) {
	for _, n := range []int{-1, math.MaxInt32 + 1} {
		if !panics(func() { _, _ = NewCSR(n, nil) }) {
			t.Errorf("order %d is accepted", n)
		}
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return false
}

func TestEqualCSR(t *testing.T) {
	base := []Entry{{0, 1, 2}, {1, 0, 3}}
	a := must(NewCSR(2, base))
	tests := []struct {
		reason string
		n      int
		other  []Entry
		want   bool
	}{
		{"same entries in another order", 2, []Entry{{1, 0, 3}, {0, 1, 2}}, true},
		{"a zero more", 2, append([]Entry{{1, 1, 0}}, base...), true},
		{"another order of the matrix", 3, base, false},
		{"another weight", 2, []Entry{{0, 1, 2}, {1, 0, 4}}, false},
		{"another column", 2, []Entry{{0, 1, 2}, {1, 1, 3}}, false},
		{"another row", 2, []Entry{{0, 1, 2}, {0, 0, 3}}, false},
	}
	for _, test := range tests {
		if got := a.Equal(must(NewCSR(test.n, test.other))); got != test.want {
			t.Errorf("%s: Equal is %v", test.reason, got)
		}
	}
}
