package main

import "testing"

// TestPruningsOrSeeds: both ways know of as many trajectories, and of as many spectra, which are fewer in the directed network. Their
// mean errors are alike: those of single prunings scatter by 11% of the mean, so that the difference of two means of 16 has a
// standard error of 4%; four of them are allowed.
func TestPruningsOrSeeds(t *testing.T) {
	r := pruningsRows(2)[1]
	task := r.task
	task.Network = "../../../" + task.Network
	one, err := pruneSeveral(task)
	if err != nil {
		t.Fatal(err)
	}
	r.peers[0].change(&task)
	loop, err := pruneBySeeds(task)
	if err != nil {
		t.Fatal(err)
	}
	a, b := one.Found, loop.Found
	if a["prunings"] != 16 || b["prunings"] != 16 || a["spectra"] != 12 || b["spectra"] != 12 {
		t.Errorf("%v, by seeds %v", a, b)
	}
	if ratio := b["trajectory_error"] / a["trajectory_error"]; ratio < 0.84 || ratio > 1.16 {
		t.Errorf("%v, by seeds %v", a, b)
	}
}
