package main

import (
	"context"
	"slices"

	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// method is a stepper with the steps that sim takes by default.
type method struct {
	kind  integrator.StepperKind
	drive integrator.Drive // σ = 1
}

// comparison is what is known of the steppers on a network.
type comparison struct {
	name    string
	neurons int
	edges   []network.Entry
	want    []float64 // d of the differential equation, of each edge
	slow    []int     // the slowest twentieth of the edges
	found   []outcome
	cycles  []outcome // of other lengths
}

// outcome is what is known of a stepper on a network.
type outcome struct {
	products float64 // of a step, or of a cycle
	method
	auto             bool       // a default run takes it
	typical, slowest float64    // products for an independent sample: median over the edges, mean over the slowest twentieth
	bias             quantiles  // of d, relative to the differential equation, in magnitude
	left             *quantiles // autocorrelation over a cycle, in magnitude; nil without one
}

// compare computes what each stepper takes on the network. The slowest edges are the twentieth with the largest
// integrated time under Euler–Maruyama, whose steps are so short that it is the equation's.
func compare(ctx context.Context, name string, net *network.Network) (comparison, error) {
	c := comparison{name: name, neurons: net.Neurons(), edges: edgesOf(net)}
	methods, auto, err := methodsOf(ctx, net)
	if err != nil {
		return c, err
	}
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		return c, err
	}
	c.want = diffCov(c.edges, exact.Covariance)
	for k, m := range methods {
		o, err := c.outcomeOf(ctx, net, m)
		if err != nil {
			return c, err
		}
		o.auto = k == auto
		c.found = append(c.found, o)
	}
	return c, c.compareCycles(ctx, net)
}

// outcomeOf computes what a stepper takes. The first one determines which edges are the slowest.
func (c *comparison) outcomeOf(ctx context.Context, net *network.Network, m method) (outcome, error) {
	own, err := m.kind.Stationary(net, m.drive)
	if err != nil {
		return outcome{}, err
	}
	rho, err := correlate(ctx, net, m, own.Covariance, c.edges)
	if err != nil {
		return outcome{}, err
	}
	if c.slow == nil {
		c.slow = largestTwentieth(rho.times)
	}
	return m.describe(net, c.want, diffCov(c.edges, own.Covariance), rho, c.slow), nil
}

// methodsOf returns the steppers with the steps that sim gives them before it knows their bias, and which of
// them a default run takes. Where that shortens the step because of its bias, it is one more.
func methodsOf(ctx context.Context, net *network.Network) (all []method, auto int, err error) {
	for _, kind := range []integrator.StepperKind{integrator.EulerMaruyamaKind, integrator.ExponentialKind, integrator.TrapezoidKind} {
		spec := sim.DefaultSpec()
		spec.Covariance.Stepper = kind
		_, schedule, err := sim.Resolve(spec, net)
		if err != nil {
			return nil, 0, err
		}
		all = append(all, methodOf(kind, schedule))
	}
	r, err := sim.MeasureCovariance(ctx, sim.DefaultSpec(), net, sim.Options{})
	if err != nil {
		return nil, 0, err
	}
	taken := methodOf(r.Spec.Covariance.Stepper, r.Schedule)
	auto = slices.IndexFunc(all, func(m method) bool { return m.kind == taken.kind && m.drive.StepSize == taken.drive.StepSize })
	if auto < 0 {
		auto = slices.IndexFunc(all, func(m method) bool { return m.kind == taken.kind }) + 1
		all = slices.Insert(all, auto, taken)
	}
	return all, auto, nil
}

func methodOf(kind integrator.StepperKind, s sim.Schedule) method {
	return method{kind, integrator.Drive{Strength: 1, StepSize: s.StepSize, Cycle: s.Cycle}}
}

// productsOf returns those with W of a period, one with an inverse being worth InverseProducts.
func (m method) productsOf(net *network.Network) float64 {
	products := m.kind.Products(m.drive) * float64(max(1, len(m.drive.Cycle)))
	for _, s := range m.drive.Cycle {
		if s.Solve == integrator.Inverse {
			products += integrator.InverseProducts(net) - 1
		}
	}
	return products
}

// describe puts together what is known of a stepper whose diff-cov is d.
func (m method) describe(net *network.Network, want, d []float64, rho correlations, slow []int) outcome {
	bias, late := make([]float64, len(d)), make([]float64, len(slow))
	for k, v := range d {
		bias[k] = v/want[k] - 1
	}
	for k, place := range slow {
		late[k] = rho.times[place]
	}
	o := outcome{method: m, bias: quantilesOf(bias), products: m.productsOf(net)}
	o.typical, o.slowest = o.products*quantilesOf(rho.times).median, o.products*stat.Mean(late, nil)
	if m.drive.Cycle != nil {
		left := quantilesOf(rho.first)
		o.left = &left
	}
	return o
}
