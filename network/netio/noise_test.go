package netio

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// Rules and files give the noise that they say.
func TestLoadNoise(t *testing.T) {
	folder := t.TempDir()
	strengths, common := filepath.Join(folder, "s.csv"), filepath.Join(folder, "c.csv")
	for path, text := range map[string]string{strengths: "neuron,value\n0,2\n1,0\n2,1\n", common: "1\n-1\n0.5\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	load := func(strengths, common string) (*Loaded, error) {
		return Load(network.Definition{Source: "path:n=3", NoiseStrengths: strengths, CommonNoise: common}, 5, DefaultLimits())
	}
	for _, row := range []struct {
		strengths, common string
		check             func(network.NoiseSources, *network.Network) bool
	}{
		{"", "", func(s network.NoiseSources, _ *network.Network) bool { return s.Plain() }},
		{strengths, common, func(s network.NoiseSources, _ *network.Network) bool {
			return slices.Equal(s.Strengths, []float64{2, 0, 1}) && slices.Equal(s.Common, []float64{1, -1, 0.5}) && s.Sources == 1
		}},
		{"uncoupled", "", func(s network.NoiseSources, net *network.Network) bool {
			d := net.Leak()
			mean := (d[0] + d[1] + d[2]) / 3
			return slices.Equal(s.Strengths, []float64{math.Sqrt(d[0] / mean), math.Sqrt(d[1] / mean), math.Sqrt(d[2] / mean)})
		}},
		{"lognormal:0", "", func(s network.NoiseSources, _ *network.Network) bool { return s.Plain() }},
		{"lognormal:0.5,seed=3", "", func(s network.NoiseSources, _ *network.Network) bool {
			square := 0.0
			for _, v := range s.Strengths {
				square += v * v / 3
			}
			return math.Abs(square-1) < 1e-15
		}},
	} {
		loaded, err := load(row.strengths, row.common)
		if err != nil || !row.check(loaded.Network.Noise(), loaded.Network) {
			t.Errorf("%q, %q: %+v, %v", row.strengths, row.common, loaded, err)
		}
	}
	for _, row := range [][3]string{
		{"of no file", "", `noise strengths "of no file": no such file, and no such rule; give a file, uncoupled or lognormal:SPREAD`},
		{"lognormal", "", `noise strengths "lognormal" need a spread, such as lognormal:0.5`},
		{"lognormal:-1", "", `the spread is negative`},
		{"lognormal:21", "", `the spread is above 20`},
		{"lognormal:1,2", "", `"2" is not of the form seed=NUMBER`},
		{"", "nowhere.csv", "nowhere.csv: cannot be read"},
	} {
		if loaded, err := load(row[0], row[1]); loaded != nil || err == nil || !strings.Contains(err.Error(), row[2]) {
			t.Errorf("%q, %q: %v, want %q", row[0], row[1], err, row[2])
		}
	}
}

// The spread of ln s is that asked for, within 4 of its standard errors, spread/√(2n); and seeds differ.
func TestLognormalStrengths(t *testing.T) {
	const n, spread = 2000, 0.5
	of := func(rule string) []float64 {
		loaded, err := Load(network.Definition{Source: "ring:n=2000", NoiseStrengths: rule}, 5, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		return loaded.Network.Noise().Strengths
	}
	s, sum, squares := of("lognormal:0.5,seed=7"), 0.0, 0.0
	for _, v := range s {
		sum += math.Log(v) / n
	}
	for _, v := range s {
		squares += (math.Log(v) - sum) * (math.Log(v) - sum) / n
	}
	if got := math.Sqrt(squares); math.Abs(got-spread) > 4*spread/math.Sqrt(2*n) {
		t.Errorf("the spread is %v, not %v", got, spread)
	}
	if !slices.Equal(of("lognormal:0.5"), of("lognormal:0.5,seed=1")) || slices.Equal(s, of("lognormal:0.5")) {
		t.Error("seeds")
	}
}

// A network that is compared has the noise of the first, though its own leaks would give another.
func TestComparedNetworksHaveTheSameNoise(t *testing.T) {
	d := network.Definition{Source: "star:n=4", NoiseStrengths: "uncoupled"}
	first, err := Load(d, 1, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	d.Source = "ring:n=4"
	second, err := LoadBeside(first, d, 1, DefaultLimits())
	if err != nil || !second.Network.Noise().Equal(first.Network.Noise()) || second.Network.Noise().Plain() ||
		second.Definition.NoiseStrengths != "uncoupled" {
		t.Errorf("%+v, %v", second, err)
	}
}
