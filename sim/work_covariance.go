package sim

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// covariance adds the phases of measureCovariance.
func (w *workList) covariance(measured *network.Network) {
	r := w.run
	const exactPhase = "exact covariance"
	switch r.spec.Covariance.Method {
	case covariance.ExactMethod:
		w.exact(exactPhase, 1)
		return
	case covariance.SolveMethod:
		w.solve()
		if r.comparesWithExact(measured) {
			w.exact(exactPhase, 1)
		}
		return
	case covariance.EdgesMethod, covariance.DenseMethod:
	}
	w.inverses()
	w.decay(measured)
	if r.comparesWithExact(measured) {
		w.exact(exactPhase, 2)
	}
	g := r.measuring()
	w.mean(measured, g)
	if g.cycle == nil {
		w.simulation("correlation time", g, r.schedule.BurnInSteps+pilotObservations*pilotGridSteps(r), pilotReplicas)
	}
	if measured.Activation() == network.Rectified && r.spec.Noise.Placement != integrator.Inside {
		w.paired(g)
	}
	if r.spec.Integration.Precision == integrator.Float32 {
		w.simulation("checking float32", g, 2*(r.schedule.BurnInSteps+r.schedule.IntervalSteps), checkedReplicas)
	}
	w.sampling(g)
}

// inverses adds what forming the inverses of a cycle takes.
func (w *workList) inverses() {
	if w.plan.Inverses == 0 {
		return
	}
	columns, net := float64(w.plan.Inverses*inverseIterations*w.plan.Size.Neurons), w.run.net
	width := min(registerWidth, w.plan.Size.Neurons)
	units := w.plan.Inverses * inverseIterations * integrator.InverseTasks(w.plan.Size.Neurons)
	w.all = append(w.all, Work{
		Phase: inversesPhase, Units: int64(units), Products: columns * (1 + integrator.InverseProducts(net)),
		Replicas: 1, Width: width, Blocks: (w.plan.Size.Neurons + width - 1) / width,
	})
}

// decay adds the observation of a disturbance and the bias of the step, as settle does them.
func (w *workList) decay(measured *network.Network) {
	r, g := w.run, w.run.measuring()
	observed := newDecay(r, nil)
	if measured.Activation() == network.Rectified {
		if r.burnInOpen {
			w.mean(measured, g)
			w.simulation("burn-in", g, observed.stepOf(decayPerOctave), decayReplicas).Products *= 2 // of the pairs
		}
		return
	}
	biased := !r.comparesWithExact(measured)
	if biased || r.burnInOpen && !r.normalNoise(measured) {
		w.simulation("burn-in", g, observed.stepOf(decayPerOctave), decayReplicas).Normals = 0
	}
	if biased {
		finer, factor := g.refined()
		horizon := max(1, observed.stepOf(0)/2)
		w.simulation("bias of the step", finer, factor*horizon, decayReplicas).Normals = 0
	}
}

// mean adds the integration without noise of a network with a constant input.
func (w *workList) mean(measured *network.Network, g integration) {
	if sizeOf(measured).Driven {
		w.simulation("finding the mean", g, w.run.schedule.BurnInSteps, 1).Normals = 0
	}
}

// paired adds the trajectories at h and at h/2 of pairedBias.
func (w *workList) paired(g integration) {
	steps := w.run.schedule.BurnInSteps + pairedSamples()*pilotGridSteps(w.run)
	phase := w.simulation("half the step", g, (2+2*2)*steps, pairedReplicas)
	phase.Units, phase.Replicas, phase.Blocks = 4, 4*pairedReplicas, 4
}

// sampling adds the samples of the covariance.
func (w *workList) sampling(g integration) {
	c, t := w.run.spec.Covariance, w.run.schedule
	phase := w.simulation("covariance", g, t.BurnInSteps+t.IntervalSteps*t.SamplesPerReplica, c.Replicas)
	phase.inBlocks(int(c.Width.Value()), c.Replicas)
	phase.Samples = float64(t.SamplesPerReplica) * float64(c.Replicas)
	phase.Precision = w.run.spec.Integration.Precision
	phase.repeat(c.expectedBatches())
}

// solve adds the samples by solving, in double precision always.
func (w *workList) solve() {
	c, size := w.run.spec.Covariance, w.plan.Size
	units := float64(w.run.schedule.SamplesPerReplica) * float64(c.Replicas)
	phase := Work{
		Phase: "covariance", Units: int64(units), Samples: units, Solves: units,
		Normals: units * float64(size.Neurons+size.Edges) / float64(size.Neurons),
	}
	phase.inBlocks(int(c.Width.Value()), c.Replicas)
	phase.repeat(c.expectedBatches())
	w.all = append(w.all, phase)
}

// repeat makes it the work of that many batches of replicas.
func (w *Work) repeat(batches int) {
	w.Units *= int64(batches)
	for _, count := range []*float64{&w.Products, &w.Normals, &w.Samples, &w.Solves} {
		*count *= float64(batches)
	}
}
