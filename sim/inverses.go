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

// inversesPhase is the name of the phase in which they are formed.
const inversesPhase = "inverses"

// form forms the inverses of the measuring cycle, if it has any, as a phase of its own.
func (i *inverses) form(r *run, net *network.Network) error {
	if r.measuring().inverted() == 0 {
		return nil
	}
	_, err := i.of(r, r.schedule.Cycle, net)
	return err
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
	tasks := len(wanted) * inverseIterations * integrator.InverseTasks(net.Neurons())
	r.opt.Progress.Phase(inversesPhase, int64(tasks))
	formed, err := integrator.Invert(r.ctx, net, wanted, r.spec.Integration.Precision, r.opt.Workers, func() { r.opt.Progress.Advance(1) })
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
