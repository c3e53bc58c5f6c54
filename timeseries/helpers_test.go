package timeseries_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
)

// process draws frames of K independent series x(t+Δ) = φ x(t) + √(1 − φ²) z about a mean: exactly an
// Ornstein–Uhlenbeck process of variance 1 with exp(−Δ/τ) = φ, from its stationary distribution.
type process struct {
	phi, mean, x []float64
	rng          *rand.Rand
}

func newProcess(phi, mean []float64, seed uint64) *process {
	p := &process{phi, mean, make([]float64, len(phi)), rand.New(rand.NewPCG(seed, 1))}
	for i := range p.x {
		p.x[i] = p.rng.NormFloat64()
	}
	return p
}

func (p *process) next() []float64 {
	frame := make([]float64, len(p.x))
	for i, phi := range p.phi {
		frame[i] = p.mean[i] + p.x[i]
		p.x[i] = phi*p.x[i] + math.Sqrt(1-phi*phi)*p.rng.NormFloat64()
	}
	return frame
}

// mixed returns frames of three series, of which each but the first follows the one before it.
func mixed(frames int, seed uint64) [][]float64 {
	p := newProcess([]float64{0.9, 0.5, -0.3}, []float64{3, -1, 0.25}, seed)
	x := make([][]float64, frames)
	for t := range x {
		x[t] = p.next()
		if t > 0 {
			x[t][1] += 0.7 * x[t-1][0]
			x[t][2] -= 0.4 * x[t-1][1]
		}
	}
	return x
}

// python runs a program that reads the input as JSON and prints JSON.
func python(t *testing.T, program string, input, output any) {
	t.Helper()
	text, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(testutil.Python(t, "numpy", "scipy"), "-c", program)
	var messages bytes.Buffer
	command.Stdin, command.Stderr = bytes.NewReader(text), &messages
	data, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, messages.String())
	}
	if err := json.Unmarshal(data, output); err != nil {
		t.Fatal(err)
	}
}

// checkClose fails where a value is off by more than the tolerance, relative to the largest wanted one.
func checkClose(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	scale := 0.0
	for _, v := range want {
		scale = math.Max(scale, math.Abs(v))
	}
	for k, v := range want {
		if !(math.Abs(got[k]-v) <= tolerance*scale) {
			t.Errorf("%s: value %d is %v, want %v", what, k, got[k], v)
		}
	}
}

// checkRelative fails where a value is off by more than the tolerance, relative to itself.
func checkRelative(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for k, v := range want {
		checkClose(t, what, got[k:k+1], []float64{v}, tolerance)
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d values, want %d", what, len(got), len(want))
	}
}

func mustPanic(t *testing.T, why string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if message, ok := recover().(string); !ok || !strings.HasPrefix(message, "timeseries: ") {
			t.Errorf("%s: panicked with %q, want a message of this package", why, message)
		}
	}()
	f()
}
