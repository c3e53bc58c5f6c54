package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// productCount is what a run takes of products with W, of one replica, for effective samples.
type productCount struct {
	typical, slowest float64
	variant          string
	found            map[string]float64
}

// countProducts runs the covariance of the network and scales its samples to 10,000 effective ones: with
// S of them on some edges,
//
//	burn-in + (products of the samples) · 10,000/S
//
// S is the median over the edges, or 2/e² with e the relative standard error, root mean square over the
// twentieth with the largest d, the slowest ones. The pilot is not counted.
func countProducts(t task) (productCount, error) {
	net, err := loadNetwork(t.Network)
	if err != nil {
		return productCount{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Stepper = sim.Exactly(t.Samples), t.Replicas, t.Stepper
	if t.Predicted {
		return predictProducts(spec, net)
	}
	r, err := sim.MeasureCovariance(context.Background(), spec, net, sim.Options{Workers: t.Workers})
	if err != nil {
		return productCount{}, err
	}
	return productsOf(r)
}

// productsOf counts the products of a run.
func productsOf(r *sim.Result) (productCount, error) {
	facts, s, kind := r.Covariance, r.Schedule, r.Spec.Covariance.Stepper
	if facts.EffectiveSamples == nil || facts.RelativeErrorLargest == nil {
		return productCount{}, errors.New("the samples have no error bars")
	}
	perStep := kind.Products(integrator.Drive{StepSize: s.StepSize, Cycle: s.Cycle})
	products := func(effective float64) float64 {
		return perStep * (float64(s.BurnInSteps) + float64(s.IntervalSteps)*float64(s.SamplesPerReplica)*effectiveSamples/effective)
	}
	e := *facts.RelativeErrorLargest
	c := productCount{
		typical: products(*facts.EffectiveSamples), slowest: products(2 / e / e), variant: kind.String(),
		found: map[string]float64{"step": s.StepSize, "burn_in": perStep * float64(s.BurnInSteps)},
	}
	for name, bias := range map[string]*float64{"bias_typical": facts.StepBiasTypical, "bias_largest": facts.StepBias} {
		if bias != nil {
			c.found[name] = *bias
		}
	}
	return c, nil
}

// predictProducts returns what sim expects of the stepper before anything is simulated.
func predictProducts(spec sim.Spec, net *network.Network) (productCount, error) {
	spec.Covariance.Samples = sim.Exactly(effectiveSamples)
	resolved, schedule, err := sim.Resolve(spec, net)
	if err != nil {
		return productCount{}, err
	}
	for _, cost := range schedule.Steppers {
		if cost.Stepper == resolved.Covariance.Stepper {
			return productCount{
				typical: cost.Typical, slowest: cost.Slowest, variant: cost.Stepper.String() + ", predicted",
				found: map[string]float64{"step": cost.StepSize},
			}, nil
		}
	}
	return productCount{}, fmt.Errorf("the schedule has no cost of %v", resolved.Covariance.Stepper)
}

// products answers a task from what an equal one on other edges has found.
func (r *ownRunner) products(t task) (answer, error) {
	edges := t.Edges
	t.Edges = ""
	key, err := json.Marshal(t)
	if err != nil {
		return answer{}, err
	}
	count, found := r.counts[string(key)]
	if !found {
		if count, err = countProducts(t); err != nil {
			return answer{}, err
		}
		if r.counts == nil {
			r.counts = map[string]productCount{}
		}
		r.counts[string(key)] = count
	}
	return count.answer(edges)
}

// answer returns the number for the task's edges.
func (c productCount) answer(edges string) (answer, error) {
	a := answer{Variant: c.variant, Found: c.found}
	switch edges {
	case typicalEdge:
		a.Products = c.typical
	case slowestEdges:
		a.Products = c.slowest
	default:
		return a, fmt.Errorf("there are no edges %q", edges)
	}
	return a, nil
}

// loadNetwork reads a file or runs a generator, with the default leak.
func loadNetwork(source string) (*network.Network, error) {
	loaded, err := netio.Load(network.Definition{Source: source, Input: "0"}, 1, netio.DefaultLimits())
	if err != nil {
		return nil, err
	}
	return loaded.Network, nil
}
