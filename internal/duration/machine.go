package duration

import (
	"math"
	"time"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/internal/workload"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
)

// How the speed is measured.
const (
	leastTime          = 20 * time.Millisecond // of a measurement, after one that is not counted
	measuredRows       = 20_000                // neurons of the normals that are timed, at most
	measuredWidth      = 16                    // replicas of them
	probeOrder         = 200                   // of the eigenproblem that is timed
	updateMultiplyAdds = 3                     // of the update of a neuron after its product
)

// Machine measures the Speed of this machine on one network: of the kernel, the width and the precision
// that are asked for, when they are asked for the first time. It takes the memory of the blocks of a phase, and
// is for one goroutine.
type Machine struct {
	net      *network.Network
	opt      sim.Options
	measured map[measurement]float64
}

// measurement names what was measured.
type measurement struct {
	what         string
	width, cores int
	precision    integrator.Precision
	method       covariance.Method
}

// NewMachine returns a Machine that has measured nothing yet.
func NewMachine(net *network.Network, opt sim.Options) *Machine {
	return &Machine{net, opt, map[measurement]float64{}}
}

// once returns what measure has returned for that measurement.
func (m *Machine) once(k measurement, measure func() float64) float64 {
	v, found := m.measured[k]
	if !found {
		v = measure()
		m.measured[k] = v
	}
	return v
}

// perReplica returns the seconds of the work, divided among the replicas of all blocks.
func perReplica(w workload.Work, width, cores int) float64 {
	return w.Time(leastTime).Seconds() / float64(width*cores)
}

// Product measures products with blocks of that width, one on each core.
func (m *Machine) Product(width, cores int, p integrator.Precision) float64 {
	return m.once(measurement{what: "product", width: width, cores: cores, precision: p}, func() float64 {
		products := workload.Products[float64]
		if p == integrator.Float32 {
			products = workload.Products[float32]
		}
		stored, n := float64(m.net.Weights().Stored()), float64(m.net.Neurons())
		update := 1 + updateMultiplyAdds*n/max(1, stored)
		return update * perReplica(products(m.net.Weights(), kernel.Kind(m.opt.Kernel), width, cores), width, cores)
	})
}

// Normals measures normal numbers.
func (m *Machine) Normals(cores int) float64 {
	return m.once(measurement{what: "normals", cores: cores}, func() float64 {
		n := m.net.Neurons()
		rows := min(n, measuredRows)
		return float64(n) / float64(rows) * perReplica(workload.Normals(rows, measuredWidth*cores, cores), measuredWidth, cores)
	})
}

// Sample measures the addition of samples.
func (m *Machine) Sample(width, cores int, method covariance.Method) float64 {
	return m.once(measurement{what: "sample", width: width, cores: cores, method: method}, func() float64 {
		estimators := sim.BlocksAtOnce(m.net.Edges(), cores, cores) // as many as fit into memory
		seconds := perReplica(workload.EdgeCovariance(m.net, width*estimators, estimators), width, estimators)
		if method == covariance.DenseMethod {
			seconds += perReplica(workload.DenseCovariance(m.net.Neurons(), width*cores, cores), width, cores)
		}
		return seconds
	})
}

// Iterations solves for one sample and counts; 1 where that fails, as the run will.
func (m *Machine) Iterations() float64 {
	return m.once(measurement{what: "iterations"}, func() float64 {
		net := m.net.Linearized()
		drive := integrator.Drive{Strength: 1, Key: noise.Key{Seed: 1, Purpose: noise.Solve}}
		s := integrator.NewSampler(net, integrator.Pack[float64](net, m.opt.Kernel, 1), drive)
		if err := s.Sample(integrator.NewBlock[float64](net.Neurons(), 1, 0)); err != nil {
			return 1
		}
		return float64(s.Iterations()[0])
	})
}

// Eigenproblem measures a small one by the LAPACK in use.
func (m *Machine) Eigenproblem() float64 {
	return m.once(measurement{what: "eigenproblem"}, func() float64 {
		least := math.Inf(1)
		for range 2 {
			took, _ := workload.Eigenproblem(probeOrder)
			least = min(least, took.Seconds())
		}
		return least * math.Pow(float64(m.net.Neurons())/probeOrder, 3)
	})
}
