package sim

import (
	"fmt"

	"noiseprune/integrator"
	"noiseprune/network"
)

// RecordInput is what a recording is of, beside its spec.
type RecordInput struct {
	Networks []*network.Network // which are recorded side by side under the same noise; they have the same neurons
	Neurons  []int              // that are recorded, in the order of a frame's values
	Groups   *Groups            // nil for no population means
	Frames   FrameStore
}

// Groups are groups of neurons whose means are followed.
type Groups struct {
	Names []string
	Of    []int // the group of each neuron of the network, −1 for none
}

// FrameStore keeps the frames of a recording. Its methods may be called from several goroutines at once.
type FrameStore interface {
	// Begin is told that frames of one replica of one network follow, from number `from` on. Those before were made durable by an
	// earlier process, and later ones that it wrote are dropped.
	Begin(network, replica int, from int64) (Frames, error)
}

// Frames takes the frames of one trajectory in order.
type Frames interface {
	// Append takes the next frame, which it does not keep.
	Append(frame []float64) error
	// Sync returns when all frames are durable.
	Sync() error
	// Close is Sync, and no frame follows.
	Close() error
}

// RecordPlan is what a recording is about to do, as far as its memory, its time and its room on the disk depend on it.
type RecordPlan struct {
	Spec     RecordSpec // resolved
	Schedule RecordSchedule
	Input    RecordInput
	Blocks   int // of replicas
	Width    int // replicas of a block
}

// Bytes estimates the memory of a recording by that many workers: networks, packed weights, states and statistics.
func (p RecordPlan) Bytes(workers int) float64 {
	total, columns := 0.0, float64(len(p.Input.Neurons))
	kind := p.Spec.Integration.Precision
	for _, net := range p.Input.Networks {
		stored, n := net.Weights().Stored(), net.Neurons()
		weights, scratch := integrator.PackedSize(n, stored, integrator.AutoKernel, kind, p.Width)
		inverse := 0.0
		if invertedIn(p.Schedule.Cycle) > 0 {
			inverse, _ = integrator.InverseSize(n, kind, p.Width)
		}
		states := 6 * 8 * float64(n) * float64(p.Width)
		ofReplica := 8 * columns * (float64(p.Schedule.Lags+1)*(batchLimit+2) + 3*float64(p.Schedule.Segment))
		total += 20*float64(stored) + weights + inverse
		total += float64(min(workers, p.Blocks)) * (scratch + states)
		total += float64(p.Spec.Record.Replicas) * ofReplica
	}
	return total
}

// Steps returns how many steps all replicas of a network take together.
func (p RecordPlan) Steps() float64 {
	return float64(p.Schedule.steps()) * float64(p.Spec.Record.Replicas)
}

// Products returns how many products with the weights of a network these steps take.
func (p RecordPlan) Products(net *network.Network) float64 {
	g := integration{"integration.stepper", p.Spec.Integration.Stepper, p.Schedule.StepSize, p.Schedule.Cycle}
	return p.Steps() * g.productsPerStep(net)
}

// check returns a *SpecError where networks, neurons and groups do not fit each other, and panics for neurons that do not exist.
func (in RecordInput) check() error {
	n := in.Networks[0].Neurons()
	for k, net := range in.Networks {
		if net.Neurons() != n {
			return &SpecError{"network.source", fmt.Sprintf("cannot be recorded together: network %d has %d neurons, but the first has %d; "+
				"record networks of the same neurons", k+1, net.Neurons(), n)}
		}
	}
	if len(in.Neurons) == 0 {
		return &SpecError{"record.neurons", "names no neuron; give labels, numbers, ranges, all or random:20"}
	}
	for _, i := range in.Neurons {
		if i < 0 || i >= n {
			panic(fmt.Sprintf("sim: neuron %d of %d is to be recorded", i, n))
		}
	}
	if g := in.Groups; g != nil && len(g.Of) != n {
		panic(fmt.Sprintf("sim: groups of %d neurons for %d", len(g.Of), n))
	}
	return nil
}
