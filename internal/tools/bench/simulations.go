package main

import (
	"context"
	"os"
	"time"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// fullRun does what simulate run does, between the network and the result.
func fullRun(t task) (answer, error) {
	net, err := clustered(t)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = sim.Exactly(t.Samples), t.Replicas, sim.No
	spec.Prune.Keep = &t.Keep
	spec.Compare.Spectra, spec.Compare.Runs = sim.FullSpectra, t.Runs
	spec.Prune.Prunings = sim.Exactly(1) // as the others do
	library, err := sim.OpenLAPACK(sim.AutoLAPACK, os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return answer{}, err
	}
	start := time.Now()
	r, err := sim.Run(context.Background(), spec, net, sim.Options{Workers: t.Workers, LAPACK: library})
	if err != nil {
		return answer{}, err
	}
	a := answer{Seconds: time.Since(start).Seconds(), Variant: r.Spec.Covariance.Stepper.String() + ", LAPACK: " + r.Libraries.LAPACK}
	a.Initial = r.Spec.Compare.InitialScale.Value()
	if a.Schedules, err = peerSchedules(spec, net, r); err != nil {
		return answer{}, err
	}
	a.Found = map[string]float64{
		"eps_v": r.Rules["noise"].EpsV.Median, "trajectory_error": r.Rules["noise"].TrajectoryError.Median,
	}
	return a, nil
}

// peerSchedules returns what peers need to do the run by Euler–Maruyama, or by the trapezoid with trajectories by
// the stepper that we take. Of the stepper of our own run it is the schedule that this run found.
func peerSchedules(spec sim.Spec, net *network.Network, r *sim.Result) (map[string]peerSchedule, error) {
	all := map[string]peerSchedule{}
	for _, kind := range []integrator.StepperKind{integrator.EulerMaruyamaKind, integrator.TrapezoidKind} {
		s := spec
		s.Covariance.Stepper = kind
		if kind == integrator.EulerMaruyamaKind {
			s.Integration.Stepper = kind
		}
		resolved, schedule, err := sim.Resolve(s, net)
		if err != nil {
			return nil, err
		}
		if kind == r.Spec.Covariance.Stepper && resolved.Integration.Stepper == r.Spec.Integration.Stepper {
			schedule = r.Schedule
		}
		all[kind.String()] = peerSchedule{schedule, resolved.Integration.Stepper}
	}
	return all, nil
}

// measureCovariance measures the covariance of the clustered network with that many samples.
func measureCovariance(t task) (answer, error) {
	net, err := clustered(t)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = sim.Exactly(t.Samples), t.Replicas, sim.No
	start := time.Now()
	_, err = sim.MeasureCovariance(context.Background(), spec, net, sim.Options{Workers: t.Workers})
	return answer{Seconds: time.Since(start).Seconds()}, err
}
