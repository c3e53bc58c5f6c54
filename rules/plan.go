package rules

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"noiseprune/internal/enum"
	"noiseprune/network"
)

// Normalization is the way in which K is determined from a budget.
type Normalization uint8

// The normalizations.
const (
	Exact         Normalization = iota // K solved under the clip: Σ min(1, K s) is the budget
	ScaleThenClip                      // Σ K s is the budget, then clipped: fewer are kept; the authors' code
)

func normalizations() enum.Names[Normalization] {
	return enum.Of[Normalization]("normalization", "exact", "scale-then-clip")
}

// String returns "exact" or "scale-then-clip".
func (n Normalization) String() string { return normalizations().Name(n) }

// ParseNormalization is the inverse of Normalization.String.
func ParseNormalization(text string) (Normalization, error) { return normalizations().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (n Normalization) MarshalText() ([]byte, error) { return normalizations().Marshal(n) }

// UnmarshalText is the inverse of MarshalText.
func (n *Normalization) UnmarshalText(text []byte) error { return normalizations().Unmarshal(n, text) }

// Request holds the parameters of a plan.
type Request struct {
	Rule          Rule
	Selection     Selection
	Budget        Budget
	Normalization Normalization
	Protected     []Pair // edges kept with p = 1 besides the rule's
}

// Pair names a synapse.
type Pair struct{ Target, Source int }

// Plan holds the probability of every edge of one network.
type Plan struct {
	K             float64   // the constant of (4); 0 where edges are selected by rank
	Edges         int       // edges that are decided on: those of the network
	Expected      float64   // Σ p over edges
	Clipped       int       // edges with p = 1 because K·score is 1 or more, or by rank
	Protected     int       // edges with p = 1 by request
	Probabilities []float64 // of each stored entry of the weights, in their order; 1 for self-connections

	net       *network.Network
	protected map[int]bool // places among the stored entries
}

// NewPlan returns the plan of a network: p = min(1, K·score) for each edge, or 1 for the largest scores, 0 for the
// others and one probability in between for those at the threshold; 1 for the protected ones. An edge is an unordered
// pair in a symmetric network, a directed synapse in any other. It returns an error for a budget that cannot be met, a
// protected edge that does not exist, or a score that is negative or not finite, and panics if the
// locals do not fit the network. An edge of score 0 that is not protected is never kept by chance.
func NewPlan(net *network.Network, locals network.LocalCovariance, q Request) (*Plan, error) {
	if len(locals.Variance) != net.Neurons() || len(locals.Covariance) != net.Weights().Stored() {
		panic(fmt.Sprintf("rules: %d variances and %d covariances for %d neurons with %d weights",
			len(locals.Variance), len(locals.Covariance), net.Neurons(), net.Weights().Stored()))
	}
	if q.Normalization > ScaleThenClip || q.Selection > Largest {
		panic(fmt.Sprintf("rules: normalization %d or selection %d is unknown", q.Normalization, q.Selection))
	}
	edges := slices.AppendSeq(make([]edge, 0, net.Edges()), edgesOf(net))
	protected, err := protect(net, q.Protected)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, len(edges))
	for k, e := range edges {
		scores[k] = q.Rule(e.weight, locals.Variance[e.i], locals.Variance[e.j], locals.Covariance[e.place])
		if math.IsNaN(scores[k]) || math.IsInf(scores[k], 0) || scores[k] < 0 {
			return nil, fmt.Errorf("the score of edge %s → %s is %v; it must be finite and not negative", net.Label(e.j), net.Label(e.i), scores[k])
		}
	}
	p := &Plan{
		net: net, protected: protected, Edges: len(edges), Probabilities: make([]float64, net.Weights().Stored()),
	}
	probabilities, err := p.choose(edges, scores, q)
	if err != nil {
		return nil, err
	}
	p.fill(edges, probabilities)
	return p, nil
}

// choose returns the probability of every edge by its score, and sets K.
func (p *Plan) choose(edges []edge, scores []float64, q Request) (probabilities []float64, err error) {
	if q.Selection == Largest {
		_, wanted, err := q.Budget.constant(p.net)
		if err == nil && wanted == 0 {
			err = fmt.Errorf("%s fixes K, by which no largest scores are selected; give a number of edges", q.Budget.Kind)
		}
		if err != nil {
			return nil, err
		}
		return largest(edges, scores, p.protected, wanted)
	}
	if p.K, err = constant(p.net, edges, scores, p.protected, q); err != nil {
		return nil, err
	}
	probabilities = make([]float64, len(scores))
	for k, score := range scores {
		probabilities[k] = min(1, float64(p.K*score))
	}
	return probabilities, nil
}

// fill sets the probabilities and counts them.
func (p *Plan) fill(edges []edge, probabilities []float64) {
	for k := range p.Probabilities {
		p.Probabilities[k] = 1
	}
	for k, e := range edges {
		probability := probabilities[k]
		switch {
		case p.protected[e.place]:
			probability = 1
			p.Protected++
		case probability == 1:
			p.Clipped++
		}
		p.Probabilities[e.place] = probability
		p.Probabilities[e.mirror] = probability
		p.Expected += probability
	}
}

// edge is one edge with its place among the stored entries; mirror is the place of the
// other half of a pair in a symmetric network, and otherwise the same place.
type edge struct {
	i, j          int
	weight        float64
	place, mirror int
}

// edgesOf yields the edges of a network: row after row, in a symmetric network those
// below the diagonal.
func edgesOf(net *network.Network) iter.Seq[edge] {
	return func(yield func(edge) bool) {
		w := net.Weights()
		for i := range w.Order() {
			sources, weights := w.Row(i)
			for k, source := range sources {
				j, place := int(source), w.RowStart(i)+k
				if j == i || (net.Symmetric() && j > i) {
					continue
				}
				mirror := place
				if net.Symmetric() {
					mirror, _ = w.Find(j, i)
				}
				if !yield(edge{i, j, weights[k], place, mirror}) {
					return
				}
			}
		}
	}
}

// protect returns the indices, among the stored entries, of the protected edges, as edgesOf
// lists them.
func protect(net *network.Network, pairs []Pair) (map[int]bool, error) {
	places := make(map[int]bool, len(pairs))
	for _, p := range pairs {
		if p.Target < 0 || p.Source < 0 || p.Target >= net.Neurons() || p.Source >= net.Neurons() {
			return nil, fmt.Errorf("protected edge %d → %d lies outside the network of %d neurons", p.Source, p.Target, net.Neurons())
		}
		place, ok := net.Weights().Find(p.Target, p.Source)
		if !ok || p.Target == p.Source {
			return nil, fmt.Errorf("protected edge %s → %s is no edge of the network", net.Label(p.Source), net.Label(p.Target))
		}
		if net.Symmetric() && p.Source > p.Target {
			place, _ = net.Weights().Find(p.Source, p.Target)
		}
		places[place] = true
	}
	return places, nil
}
