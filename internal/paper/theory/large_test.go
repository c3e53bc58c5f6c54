package theory

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
	"noiseprune/network"
	"noiseprune/rules"
)

// smallModules are 600 neurons, which can be decomposed, too.
func smallModules(t *testing.T) (largeSize, *network.Network) {
	t.Helper()
	size := largeSize{modules{12, 30}, 128, 3, 2}
	net, err := size.network(1)
	if err != nil {
		t.Fatal(err)
	}
	return size, net
}

// The network meets the conditions of the theory without slack, has the degrees that it is described with, and
// every module has links.
func TestModules(t *testing.T) {
	size, net := smallModules(t)
	if !net.Symmetric() || !net.DiagonallyDominant() || net.Neurons() != size.neurons() {
		t.Errorf("%d neurons, symmetric: %v, dominant: %v", net.Neurons(), net.Symmetric(), net.DiagonallyDominant())
	}
	strong, weak, links := 0, 0, 0
	for _, e := range net.Weights().Entries() {
		switch {
		case e.Target/moduleSize != e.Source/moduleSize:
			links++
		case e.Weight >= 0.5:
			strong++
		default:
			weak++
		}
	}
	// Of 14,700 pairs each is strong with probability 6/49 and weak with 30/49: standard errors of 0.13 and 0.2.
	n := float64(net.Neurons())
	if math.Abs(float64(strong)/n-strongDegree) > 0.5 || math.Abs(float64(weak)/n-30) > 0.7 || links != 2*linksOut*size.count {
		t.Errorf("%v strong and %v weak synapses a neuron, %d ends of links", float64(strong)/n, float64(weak)/n, links)
	}
	for g, w := range linkWeights(net.Weights()) {
		if w < linksOut*0.5*weakWeight {
			t.Errorf("module %d has links of weight %v", g, w)
		}
	}
}

// The bounds hold the worst case of the dense factorization between them, for each rule; what is seen of a module is
// the quadratic form of its indicator; and no d is too small by more than the bound says, nor by far less.
func TestLargeBounds(t *testing.T) {
	size, net := smallModules(t)
	run := papertest.Run()
	exact, err := experiment.ExactLocals(run, net)
	if err != nil {
		t.Fatal(err)
	}
	locals, err := experiment.SampledLocals(run, net, size.samples)
	if err != nil {
		t.Fatal(err)
	}
	one := &largeResult{largeSize: size, edges: float64(net.Edges())}
	sought := 0
	for r := range figure.RuleCount {
		plan, _, err := one.plan(net, locals, r)
		if err != nil {
			t.Fatal(err)
		}
		pruned, err := experiment.Sample(run, plan, 0, rules.Matched)
		if err != nil {
			t.Fatal(err)
		}
		want, err := compare.WorstCase(net, pruned)
		if err != nil {
			t.Fatal(err)
		}
		got, err := examine(nil, net, pruned, 1)
		if err != nil || !(got.Low <= want+1e-9 && want <= got.High) {
			t.Errorf("%s: %v, bounds %v and %v, dense %v", r.Label(), err, got.Low, got.High, want)
		}
		if got.Products > 0 {
			sought++
		}
		links, form := moduleDistortion(net.Weights(), pruned.Weights()), indicatorDistortion(net, pruned)
		if math.Abs(links-form) > 1e-9 {
			t.Errorf("%s: distortion of modules %v, by quadratic forms %v", r.Label(), links, form)
		}
	}
	if sought == 0 || sought == int(figure.RuleCount) {
		t.Errorf("%d worst cases were sought: both ways are to be tried", sought)
	}
	off, above := 0.0, 0.0
	d, estimated := exact.DiffCov(net), locals.DiffCov(net)
	for k, v := range d {
		off, above = max(off, 1-estimated[k]/v), max(above, estimated[k]/v-1)
	}
	// The lemma's bound of the upper tail is 2√(t/S) + 2t/S.
	if bound := one.mostOff(); off > bound || off < bound/3 || above > bound+bound*bound/2 {
		t.Errorf("d is too small by %v at most and too large by %v, the bound is %v", off, above, bound)
	}
}

// indicatorDistortion is moduleDistortion by quadratic forms, the diagonal among them.
func indicatorDistortion(net, pruned *network.Network) float64 {
	form := func(net *network.Network, g int) float64 {
		sum, leak := 0.0, net.Leak()
		for i := g * moduleSize; i < (g+1)*moduleSize; i++ {
			sum += leak[i]
			sources, weights := net.Weights().Row(i)
			for k, j := range sources {
				if int(j)/moduleSize == g {
					sum -= weights[k]
				}
			}
		}
		return sum
	}
	worst := 0.0
	for g := range net.Neurons() / moduleSize {
		worst = max(worst, math.Abs(form(pruned, g)/form(net, g)-1))
	}
	return worst
}

// A network that is interrupted after every few parts, by any number of workers, gives the same numbers.
func TestLargeResumes(t *testing.T) {
	size, _ := smallModules(t)
	want := &scalingStudy{}
	if err := want.addLarge(papertest.Run(), size); err != nil {
		t.Fatal(err)
	}
	i := &papertest.Interrupter{T: t, Kept: map[string][]byte{}}
	runs := 0
	for err := context.Canceled; errors.Is(err, context.Canceled); runs++ {
		var ctx context.Context
		ctx, i.Stop = context.WithCancel(t.Context())
		i.Left = 3
		opt := papertest.Run().Options
		opt.Store, opt.Workers = i, 1+runs%3
		got := &scalingStudy{}
		err = got.addLarge(figure.NewRun(ctx, opt), size)
		i.Stop()
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("after %d runs %+v, want %+v", runs, got.large[0], want.large[0])
		}
	}
	if runs < 3 || i.Found == 0 {
		t.Errorf("%d runs, in which %d parts were found again", runs, i.Found)
	}
}
