package sim

import (
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil/testnet"
)

// TestSpectraAuto: what auto stands for on both sides of each limit, and that what depends on the library is told.
func TestSpectraAuto(t *testing.T) {
	for _, c := range []struct {
		network         string
		gonum, openBLAS SpectraMethod
	}{
		{"path:n=1500", FullSpectra, FullSpectra},
		{"path:n=1501", KrylovSpectra, FullSpectra},
		{"path:n=4000", KrylovSpectra, FullSpectra},
		{"path:n=4001", KrylovSpectra, KrylovSpectra},
		{"random:n=1500,degree=2,symmetric=false", FullSpectra, FullSpectra},
		{"random:n=2000,degree=2,symmetric=false", KrylovSpectra, FullSpectra},
		{"random:n=2001,degree=2,symmetric=false", KrylovSpectra, KrylovSpectra},
	} {
		net := testnet.Dominant(t, c.network, 1)
		for gonum, want := range map[bool]SpectraMethod{true: c.gonum, false: c.openBLAS} {
			s := DefaultSpec()
			note := s.chooseSpectra(net, gonum)
			if s.Compare.Spectra != want || (note != "") != (c.gonum != c.openBLAS) || (note != "") != strings.Contains(note, want.String()) {
				t.Errorf("%s, gonum %v: %v, want %v; note %q", c.network, gonum, s.Compare.Spectra, want, note)
			}
			if again := s.chooseSpectra(net, !gonum); s.Compare.Spectra != want || again != "" {
				t.Errorf("%s, gonum %v: chosen again with the other library: %v, %q", c.network, gonum, s.Compare.Spectra, again)
			}
		}
		if resolved, _, err := Resolve(DefaultSpec(), net); err != nil || resolved.Compare.Spectra != c.gonum {
			t.Errorf("%s: resolved to %v, want gonum's %v (%v)", c.network, resolved.Compare.Spectra, c.gonum, err)
		}
	}
}

// TestSpectraAutoIsTold: the result of a run holds what its LAPACK chose and says so; a run from that spec repeats it, and
// has nothing to say.
func TestSpectraAutoIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	const told = "compare.spectra auto is krylov here"
	net, s := testnet.Dominant(t, "path:n=1501", 1), DefaultSpec()
	s.Compare.Runs = 0
	first, err := Compare(t.Context(), s, net, net, Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Compare(t.Context(), first.Spec, net, net, Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	tells := func(r *Result) bool {
		return slices.ContainsFunc(r.Notes, func(note string) bool { return strings.HasPrefix(note, told) })
	}
	if first.Spec.Compare.Spectra != KrylovSpectra || !tells(first) || tells(again) || again.Spec.Compare.Spectra != KrylovSpectra {
		t.Errorf("%v, notes %q; again %v, notes %q", first.Spec.Compare.Spectra, first.Notes, again.Spec.Compare.Spectra, again.Notes)
	}
}
