package main

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"time"

	"noiseprune/network/netio"
	"noiseprune/sim"
)

// lyapunovRow is d on every edge of a directed network, to the relative standard error of 10,000 samples.
// Ours writes A for the peers, once.
func lyapunovRow(o options, cores int) row {
	source, title := "data/drosophila-larva-full.csv.gz", "full larva, directed"
	if o.quick {
		source, title = "data/drosophila-mushroom-body-left.mtx", "mushroom body, directed"
	}
	t := task{
		Work: "diff-cov", Network: source, Samples: effectiveSamples, Replicas: runReplicas, Workers: cores,
		File: filepath.Join(os.TempDir(), "noiseprune-lyapunov.npy"),
	}
	made := t
	made.Work = "write-matrix"
	return row{
		name: "diff-cov-directed", title: "d on every edge to 1.4%, " + title, task: t, amount: 1, unit: "runs",
		first: []first{{script: ours, task: made}},
		peers: []peer{
			{name: "SciPy solve_continuous_lyapunov", script: "with_numpy", target: 20, change: variant("solve_continuous_lyapunov")},
			{name: "NumPy, Smith's doubling", script: "with_numpy", change: variant("doubling")},
		},
	}
}

// measureDiffCov measures d from trajectories.
func measureDiffCov(t task) (answer, error) {
	net, err := loadNetwork(t.Network)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = sim.Exactly(t.Samples), t.Replicas, sim.No
	start := time.Now()
	r, err := sim.MeasureCovariance(context.Background(), spec, net, sim.Options{Workers: t.Workers})
	if err != nil {
		return answer{}, err
	}
	a := answer{Seconds: time.Since(start).Seconds(), Variant: r.Spec.Covariance.Stepper.String()}
	a.Found = map[string]float64{"median_d": medianOffDiagonal(r), "neurons": float64(net.Neurons())}
	if e := r.Covariance.RelativeError; e != nil {
		a.Found["relative_error"] = *e
	}
	return a, nil
}

// medianOffDiagonal returns the median of d over the stored entries off the diagonal.
func medianOffDiagonal(r *sim.Result) float64 {
	var d []float64
	for place, e := range r.Data.Original.Weights().Entries() {
		if e.Target != e.Source {
			d = append(d, r.Data.DiffCov[place])
		}
	}
	return median(d)
}

// writeMatrix writes A as an array of NumPy.
func writeMatrix(t task) (answer, error) {
	net, err := loadNetwork(t.Network)
	if err != nil {
		return answer{}, err
	}
	file, err := os.Create(t.File)
	if err != nil {
		return answer{}, err
	}
	diagonal := net.Diagonal()
	w := bufio.NewWriter(file)
	err = netio.WriteSquareNPY(w, net.Neurons(), func(i int, row []float64) {
		clear(row)
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			row[j] = weights[k]
		}
		row[i] = diagonal[i]
	})
	for _, finish := range []func() error{w.Flush, file.Close} {
		if failed := finish(); err == nil {
			err = failed
		}
	}
	return answer{}, err
}
