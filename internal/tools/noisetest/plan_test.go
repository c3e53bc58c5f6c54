package main

import "testing"

// TestPlan: results are found by name, so names are distinct.
func TestPlan(t *testing.T) {
	for _, s := range []sizes{full(), quick()} {
		seen := map[string]bool{}
		for _, p := range plan(s, "") {
			if seen[p.name] {
				t.Errorf("two parts are called %s", p.name)
			}
			seen[p.name] = true
		}
	}
	if got, want := len(plan(full(), "")), 10*10+2+1+5*4+5+1+3*96; got != want {
		t.Errorf("%d parts, want %d", got, want)
	}
}
