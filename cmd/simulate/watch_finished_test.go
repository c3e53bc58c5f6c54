package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"noiseprune/network/netio"
)

// TestFinishedRunsAreShown: what a page that is opened after the end shows of a run and of a sweep, which reads their files and leaves
// them as they are.
func TestFinishedRunsAreShown(t *testing.T) {
	dir := t.TempDir()
	run, sweep := filepath.Join(dir, "run"), filepath.Join(dir, "sweep")
	labelled := filepath.Join("..", "..", "data", "celegans-hermaphrodite-gap.mtx")
	for out, args := range map[string][]string{
		run: {"run", labelled, "--samples", "200", "--replicas", "16", "--runs", "2", "--traces", "2", "--duration", "0.5", "--spectra", "no",
			"--quiet", "--lapack", "gonum", "--out", run},
		sweep: testSweep(sweep), // one of its networks is unstable
	} {
		if _, _, stderr := command(t.Context(), t, args...); !holdsResult(out) {
			t.Fatal(stderr)
		}
	}
	before := files(t, run)
	page := started(t, "watch", run).page(t)
	s := fetchUntil(t, page, "the end", inState("finished"))
	if !s.has("samples", 2) || !s.has("activity", 3) || s.has("sweep", 0) || s.Table != nil || s.Page != "report.html" {
		t.Errorf("the run: %+v", s)
	}
	if !slices.Contains(s.Facts, struct{ Name, Value string }{"phases done", "covariance, pruning, comparison"}) {
		t.Errorf("the facts are %+v", s.Facts)
	}
	if files(t, run) != before {
		t.Error("watching has changed the folder")
	}
	if a := finishedActivity(run); !slices.Equal(a.Neurons, []string{"AWCR", "SABVL"}) || len(a.Rules) < 2 || a.Rules[0].Name != "noise" ||
		a.Interval <= 0 || len(a.Pruned[1][1]) != len(a.Original[1]) {
		t.Errorf("the activity: %v, %v, %v", a.Neurons, a.Rules, a.Interval)
	}
	page = started(t, "watch", sweep).page(t)
	s = fetchUntil(t, page, "the end", inState("finished"))
	if s.Table == nil || len(s.Table.Rows) != 3 || s.Table.Rows[1][1] != "failed" || slices.Contains(s.Table.Rows[2], "") ||
		!s.has("sweep", 3) || !s.has("samples", 2) || s.has("activity", 0) || s.Page != "sweep.html" {
		t.Errorf("the sweep: %+v", s)
	}
}

// FuzzFinishedRun: results that are damaged, or of another program, are shown as far as they can be read.
func FuzzFinishedRun(f *testing.F) {
	f.Add([]byte(`{"spec":{"network":{"source":"a"}},"covariance":{"samples":10,"relative_error":0.1},"plan":{},"rules":{"noise":{}}}`))
	f.Add([]byte(`{"covariance":{"samples":-1,"relative_error":-0.1},"incomplete":"why"}`))
	f.Add([]byte(`{"networks":[{"network":"a","measure":"stationary","result":{"cells":[{"keep":0.1,"rules":[{"rule":"noise"}]}]}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, s := range finishedRun(text).Samples.Errors {
			if !(s > 0) {
				t.Errorf("an error of %v", s)
			}
		}
		for _, n := range finishedSweep(text).Sweep.Networks {
			for _, c := range n.Cells {
				if len(c.Errors) != len(c.Rules) {
					t.Errorf("%+v", c)
				}
			}
		}
	})
}

// FuzzNPY: what is written is read back, and what is damaged is refused; neither takes more memory than a few times the file.
func FuzzNPY(f *testing.F) {
	for _, row := range []struct {
		shape  []int
		values []float64
	}{{[]int{3}, []float64{1, -2, math.Inf(1)}}, {[]int{2, 2}, []float64{1, 2, 3, 4}}, {[]int{0}, nil}} {
		var b bytes.Buffer
		if err := netio.WriteNPY(&b, row.shape, row.values); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
		if a, err := parseNPY(b.Bytes()); err != nil || !slices.Equal(a.shape, row.shape) || !slices.Equal(a.values, row.values) {
			f.Errorf("%v, %v from %v", a, err, row)
		}
		if _, err := parseNPY(b.Bytes()[:b.Len()-1]); err == nil {
			f.Errorf("an array of shape %v that ends early is read", row.shape)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := parseNPY(data)
		if err != nil && a.values != nil || len(a.values)*8 > len(data) {
			t.Errorf("%d values and %v", len(a.values), err)
		}
		a.name = "trace_original"
		activityOf([]array{{"times", []int{2}, []float64{0, 1}}, {"traced", []int{1}, []float64{math.NaN()}}, a}, nil)
	})
}

// TestArchivesThatAreNone are refused.
func TestArchivesThatAreNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.npz")
	if _, err := readNPZ(path); err == nil {
		t.Error("a file that is missing")
	}
	if err := os.WriteFile(path, []byte("PK\x03\x04"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readNPZ(path); err == nil {
		t.Error("a file that is no archive")
	}
	want := []array{{"b", []int{2, 1}, []float64{1, 2}}, {"a", []int{1}, []float64{3}}}
	if err := writeNPZ(path, want); err != nil {
		t.Fatal(err)
	}
	got, err := readNPZ(path)
	if err != nil || len(got) != 2 || got[0].name != "b" || got[1].name != "a" || !slices.Equal(got[0].values, want[0].values) {
		t.Errorf("%v, %v", got, err)
	}
}
