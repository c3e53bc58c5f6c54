package jobs

import (
	"testing"
	"time"
)

func TestDivide(t *testing.T) {
	for _, c := range []struct {
		reason       string
		time         time.Duration
		parts, cores int
		memory       float64
		want         Round
	}{
		{"each part an hour", 10 * time.Hour, 10, 1, 1e9, Round{"x", 10, 1, 1342177280, 135 * time.Minute}},
		{"two cores halve the time", 10 * time.Hour, 10, 2, 1e9, Round{"x", 10, 2, 1342177280, 75 * time.Minute}},
		{"parts of a second are gathered", 150 * time.Second, 100, 1, 1, Round{"x", 3, 1, 64 << 20, 15 * time.Minute}},
		{"nothing to do still is a part", 0, 100, 1, 0, Round{"x", 1, 1, 0, 15 * time.Minute}},
		{"a part is not divided among cores it has no work for", 61 * time.Second, 100, 4, 1, Round{"x", 1, 4, 64 << 20, 15 * time.Minute}},
	} {
		if got := Divide(Work{"x", c.time, c.memory}, c.parts, c.cores, time.Minute); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.reason, got, c.want)
		}
	}
	if got := Divide(Work{Time: time.Second}, 7, 1, 0); got.Parts != 7 {
		t.Errorf("without a shortest time: %d parts of 7", got.Parts)
	}
}
