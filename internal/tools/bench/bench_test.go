package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"noiseprune/internal/workload"
	"noiseprune/sim"
)

func TestLogSlope(t *testing.T) {
	for _, c := range []struct {
		why   string
		sizes []int
		costs []float64
		want  float64
	}{
		{"doubles with the size", []int{1, 2, 4, 8}, []float64{3, 6, 12, 24}, 1},
		{"square", []int{10, 20, 50, 100}, []float64{1, 4, 25, 100}, 2},
		{"constant", []int{1, 3, 9, 27}, []float64{5, 5, 5, 5}, 0},
	} {
		if got := logSlope(c.sizes, c.costs); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// TestRatio: theirs takes 6 s for half of the amount that ours does in 3 s, in the median.
func TestRatio(t *testing.T) {
	took := func(all ...float64) []answer {
		var answers []answer
		for _, s := range all {
			answers = append(answers, answer{Seconds: s})
		}
		return answers
	}
	r := result{row: row{amount: 10, flops: 300}, ours: took(3, 100, 1), peaks: []float64{200}}
	if got := r.ratio(peerResult{peer: peer{amount: 5}, answers: took(6, 6.5, 1)}); got != 4 {
		t.Errorf("ratio %v, want 4", got)
	}
	if got := r.share(); got != 0.5 {
		t.Errorf("share %v, want 0.5", got)
	}
}

// TestRowsHaveNames: -only needs distinct names, and every peer has a name and a script.
func TestRowsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rows(options{}, 2) {
		if r.name == "" || r.title == "" || seen[r.name] || r.amount <= 0 {
			t.Errorf("row %q (%s) of %v", r.name, r.title, r.amount)
		}
		seen[r.name] = true
		for _, v := range r.peers {
			if v.name == "" || v.script == "" {
				t.Errorf("row %s: peer %q by %q", r.name, v.name, v.script)
			}
		}
	}
}

// TestDefaultWidth: the product is measured at the width that sim chooses.
func TestDefaultWidth(t *testing.T) {
	for _, n := range []int{512, 1100} {
		spec, _, err := sim.Resolve(sim.DefaultSpec(), workload.RandomNetwork(n, n-1))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := defaultWidth(n), int(spec.Covariance.Width.Value()); got != want {
			t.Errorf("N = %d: width %d, but sim takes %d", n, got, want)
		}
	}
}

// TestAnswerTasks: there is one line for each of some small tasks, and an error for an unknown one.
func TestAnswerTasks(t *testing.T) {
	tasks := []task{
		{Work: "step", Neurons: 40, Replicas: 8, Precision: "float64", Workers: 2, Seconds: 0.001},
		{Work: "step", Neurons: 40, Degree: 3, Replicas: 8, Precision: "float32", Workers: 2, Seconds: 0.001},
		{Work: "step-in-turn", Neurons: 40, Replicas: 8, Precision: "float64", Workers: 2, Seconds: 0.001},
		{Work: "trajectory", Neurons: 40, Replicas: 8, Precision: "float64", Workers: 2, Steps: 5},
		{Work: "product", Neurons: 40, Replicas: 8, Workers: 2, Seconds: 0.001},
		{Work: "normals", Neurons: 40, Replicas: 8, Workers: 1, Seconds: 0.001},
		{Work: "covariance-dense", Neurons: 40, Replicas: 8, Workers: 2, Seconds: 0.001},
		{Work: "covariance-edges", Neurons: 40, Degree: 3, Replicas: 8, Workers: 2, Seconds: 0.001},
		{Work: "figure2c", Sizes: []int{20, 20}, Long: 10, Keep: 0.5, Runs: 4, Steps: 50, Workers: 2},
		{Work: "samples", Sizes: []int{20, 20}, Long: 10, Samples: 200, Replicas: 8, Workers: 2},
		{Work: "full-run", Sizes: []int{20, 20}, Long: 10, Keep: 0.5, Runs: 4, Samples: 200, Replicas: 8, Workers: 2},
		{Work: "prunings", Network: testGenerator, Runs: 8, Prunings: 4, Workers: 2},
		{Work: "seeds", Network: testGenerator, Runs: 8, Prunings: 4, Workers: 2},
		{Work: "diff-cov", Network: testGenerator, Samples: 200, Replicas: 8, Workers: 2},
	}
	var in, out bytes.Buffer
	for _, task := range tasks {
		if err := json.NewEncoder(&in).Encode(task); err != nil {
			t.Fatal(err)
		}
	}
	in.WriteString(`{"work": "nothing"}` + "\n")
	if err := answerTasks(&in, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != len(tasks)+2 {
		t.Fatalf("%d lines for %d tasks", len(lines), len(tasks)+1)
	}
	for k, line := range lines[1 : len(lines)-1] {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil || a.Error != "" || !(a.Seconds > 0) {
			t.Errorf("%s: %s (%v)", tasks[k].Work, line, err)
		}
	}
	if !strings.Contains(lines[len(lines)-1], `there is no work \"nothing\"`) {
		t.Errorf("an unknown task: %s", lines[len(lines)-1])
	}
}

// TestPageReportsMissingPeers: a peer that is not available has a line that says so, and a ratio
// below the target is marked.
func TestPageReportsMissingPeers(t *testing.T) {
	p := page{options: options{runs: 1}, cores: 2, load: 3, results: []result{{
		row: row{title: "a step", amount: 4e6, unit: "neuron-steps"}, ours: []answer{{Seconds: 0.5}},
		theirs: []peerResult{
			{peer: peer{name: "absent", target: 3}, failed: errors.New("not available: No module named 'absent'")},
			{peer: peer{name: "slow", target: 3}, answers: []answer{{Seconds: 1}}},
		},
	}}}
	text := p.text()
	for _, want := range []string{
		"load average 3.0 before the run",
		"| a step | 500 ms (8 M neuron-steps/s) | absent: not available: No module named 'absent' | | 3 |  |",
		"| slow: 1 s (4 M neuron-steps/s) | 2.00 | 3, **missed** |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
