package lapack

import (
	"errors"
	"strings"
	"testing"
)

// TestAutoFallsBack to gonum where no OpenBLAS can be used, and says why where one is
// installed but unusable; an explicit choice of OpenBLAS returns an error instead.
func TestAutoFallsBack(t *testing.T) {
	good := &openblas{version: "9"}
	libraries := map[string]error{
		"absent": errNotThere, "wide": errors.New("64-bit integers"), "wrong": errors.New("computes wrongly"),
		"loader": errNoLoader, "good": nil,
	}
	fake := func(name string) (*openblas, error) {
		if libraries[name] != nil {
			return nil, libraries[name]
		}
		return good, nil
	}
	for _, c := range []struct {
		names                 []string
		name, fallback, fails string
		why                   string
	}{
		{[]string{"absent", "absent"}, "gonum", "", "cannot be opened under any of 2 usual names", "not installed"},
		{[]string{"absent", "good"}, "openblas 9", "", "", "under its second name"},
		{[]string{"wide", "good"}, "openblas 9", "", "", "the first is another build"},
		{[]string{"wide", "wrong", "absent"}, "gonum", "wide: 64-bit integers", "wide: 64-bit integers", "only unusable ones"},
		{[]string{"loader", "loader"}, "gonum", "", "this build cannot", "a build that opens no library"},
	} {
		l, err := open(true, c.names, fake)
		if err != nil || l.Name() != c.name || l.FallbackReason() != c.fallback {
			t.Errorf("%s: auto gives %q, fallback %q, error %v", c.why, l.Name(), l.FallbackReason(), err)
		}
		l, err = open(false, c.names, fake)
		if (err == nil) != (c.fails == "") || err == nil && l.Name() != c.name {
			t.Errorf("%s: openblas gives %q, error %v", c.why, l.Name(), err)
		}
		if err != nil && (!strings.Contains(err.Error(), c.fails) || !strings.Contains(err.Error(), "libopenblas0")) {
			t.Errorf("%s: %v", c.why, err)
		}
	}
}

// TestOtherLibrariesAreRefused: the C library can be opened, but is not OpenBLAS.
func TestOtherLibrariesAreRefused(t *testing.T) {
	_, err := load("libc.so.6")
	if err == nil {
		t.Fatal("the C library was taken for OpenBLAS")
	}
	if !errors.Is(err, errNotThere) && !strings.Contains(err.Error(), "openblas_get_config") &&
		!strings.Contains(err.Error(), "this build cannot") {
		t.Error(err)
	}
}

// TestSelfTestCoversEveryFunction: a library with any one function that does nothing fails
// its self-test.
func TestSelfTestCoversEveryFunction(t *testing.T) {
	complete := *installed(t).openblas
	if err := complete.selfTest(); err != nil {
		t.Fatal(err)
	}
	for name, disable := range map[string]func(o *openblas){
		"dsyevd": func(o *openblas) {
			o.dsyevd = func(_, _ *byte, _ *int32, _ *float64, _ *int32, _, _ *float64, _, _, _, _ *int32) {}
		},
		"dgeev": func(o *openblas) {
			o.dgeev = func(_, _ *byte, _ *int32, _ *float64, _ *int32, _, _, _ *float64, _ *int32, _ *float64, _ *int32, _ *float64, _, _ *int32) {
			}
		},
		"dgemm": func(o *openblas) {
			o.dgemm = func(_, _, _, _, _, _ int32, _ float64, _ *float64, _ int32, _ *float64, _ int32, _ float64, _ *float64, _ int32) {
			}
		},
		"dsyrk": func(o *openblas) {
			o.dsyrk = func(_, _, _, _, _ int32, _ float64, _ *float64, _ int32, _ float64, _ *float64, _ int32) {}
		},
		"dtrsm": func(o *openblas) {
			o.dtrsm = func(_, _, _, _, _, _, _ int32, _ float64, _ *float64, _ int32, _ *float64, _ int32) {}
		},
		"dtrmm": func(o *openblas) { o.dtrmm = o.dtrsm },
	} {
		broken := complete
		disable(&broken)
		if err := broken.selfTest(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}
