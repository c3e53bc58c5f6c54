package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"noiseprune/internal/memory"
)

// mainMeasured is main, and prints the largest resident memory of the process.
func mainMeasured() {
	code := execute(context.Background(), os.Args[1:], os.Stdout, os.Stderr)
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			fmt.Fprint(os.Stderr, line)
		}
	}
	os.Exit(code)
}

// TestMemoryEstimate compares the estimate with the resident memory of real runs: it must lie
// between 0.8 and 1.5 times as much. Each phase is the largest in one of the runs.
func TestMemoryEstimate(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the resident memory of a process is read from /proc")
	}
	if raceDetector {
		t.Skip("the race detector takes memory of its own")
	}
	if testing.Short() {
		t.Skip("runs of some seconds")
	}
	const brief = " --samples 40 --burn-in 1e-9 --interval 1e-9 --duration 1e-9 --runs 10"
	for _, c := range []struct{ reason, args string }{
		{"small and sparse, with all phases of the defaults", "run random:n=300,degree=20 --workers 1"},
		{"a sweep, as the run at its largest share", "sweep random:n=800,degree=20 --exact no --workers 1 --keep 0.3,0.9"},
		{"stationary activity", "run random:n=540,degree=20,symmetric=false --spectra no --prunings 2 --workers 2"},
		{"exact covariance, directed", "run random:n=700,degree=20,symmetric=false --spectra no --workers 1"},
		{"spectra, symmetric, two workers", "run random:n=800,degree=20 --exact no --workers 2"},
		{"spectra, directed", "run random:n=1000,degree=20,symmetric=false --exact no --workers 1"},
		{"spectra, directed and defective", "run random:n=1000,degree=1,symmetric=false --exact no --workers 1"},
		{"all covariances", "covariance random:n=2500,degree=20 --covariance dense --exact no --workers 2"},
		{"samples by solving", "covariance random:n=20000,degree=20 --covariance solve --exact no --workers 2"},
		{"pruning of a dense directed network", "prune random:n=1000,degree=500,symmetric=false --exact no --workers 2"},
		{"trajectories in single precision", "run random:n=1000,degree=700 --exact no --spectra no --workers 2 --precision float32"},
		{"trajectories of a target error", "run random:n=1000,degree=700 --exact no --spectra no --workers 2 --controls= --target-error 0.5"},
		{"many neurons", "run random:n=10000,degree=4,symmetric=false --workers 2"},
		{"a figure of the paper", "paper 2a --max-neurons 1000 --workers 2 --out OUT"},
		{"files", "covariance random:n=1500,degree=20 --covariance dense --exact no --workers 1 --out OUT"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			args := c.args + brief
			switch {
			case strings.HasPrefix(args, "paper"):
				args = c.args
			case strings.Contains(args, "solve"): // which has no burn-in
				args = c.args + " --samples 256"
			case strings.HasPrefix(args, "prune"), strings.HasPrefix(args, "covariance"):
				args = strings.TrimSuffix(args, " --duration 1e-9 --runs 10")
			}
			estimate, measured := measure(t, strings.Fields(strings.Replace(args, "OUT", filepath.Join(t.TempDir(), "out"), 1)))
			ratio := estimate / measured
			t.Logf("%.2f: %s estimated, %s measured", ratio, memory.Size(estimate), memory.Size(measured))
			if !(ratio >= 0.8 && ratio <= 1.5) {
				t.Errorf("%s: %s were estimated, and %s taken", args, memory.Size(estimate), memory.Size(measured))
			}
		})
	}
}

// measure runs the command and returns the bytes of the largest phase that it announced, and its
// largest resident memory.
func measure(t *testing.T, args []string) (estimate, measured float64) {
	t.Helper()
	command := exec.Command("simulate-measured", args...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	// A burn-in that short leaves activity that is not stationary, which fails the run at its end.
	if err := command.Run(); err != nil && !strings.Contains(stderr.String(), "the activity is not stationary") {
		t.Fatalf("%v: %v\n%s", args, err, stderr.String())
	}
	announced := regexp.MustCompile(`memory: about ([^;\n]*)`).FindStringSubmatch(stderr.String())
	peak := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindStringSubmatch(stderr.String())
	if announced == nil || peak == nil {
		t.Fatalf("%v says\n%s", args, stderr.String())
	}
	for _, m := range regexp.MustCompile(`([0-9.]+) ([kMG]B)`).FindAllStringSubmatch(announced[1], -1) {
		v, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		estimate = max(estimate, v*units()[strings.ToUpper(m[2])])
	}
	v, err := strconv.ParseFloat(peak[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return estimate, 1024 * v
}
