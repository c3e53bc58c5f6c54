package compare_test

import (
	"bytes"
	"math"
	"math/cmplx"
	"slices"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

type slowCase struct {
	reason string
	net    *network.Network
	equal  bool // some slow eigenvalues are
}

func slowCases(t *testing.T) []slowCase {
	t.Helper()
	return []slowCase{
		{"symmetric", testnet.Dominant(t, "random:n=310,degree=8", 1), false},
		{"symmetric of slow and fast neurons", testnet.Dominant(t, "connectome:n=310,synapses=4000,symmetric=true", 5), false},
		{"directed", testnet.Dominant(t, "connectome:n=310,synapses=4000", 5), false},
		{"directed, small", testnet.Dominant(t, "random:n=150,degree=6,symmetric=false", 1), false},
		{"pairs of equal eigenvalues", testnet.Dominant(t, "ring:n=310,forward=1,backward=1", 3), true},
		{"complex eigenvalues on a circle", testnet.Dominant(t, "ring:n=200,forward=1,backward=0", 0.1), false},
		{"three copies", copies(t, testnet.Dominant(t, "connectome:n=120,synapses=1400", 5), 3), true},
		{"three symmetric copies", copies(t, testnet.Dominant(t, "random:n=110,degree=6", 1), 3), true},
		{"isolated neurons", testnet.Dominant(t, "random:n=310,degree=3", 1), true},
		{"nearly singular", testnet.Dominant(t, "random:n=200,degree=8", 1e-6), false},
		{"strongly non-normal", testnet.FeedForward(t, 320), false},
		{"feed-forward chain with feedback", chainWithFeedback(t, 12), false},
	}
}

// copies is the network several times over, without connections between them.
func copies(t *testing.T, net *network.Network, count int) *network.Network {
	t.Helper()
	var entries []network.Entry
	var leak []float64
	for c := range count {
		for _, e := range net.Weights().Entries() {
			entries = append(entries, network.Entry{Target: e.Target + c*net.Neurons(), Source: e.Source + c*net.Neurons(), Weight: e.Weight})
		}
		leak = append(leak, net.Leak()...)
	}
	return testnet.Of(t, leak, entries...)
}

// chainWithFeedback has eigenvalues on a circle and eigenvectors of a condition number of about 10⁴.
func chainWithFeedback(t *testing.T, n int) *network.Network {
	t.Helper()
	entries := []network.Entry{{Target: 0, Source: n - 1, Weight: 1e-4}}
	leak := slices.Repeat([]float64{2}, n)
	for i := 1; i < n; i++ {
		entries = append(entries, network.Entry{Target: i, Source: i - 1, Weight: 4})
	}
	return testnet.Of(t, leak, entries...)
}

// coreValues returns the eigenvalues of A without A_ii of the neurons beyond the core, the rightmost first.
func coreValues(t *testing.T, net *network.Network) []complex128 {
	t.Helper()
	values, err := compare.Eigenvalues(net)
	if err != nil {
		t.Fatal(err)
	}
	divided, diagonal := net.Recurrent(), net.Diagonal()
	for _, i := range append(divided.Driven, divided.Upstream...) {
		at, least := -1, math.Inf(1)
		for k, v := range values {
			if d := cmplx.Abs(v - complex(diagonal[i], 0)); d < least {
				at, least = k, d
			}
		}
		values = slices.Delete(values, at, at+1)
	}
	slices.Reverse(values)
	return values
}

// TestSlowModesAreThoseOfTheEigendecomposition: eigenvalues agree to 1e-8, each of them as often as it is there; no
// group of equal ones and no complex pair is parted; residuals are what is promised.
func TestSlowModesAreThoseOfTheEigendecomposition(t *testing.T) {
	const k = 10
	for _, c := range slowCases(t) {
		s := slowModes(t, c.net, k, 1)
		checkSlowModes(t, c, s, k)
	}
}

func checkSlowModes(t *testing.T, c slowCase, s *compare.SlowModes, k int) {
	t.Helper()
	want := coreValues(t, c.net)
	if len(want) != c.net.Neurons()-s.Excluded {
		t.Errorf("%s: %d eigenvalues and %d excluded of %d", c.reason, len(want), s.Excluded, c.net.Neurons())
	}
	if n := len(s.Values); !s.Converged || n > k || n < min(k-1, len(want)) || s.Determined < n-2 {
		t.Errorf("%s: %d modes, converged %v, %d determined", c.reason, n, s.Converged, s.Determined)
		return
	}
	for i, v := range s.Values {
		nearest := math.Inf(1)
		for _, w := range want {
			nearest = min(nearest, cmplx.Abs(w-v))
		}
		if e := math.Abs(real(v) - real(want[i])); max(e, nearest) > 1e-8*cmplx.Abs(v) {
			t.Errorf("%s: mode %d has %v, want %v", c.reason, i, v, want[i])
		}
		if s.Residuals[i] > 2e-10 {
			t.Errorf("%s: mode %d has the residual %v", c.reason, i, s.Residuals[i])
		}
	}
	if n := s.Determined; n < len(want) && real(want[n-1])-real(want[n]) < 1e-9*cmplx.Abs(want[n]) {
		t.Errorf("%s: %v and %v are parted", c.reason, want[n-1], want[n])
	}
}

// TestSlowMeasuresAreThoseOfTheEigendecomposition, of networks whose slow eigenvalues differ: ε_v and cos θ of each mode, driven
// neurons included, and of symmetric networks ε_λ.
func TestSlowMeasuresAreThoseOfTheEigendecomposition(t *testing.T) {
	for _, c := range slowCases(t) {
		if c.equal {
			continue
		}
		pruned := thinned(t, c.net)
		s := slowModes(t, c.net, 10, 2)
		found := comparedTo(t, s, pruned, 2)
		full, err := compare.NewEigendecomposition(c.net)
		if err != nil {
			t.Fatal(err)
		}
		epsV, cosTheta := full.QuadraticForms(pruned)
		epsLambda, err := full.EpsLambda(pruned)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range s.Values[:s.Determined] {
			at, least := -1, math.Inf(1)
			for j, w := range full.Eigenvalues() {
				if d := cmplx.Abs(v - w); d < least {
					at, least = j, d
				}
			}
			if e := math.Abs(found.EpsV[i] - epsV[at]); e > 1e-6*(1+epsV[at]) {
				t.Errorf("%s: mode %d has ε_v %v, want %v", c.reason, i, found.EpsV[i], epsV[at])
			}
			if e := math.Abs(found.CosTheta[i] - cosTheta[at]); e > 1e-6 {
				t.Errorf("%s: mode %d has cos θ %v, want %v", c.reason, i, found.CosTheta[i], cosTheta[at])
			}
			if e := math.Abs(found.EpsLambda[i] - epsLambda[at]); c.net.Symmetric() && s.Excluded == 0 && e > 1e-7*(1+epsLambda[at]) {
				t.Errorf("%s: mode %d has ε_λ %v, want %v", c.reason, i, found.EpsLambda[i], epsLambda[at])
			}
		}
	}
}

// TestSlowModesOfTheSameNetwork: nothing changes, also for equal eigenvalues, whose vectors are arbitrary.
func TestSlowModesOfTheSameNetwork(t *testing.T) {
	for _, c := range slowCases(t) {
		if !c.equal && c.net.Neurons() > 300 {
			continue // the vectors are not arbitrary
		}
		s := slowModes(t, c.net, 10, 1)
		found := comparedTo(t, s, c.net, 1)
		for i := range s.Determined {
			if worst := max(found.EpsLambda[i], found.EpsV[i], 1-found.CosTheta[i]); !(worst < 1e-8) {
				t.Errorf("%s: mode %d has ε_λ %v, ε_v %v, cos θ %v", c.reason, i, found.EpsLambda[i], found.EpsV[i], found.CosTheta[i])
			}
		}
		if !(found.Overlap > 1-1e-8) {
			t.Errorf("%s: overlap %v", c.reason, found.Overlap)
		}
	}
}

// TestSlowModesByWorkers: of more neurons than one block of the vectors' arithmetic has.
func TestSlowModesByWorkers(t *testing.T) {
	net := testnet.FeedForward(t, 5000)
	pruned := thinned(t, net)
	digest := func(workers int) ([]byte, compare.SlowComparison) {
		s := slowModes(t, net, 2, workers)
		data, _ := s.MarshalBinary()
		return data, comparedTo(t, s, pruned, workers)
	}
	one, first := digest(1)
	three, second := digest(3)
	if !bytes.Equal(one, three) || !slices.Equal(first.EpsLambda, second.EpsLambda) ||
		math.Float64bits(first.Overlap) != math.Float64bits(second.Overlap) {
		t.Error("other bits by three workers")
	}
}

// TestSlowModesOfLargerNetworks: 50 modes against the eigendecomposition.
func TestSlowModesOfLargerNetworks(t *testing.T) {
	if testing.Short() {
		t.Skip("takes an eigendecomposition")
	}
	c := slowCase{"connectome", testnet.Dominant(t, "connectome:n=1500,synapses=30000", 40), false}
	checkSlowModes(t, c, slowModes(t, c.net, 50, 2), 50)
}

// TestSlowModesThatAreNot: a feed-forward network has none, and what was saved of another network is refused.
func TestSlowModesThatAreNot(t *testing.T) {
	net := testnet.Of(t, []float64{1, 1, 1}, network.Entry{Target: 1, Source: 0, Weight: 1}, network.Entry{Target: 2, Source: 1, Weight: 1})
	s := slowModes(t, net, 50, 1)
	if found := comparedTo(t, s, net, 1); len(s.Values) != 0 || s.Excluded != 3 || !s.Converged || found.Pruned != nil {
		t.Errorf("%+v, %+v", s, found)
	}
}

// TestSavedSlowModes: an encoding comes back with the same comparison; any other data are refused.
func TestSavedSlowModes(t *testing.T) {
	net := testnet.Dominant(t, "random:n=60,degree=6,symmetric=false", 1)
	s := slowModes(t, net, 5, 1)
	data, _ := s.MarshalBinary()
	decoded, err := compare.DecodeSlowModes(net, data)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := decoded.MarshalBinary(); !bytes.Equal(again, data) || decoded.Method != s.Method || decoded.Excluded != s.Excluded {
		t.Error("the decoded modes differ")
	}
	pruned := thinned(t, net)
	if a, b := comparedTo(t, s, pruned, 1), comparedTo(t, decoded, pruned, 1); !slices.Equal(a.EpsV, b.EpsV) || a.Overlap != b.Overlap {
		t.Error("the decoded modes compare differently")
	}
	bare, _ := s.WithoutVectors().MarshalBinary()
	if _, err := compare.DecodeSlowModes(net, bare); err != nil {
		t.Error(err)
	}
	other := testnet.Dominant(t, "random:n=61,degree=6,symmetric=false", 1)
	for reason, d := range map[string][]byte{
		"cut off": data[:len(data)-8], "nothing": nil, "another tag": bytes.Replace(data, []byte("np"), []byte("xx"), 1),
	} {
		if _, err := compare.DecodeSlowModes(net, d); err == nil {
			t.Errorf("%s: no error", reason)
		}
	}
	if _, err := compare.DecodeSlowModes(other, data); err == nil {
		t.Error("of another network: no error")
	}
}

func slowModes(t *testing.T, net *network.Network, k, workers int) *compare.SlowModes {
	t.Helper()
	s, err := compare.FindSlowModes(nil, net, k, workers)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func comparedTo(t *testing.T, s *compare.SlowModes, pruned *network.Network, workers int) compare.SlowComparison {
	t.Helper()
	c, err := s.Compare(nil, pruned, workers)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
