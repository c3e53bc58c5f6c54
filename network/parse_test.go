package network

import (
	"reflect"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
)

func TestParseGenerator(t *testing.T) {
	tests := []struct {
		reason, text string
		want         Generator
	}{
		{"all given", "clustered:sizes=10/20,density=0.5,long=7,symmetric=false,normalize=true", Clustered{[]int{10, 20}, 0.5, 7, false, true}},
		{"defaults", "clustered:long=0,sizes=5", Clustered{[]int{5}, 0.6, 0, true, false}},
		{"repeated sizes", "clustered:sizes=9/3x2/1,long=0", Clustered{[]int{9, 2, 2, 2, 1}, 0.6, 0, true, false}},
		{"random", "random:n=10,degree=2.5", Random{10, 2.5, 1, 1, true}},
		{
			"connectome", "connectome:n=2e3,synapses=1.5e4",
			Connectome{2000, 15_000, 1.1, 1.1, 4, 0.7, 5, 2400, 1.3, 0.3, false},
		},
		{
			"connectome, all given",
			"connectome:n=20,synapses=100,in=0,out=2,modules=3,inside=1,minimum=1,shape=2.5,maximum=1,inhibitory=0.25,symmetric=true",
			Connectome{20, 100, 0, 2, 3, 1, 1, 1, 2.5, 0.25, true},
		},
		{"path", "path:n=7,weight=-2e-3", Path{7, -0.002}},
		{"ring of one weight", "ring:n=9", Ring{9, []float64{1}, []float64{1}}},
		{"ring, the same both ways", "ring:n=9,forward=1/2", Ring{9, []float64{1, 2}, []float64{1, 2}}},
		{"ring, one way", "ring:n=9,forward=1/2,backward=0", Ring{9, []float64{1, 2}, []float64{0}}},
		{"star", "star:n=3", Star{3, 1}},
		{"complete", "complete:n=3,weight=2", Complete{3, 2}},
		{"only defaults", "two", TwoNeurons{1, 1}},
		{"only defaults, with a colon", "two:", TwoNeurons{1, 1}},
	}
	for _, test := range tests {
		got, err := ParseGenerator(test.text)
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %s is %v, %v; want %v", test.reason, test.text, got, err, test.want)
			continue
		}
		if again, err := ParseGenerator(got.String()); err != nil || !reflect.DeepEqual(again, got) {
			t.Errorf("%s: %s reads back as %v, %v", test.reason, got, again, err)
		}
	}
}

func TestParseGeneratorRefuses(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", `generator "" is unknown; choose clustered, connectome, random, path, ring, star, complete or two`},
		{"rng:n=3", `generator "rng" is unknown; choose clustered, connectome, random, path, ring, star, complete or two`},
		{"path:m=3", `generator path has no parameter "m"; it has n or weight`},
		{"path:n=3,", `generator path has no parameter ""; it has n or weight`},
		{"path:n=3,n=4", "generator path: n is given twice"},
		{"path:n", "generator path: n has no value; write n=VALUE"},
		{"path:weight=2", "generator path needs n (neurons), such as path:n=100"},
		{"path:n=many", `generator path: n="many" is not an integer`},
		{"path:n=1e3", `generator path: n="1e3" is not an integer`},
		{"path:n=3,weight=x", `generator path: weight="x" is not a number`},
		{"path:n=3,weight=nan", "generator path: weight is NaN; it must lie in ±1e+100"},
		{"path:n=0", "generator path: n is 0; it must lie in 1 … 2147483647"},
		{"random:n=5,degree=1,symmetric=yes", `generator random: symmetric="yes" is not true or false`},
		{"ring:n=9,forward=1//2", `generator ring: forward="1//2" is not a list of numbers such as 1/0.5`},
		{"connectome:n=9,synapses=1.5", `generator connectome: synapses="1.5" is not an integer such as 3700000 or 3.7e6`},
		{"connectome:n=9,synapses=1e16", `generator connectome: synapses="1e16" is not an integer such as 3700000 or 3.7e6`},
		{"connectome:n=9,synapses=nan", `generator connectome: synapses="nan" is not an integer such as 3700000 or 3.7e6`},
		{"connectome:n=9,synapses=inf", `generator connectome: synapses="inf" is not an integer such as 3700000 or 3.7e6`},
		{"connectome:n=9,synapses=1e2", "generator connectome: synapses=100 is impossible; 9 neurons have 0 … 72"},
		{"connectome:n=9,synapses=9,modules=1e0", `generator connectome: modules="1e0" is not an integer`},
		{
			"clustered:long=3",
			"generator clustered needs sizes (neurons of each cluster, as 1000/200/800 or 9000/10x100), such as clustered:sizes=100/20/80,long=250",
		},
		{"clustered:sizes=3/x,long=0", `generator clustered: sizes="3/x" is not a list of sizes such as 1000/200/800 or 9000/10x100`},
		{"clustered:sizes=0x3,long=0", `generator clustered: sizes="0x3" is not a list of sizes such as 1000/200/800 or 9000/10x100`},
		{"clustered:sizes=3,long=9", "generator clustered: long=9 pairs cannot be chosen; 3 neurons have 0 … 3"},
	}
	for _, test := range tests {
		if g, err := ParseGenerator(test.text); g != nil || err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.text, err, test.want)
		}
	}
}

func TestIsGenerator(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"path:n=3", true},
		{"path", true},
		{"pth:n=3", true}, // a slip of the pen: its error should list the generators
		{"path.mtx", false},
		{"./path", false},
		{"C:net.mtx", false},
		{"net:work.csv", false},
		{"", false},
	}
	for _, test := range tests {
		if got := IsGenerator(test.text); got != test.want {
			t.Errorf("IsGenerator(%q) = %v", test.text, got)
		}
	}
}

// What help shows works: every example parses, generates, and has a summary of one line.
func TestGeneratorHelp(t *testing.T) {
	for _, h := range Generators() {
		g, err := ParseGenerator(h.Example)
		if err != nil {
			t.Errorf("%s: %v", h.Example, err)
			continue
		}
		if _, err := g.Generate(seeded(1)); err != nil {
			t.Errorf("%s: %v", h.Example, err)
		}
		if h.Summary == "" || h.Parameters == "" || strings.Contains(h.Summary+h.Parameters, "\n") || !strings.HasPrefix(g.String(), h.Name+":") {
			t.Errorf("%+v", h)
		}
	}
}

func FuzzParseGenerator(f *testing.F) {
	testutil.AddCorpus(f)
	for _, h := range Generators() {
		f.Add(h.Example)
	}
	f.Add("clustered:sizes=5/2x3,long=0,density=1,symmetric=false")
	f.Add("ring:n=5,forward=,backward=same")
	f.Add("path:n=3,weight=0x1p-3")
	f.Add("connectome:n=1e1,synapses=0x1p3,in=0,out=2,modules=3,inside=1,minimum=1,shape=2.5,maximum=1,inhibitory=0.25,symmetric=true")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ParseGenerator(text)
		if (g == nil) == (err == nil) {
			t.Fatalf("%q: generator %v and error %v", text, g, err)
		}
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Fatalf("%q: the error %q has several lines", text, err)
			}
			return
		}
		again, err := ParseGenerator(g.String())
		if err != nil || again.String() != g.String() {
			t.Fatalf("%q: canonical text %s reads back as %v, %v", text, g, again, err)
		}
	})
}
