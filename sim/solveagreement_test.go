package sim_test

import (
	"cmp"
	"math"
	"os"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestSolvesAgreeWithTrapezoid compares d of a symmetrized connectome by solving with d from trajectories by the
// trapezoid, neither of which has a bias, where no factorization need fit. NOISEPRUNE_AGREEMENT may name a
// larger one (with -timeout 2h):
//
//	NOISEPRUNE_AGREEMENT=connectome:n=1e5,synapses=2.5e6 go test ./sim -run SolvesAgreeWithTrapezoid -v
//
// z = (d_solve − d_trajectory)/√(se² + se²). The errors are those of 16 groups of replicas each, so that z has
// Student's distribution with 15 to 30 degrees of freedom and a standard deviation between √(30/28) = 1.035 and
// √(15/13) = 1.07.
func TestSolvesAgreeWithTrapezoid(t *testing.T) {
	net := symmetrizedConnectome(t, cmp.Or(os.Getenv("NOISEPRUNE_AGREEMENT"), "connectome:n=2000,synapses=5e4"))
	s := solving(512)
	s.Covariance.Exact = sim.No
	solved := measured(t, s, net)
	t.Logf("%d neurons, %d edges; %d samples by solving: %+v",
		net.Neurons(), net.Edges(), solved.Covariance.Samples, *solved.Covariance.Solves)
	s.Covariance.Method, s.Covariance.Stepper = covariance.EdgesMethod, integrator.TrapezoidKind
	trajectories := measured(t, s, net)
	t.Logf("%d samples by the trapezoid: cycle of %d steps, burn-in of %d, median effective samples %.0f", trajectories.Covariance.Samples,
		len(trajectories.Schedule.Cycle), trajectories.Schedule.BurnInSteps, *trajectories.Covariance.EffectiveSamples)
	edges := comparedEdges(net, solved, trajectories)
	for _, group := range []struct {
		name  string
		edges []comparedEdge
	}{
		{"all edges", edges},
		{"the twentieth with the smallest d", smallestTwentieth(edges, func(e comparedEdge) float64 { return e.d })},
		{"the twentieth with the largest d, the slowest", smallestTwentieth(edges, func(e comparedEdge) float64 { return -e.d })},
		{"the twentieth with the largest weights", smallestTwentieth(edges, func(e comparedEdge) float64 { return -e.weight })},
	} {
		var z []float64
		for _, e := range group.edges {
			z = append(z, e.z)
		}
		mean, sd := stat.MeanStdDev(z, nil)
		t.Logf("%s: z has mean %.3f and standard deviation %.3f over %d", group.name, mean, sd, len(z))
		if math.Abs(mean) > 0.2 || math.Abs(sd-1.05) > 0.1 {
			t.Errorf("%s: z has mean %.3f and standard deviation %.3f", group.name, mean, sd)
		}
	}
}

// symmetrizedConnectome is a generated network, symmetrized by the mean, with the default dominant leak.
func symmetrizedConnectome(t *testing.T, generator string) *network.Network {
	t.Helper()
	w := network.Symmetrize(generated(t, generator).Weights(), network.Mean)
	slack, err := network.DefaultSlack(w)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, slack)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// comparedEdge is an edge in both measurements.
type comparedEdge struct{ weight, d, z float64 }

// comparedEdges returns each edge once. Its d is the mean of both with the inverse squares of their mean relative
// errors as weights, which does not correlate with their difference, so that to sort by it selects no sign of z.
func comparedEdges(net *network.Network, a, b *sim.Result) []comparedEdge {
	share := *a.Covariance.RelativeError * *a.Covariance.RelativeError
	share /= share + *b.Covariance.RelativeError**b.Covariance.RelativeError // of b
	var edges []comparedEdge
	for k, e := range net.Weights().Entries() {
		if e.Source < e.Target {
			d, f := a.Data.DiffCov[k], b.Data.DiffCov[k]
			z := (d - f) / math.Hypot(a.Data.DiffCovErrors[k], b.Data.DiffCovErrors[k])
			edges = append(edges, comparedEdge{math.Abs(e.Weight), (1-share)*d + share*f, z})
		}
	}
	return edges
}

// smallestTwentieth returns the twentieth with the smallest keys.
func smallestTwentieth(edges []comparedEdge, key func(comparedEdge) float64) []comparedEdge {
	sorted := slices.SortedStableFunc(slices.Values(edges), func(a, b comparedEdge) int { return cmp.Compare(key(a), key(b)) })
	return sorted[:len(sorted)/20]
}
