package main

import (
	"context"
	"os"
	"time"

	"noiseprune/sim"
)

// fullRun does what simulate run does, between the network and the result.
func fullRun(t task) (answer, error) {
	net, err := clustered(t)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = t.Samples, t.Replicas, sim.No
	spec.Prune.Keep = &t.Keep
	spec.Compare.Spectra, spec.Compare.Runs = sim.Yes, t.Runs
	library, err := sim.OpenLAPACK(sim.AutoLAPACK, os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return answer{}, err
	}
	start := time.Now()
	r, err := sim.Run(context.Background(), spec, net, sim.Options{Workers: t.Workers, LAPACK: library})
	if err != nil {
		return answer{}, err
	}
	a := answer{Seconds: time.Since(start).Seconds(), Variant: "LAPACK: " + r.Libraries.LAPACK}
	a.Schedule, a.Initial = &r.Schedule, r.Spec.Compare.InitialScale.Value()
	a.Found = map[string]float64{
		"eps_v": r.Rules["noise"].EpsV.Median, "trajectory_error": r.Rules["noise"].TrajectoryError.Median,
	}
	return a, nil
}

// measureCovariance measures the covariance of the clustered network with that many samples.
func measureCovariance(t task) (answer, error) {
	net, err := clustered(t)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = t.Samples, t.Replicas, sim.No
	start := time.Now()
	_, err = sim.MeasureCovariance(context.Background(), spec, net, sim.Options{Workers: t.Workers})
	return answer{Seconds: time.Since(start).Seconds()}, err
}
