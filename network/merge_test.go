package network

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSumAddsEntryByEntry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := drawMatrix(t, 6)
		var entries []Entry
		for i := range a.Order() {
			for j := range a.Order() {
				w := float64(rapid.IntRange(-12, 12).Draw(t, "b")) / 4
				entries = append(entries, Entry{i, j, w})
			}
		}
		b := must(NewCSR(a.Order(), entries))
		for k := range entries {
			e := &entries[k]
			e.Weight = a.At(e.Target, e.Source) + b.At(e.Target, e.Source)
		}
		if want := must(NewCSR(a.Order(), entries)); !sum(a, b).Equal(want) {
			t.Fatalf("got %v, want %v", sum(a, b).Entries(), want.Entries())
		}
	})
}

func TestSymmetrize(t *testing.T) {
	w := matrix(
		[]float64{-7, 3, 0, 2},
		[]float64{1, 0, -4, -2},
		[]float64{0, 1, 0, 0},
		[]float64{-2, -2, 5, 0},
	)
	tests := []struct {
		how  Symmetrization
		want *CSR
	}{
		{AsStored, w},
		{Mean, matrix( // 2 and −2 cancel, so that no synapse is left
			[]float64{-7, 2, 0, 0},
			[]float64{2, 0, -1.5, -2},
			[]float64{0, -1.5, 0, 2.5},
			[]float64{0, -2, 2.5, 0},
		)},
		{Larger, matrix( // of 2 and −2 the positive one
			[]float64{-7, 3, 0, 2},
			[]float64{3, 0, -4, -2},
			[]float64{0, -4, 0, 5},
			[]float64{2, -2, 5, 0},
		)},
	}
	for _, test := range tests {
		if got := Symmetrize(w, test.how); !got.Equal(test.want) {
			t.Errorf("%v: %v, want %v", test.how, got.Entries(), test.want.Entries())
		}
		if got, err := ParseSymmetrization(test.how.String()); err != nil || got != test.how {
			t.Errorf("%v reads back as %v, %v", test.how, got, err)
		}
	}
	const message = `symmetrization "min" is unknown; choose none, mean or max`
	if _, err := ParseSymmetrization("min"); err == nil || err.Error() != message {
		t.Errorf("got %v, want %s", err, message)
	}
	if !panics(func() { Symmetrize(w, 9) }) {
		t.Error("an unknown symmetrization does not panic")
	}
}

func TestSymmetrizedIsSymmetricAndStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawMatrix(t, 7)
		for _, how := range []Symmetrization{Mean, Larger} {
			s := Symmetrize(w, how)
			if !s.Equal(s.Transpose()) {
				t.Fatalf("%v is not symmetric: %v", how, s.Entries())
			}
			if !Symmetrize(s, how).Equal(s) || !Symmetrize(w.Transpose(), how).Equal(s) {
				t.Fatalf("%v of itself or of the transpose is another matrix", how)
			}
		}
	})
}
