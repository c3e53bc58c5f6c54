package netio

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// TestLoad assembles networks from a file, its labels and vectors, and from a generator.
func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"net.mtx":        "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 4\n2 1 -2\n",
		"net.labels.csv": "index,label\n0,A\n1,B\n",
		"counts.csv":     "source,target,weight\nA,B,3\n",
		"leak.csv":       "neuron,value\nB,7\nA,6\n",
		"negative.csv":   "neuron,value\nA,1\nB,-1\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		reason      string
		d           network.Definition
		resolved    string
		leak, input []float64
		w01         float64
	}{
		{"auto", network.Definition{Source: "net.mtx"}, "dominant:0.3", []float64{4.3, 2.3}, []float64{0, 0}, 4},
		{"a file", network.Definition{Source: "net.mtx", Leak: network.LeakFile("leak.csv"), Input: "leak.csv"},
			"leak.csv", []float64{6, 7}, []float64{6, 7}, 4},
		{"transposed, with input", network.Definition{Source: "net.mtx", Reading: network.Reading{Orientation: network.SourceTarget}, Input: "1.5"},
			"dominant:0.3", []float64{2.3, 4.3}, []float64{1.5, 1.5}, -2},
		{"symmetrized", network.Definition{Source: "net.mtx", Symmetrize: network.Mean}, "dominant:0.1", []float64{1.1, 1.1}, []float64{0, 0}, 1},
		{"a generator", network.Definition{Source: "two:forward=1,backward=3"}, "dominant:0.2", nil, []float64{0, 0}, 3},
	} {
		loaded, err := Load(c.d, 1, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		net, d := loaded.Network, loaded.Definition
		want := c.d
		if err := want.Leak.UnmarshalText([]byte(c.resolved)); err != nil {
			t.Fatal(err)
		}
		sameLeak := c.leak == nil || slices.Equal(net.Leak(), c.leak)
		if !sameLeak || !slices.Equal(net.Input(), c.input) || net.Weights().At(0, 1) != c.w01 {
			t.Errorf("%s: leak %v %v, input %v, weight %v", c.reason, d.Leak, net.Leak(), net.Input(), net.Weights().At(0, 1))
		}
		if !reflect.DeepEqual(d, want) {
			t.Errorf("%s: resolved to %+v, want %+v", c.reason, d, want)
		}
	}
	for _, c := range []struct {
		d    network.Definition
		want string
	}{
		{network.Definition{Source: "none.mtx"}, "none.mtx: no such file, and no generator of that name; simulate --help lists the generators"},
		{network.Definition{Source: "counts.csv", Reading: network.Reading{Signs: network.SignFile("none.csv")}},
			"none.csv: cannot be read: no such file or directory; check the name"},
		{network.Definition{Source: "net.mtx", Leak: network.LeakFile("much")},
			`net.mtx: leak "much" is unknown; give a number, dominant[:SLACK], diagonal, auto or a file`},
		{network.Definition{Source: "net.mtx", Leak: network.LeakFile("negative.csv")},
			"net.mtx: negative.csv: leak of neuron 1 is -1; a leak is not negative"},
		{network.Definition{Source: "net.mtx", Leak: network.GivenLeak()},
			"net.mtx: leak given does not follow from the weights; give a number, dominant[:SLACK], diagonal or auto"},
		{network.Definition{Source: "net.mtx", Input: "nan"}, "net.mtx: input nan is not finite"},
		{network.Definition{Source: "two:sideways=1"}, `generator two has no parameter "sideways"; it has forward or backward`},
	} {
		if _, err := Load(c.d, 1, DefaultLimits()); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	_, err := Load(network.Definition{Source: "net.mtx", Input: "none.csv"}, 1, DefaultLimits())
	if err == nil || !strings.HasPrefix(err.Error(), "net.mtx: none.csv: ") {
		t.Errorf("got %v", err)
	}
}
