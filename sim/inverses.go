package sim

import (
	"fmt"
	"slices"
	"sync"

	"noiseprune/integrator"
	"noiseprune/network"
)

// inverses keeps those of the cycle by which the covariance is measured, which all phases share.
type inverses struct {
	mutex  sync.Mutex
	cycle  []integrator.Substep
	formed *integrator.Inverses
}

// of returns the inverses of a cycle, and forms them unless they are there. The networks that are measured in
// a run differ in their constant inputs only, which inverses do not depend on.
func (i *inverses) of(r *run, cycle []integrator.Substep, net *network.Network) (*integrator.Inverses, error) {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	wanted := slices.DeleteFunc(slices.Clone(cycle), func(s integrator.Substep) bool { return s.Solve != integrator.Inverse })
	if i.formed != nil && slices.Equal(i.cycle, wanted) {
		return i.formed, nil
	}
	formed, err := integrator.Invert(r.ctx, net, wanted, r.spec.Integration.Precision, r.opt.Workers)
	if err != nil {
		if r.ctx.Err() != nil {
			return nil, err
		}
		return nil, &SpecError{"covariance.stepper", fmt.Sprintf("is %v, but %v", r.spec.Covariance.Stepper, err)}
	}
	i.cycle, i.formed = wanted, formed
	return formed, nil
}

// release lets the memory be collected.
func (i *inverses) release() { i.cycle, i.formed = nil, nil }

// inverted returns how many steps of the cycle are solved by inverses.
func (g integration) inverted() int { return invertedIn(g.cycle) }

func invertedIn(cycle []integrator.Substep) (count int) {
	for _, s := range cycle {
		if s.Solve == integrator.Inverse {
			count++
		}
	}
	return count
}
