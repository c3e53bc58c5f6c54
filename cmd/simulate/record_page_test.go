package main

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"noiseprune/sim"
)

// TestPagesOfRecordings: whatever files of frames are left, the page is there. It has the numbers of recording.json with four digits,
// the names of the networks, and the frames unless none were written.
func TestPagesOfRecordings(t *testing.T) {
	dir := t.TempDir()
	net, other := write(t, dir, "abc.csv", abc), write(t, dir, "pruned.csv", strings.Replace(abc, "b,c,0.5\n", "b,c,0.25\n", 1))
	for _, c := range []struct {
		reason string
		args   []string
		names  []string
		frames bool
	}{
		{"one network", []string{net}, []string{"abc.csv"}, true},
		{"several", []string{net, other}, []string{"abc", "pruned"}, true},
		{"several without frames", []string{net, other, "--format", "none"}, []string{"abc", "pruned"}, false},
		{"one without frames", []string{net, "--format", "none"}, []string{"abc.csv"}, false},
		{"frames that are replaced by copies", []string{net, other, "--format", "csv"}, []string{"abc", "pruned"}, true},
		{"replicas", []string{net, "--replicas", "3"}, []string{"abc.csv"}, true},
	} {
		out := filepath.Join(dir, "out", c.reason)
		printed := recordedOK(t, append(c.args, "--duration", "200", "--out", out)...)
		if !strings.Contains(printed, reportName) {
			t.Errorf("%s: the page is not named in %q", c.reason, printed)
		}
		all := tree(t, out)
		page := all[reportName]
		if got := strings.Contains(page, `id="traces"`); got != c.frames {
			t.Errorf("%s: the frames are there: %v", c.reason, got)
		}
		for _, want := range append(fourDigitsOf(t, all[recordingName]), c.names...) {
			if !strings.Contains(page, want) {
				t.Errorf("%s: %s is not on the page", c.reason, want)
			}
		}
	}
}

// fourDigitsOf returns some numbers of a recording.json, of every network, as a page has them.
func fourDigitsOf(t *testing.T, text string) (all []string) {
	t.Helper()
	var found struct {
		Networks []sim.RecordedNetwork
	}
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		t.Fatal(err)
	}
	for _, n := range found.Networks {
		s := n.Statistics
		for _, v := range []*float64{&s.Deviation.Least, &s.Deviation.Median, &s.Deviation.Largest, s.VarianceZ, s.LaggedZ} {
			if v != nil {
				all = append(all, strconv.FormatFloat(*v, 'g', 4, 64))
			}
		}
	}
	return all
}
