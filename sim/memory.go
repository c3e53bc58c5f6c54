package sim

import (
	"noiseprune/covariance"
	"noiseprune/network"
)

// Memory says how many bytes a run takes while each of its phases lasts, in their order:
// all that is alive at once, and nothing for garbage that is not collected yet.
type Memory []PhaseMemory

// PhaseMemory is the memory of one phase, in bytes.
type PhaseMemory struct {
	Phase string
	Bytes float64
}

// Most returns the phase that takes the most.
func (m Memory) Most() PhaseMemory {
	var most PhaseMemory
	for _, p := range m {
		if p.Bytes > most.Bytes {
			most = p
		}
	}
	return most
}

// Extent is how much of a run is done.
type Extent uint8

// The extents, each with the function that goes so far.
const (
	WholeRun       Extent = iota // Run
	CovarianceOnly               // MeasureCovariance
	UpToPruning                  // Prune
	ComparisonOnly               // Compare
)

// Demand is what the memory of a run depends on of its network.
type Demand struct {
	neurons, stored, edges       int
	symmetric, rectified, driven bool // driven by a constant input
}

// DemandOf returns the demand of a network.
func DemandOf(net *network.Network) Demand {
	d := Demand{
		neurons: net.Neurons(), stored: net.Weights().Stored(), edges: net.Edges(),
		symmetric: net.Symmetric(), rectified: net.Activation() == network.Rectified,
	}
	for _, b := range net.Input() {
		d.driven = d.driven || b != 0
	}
	return d
}

// Memory estimates what a run takes, before anything large is allocated. kept says whether
// results and checkpoints are written. A spec that cannot be run has no meaningful estimate.
func (d Demand) Memory(spec Spec, extent Extent, opt Options, kept bool) Memory {
	spec.resolveSize(d.neurons, d.stored)
	e := estimate{Demand: d, spec: spec, opt: opt, kept: kept, extent: extent}
	var m Memory
	add := func(phase string, bytes float64) {
		m = append(m, PhaseMemory{phase, processBytes + e.network(1) + bytes})
	}
	if extent != ComparisonOnly {
		add("preparation", e.preparation())
		if spec.Covariance.Method != covariance.ExactMethod {
			add("covariance", e.covariance())
		}
		if spec.Covariance.Method == covariance.ExactMethod || spec.Covariance.Exact == Yes {
			add("exact covariance", e.exact())
		}
	}
	if extent == WholeRun || extent == UpToPruning {
		add("pruning", e.pruning())
	}
	if extent == WholeRun || extent == ComparisonOnly {
		if spec.Compare.Spectra == Yes {
			add("spectra", e.spectra())
		}
		if spec.Compare.Runs > 0 {
			add("trajectories", e.trajectories())
		}
	}
	if kept {
		add("files", e.files())
	}
	return m
}

// Prospect is what a run is about to do, as far as its memory depends on it.
type Prospect struct {
	Spec   Spec // resolved
	Extent Extent
	Demand Demand
}

// admit returns the phase that asks whether the run may begin.
func (r *run) admit(extent Extent) func() error {
	return func() error {
		if r.opt.Admit == nil {
			return nil
		}
		return r.opt.Admit(Prospect{r.spec, extent, DemandOf(r.net)})
	}
}
