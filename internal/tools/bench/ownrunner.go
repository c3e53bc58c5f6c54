package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"time"

	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/internal/roofline"
	"noiseprune/internal/workload"
	"noiseprune/network"
	"noiseprune/sim"
)

// ownRunner does our side of the tasks, and keeps what the last one prepared.
type ownRunner struct {
	last   string // the task, encoded
	work   workload.Work
	memory *roofline.Memory

	counts map[string]productCount // by their task, encoded without its edges
}

// answerTasks answers the tasks of a stream until its end.
func answerTasks(in io.Reader, out io.Writer) error {
	encoder := json.NewEncoder(out)
	first := answer{Versions: map[string]string{"Go": runtime.Version(), "noiseprune": sim.Version}}
	if err := encoder.Encode(first); err != nil {
		return err
	}
	var r ownRunner
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		a, err := r.answer(lines.Bytes())
		if err != nil {
			a = answer{Error: err.Error()}
		}
		if err := encoder.Encode(a); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (r *ownRunner) answer(line []byte) (answer, error) {
	var t task
	if err := json.Unmarshal(line, &t); err != nil {
		return answer{}, err
	}
	switch t.Work {
	case "limits":
		return r.limits(t.Workers), nil
	case "peak":
		return peak(t), nil
	case "figure2c":
		return runFigure2c(t)
	case "full-run":
		return fullRun(t)
	case "prunings":
		return pruneSeveral(t)
	case "seeds":
		return pruneBySeeds(t)
	case "record":
		return record(t)
	case "read-list":
		return timeReadList(t)
	case "samples":
		return measureCovariance(t)
	case "diff-cov":
		return measureDiffCov(t)
	case "solve":
		return solvedDiffCov(t)
	case "resistance":
		return resistances(t)
	case "worst":
		return measureWorst(t)
	case "write-pruned":
		return writePruned(t)
	case "write-network":
		return writeNetwork(t)
	case "write-matrix":
		return writeMatrix(t)
	case "products":
		return r.products(t)
	}
	if r.last != string(line) {
		r.work, r.last = nil, "" // free its memory first
		work, err := prepare(t)
		if err != nil {
			return answer{}, err
		}
		r.work, r.last = work, string(line)
	}
	if t.Work == "trajectory" {
		r.work.Run(1)
		start := time.Now()
		r.work.Run(t.Steps)
		return answer{Seconds: time.Since(start).Seconds()}, nil
	}
	return answer{Seconds: r.work.Time(time.Duration(t.Seconds * float64(time.Second))).Seconds()}, nil
}

// prepare returns the work that the task times.
func prepare(t task) (workload.Work, error) {
	degree := t.Degree
	if degree == 0 {
		degree = t.Neurons - 1
	}
	random := func() *network.Network { return workload.RandomNetwork(t.Neurons, degree) }
	switch t.Work {
	case "step", "trajectory":
		return steps(random(), t), nil
	case "step-in-turn":
		return steps(random(), t).Sequential(), nil
	case "product":
		return workload.Products[float64](random().Weights(), kernel.Dense, t.Replicas, t.Workers), nil
	case "normals":
		return workload.Normals(t.Neurons, t.Replicas, t.Workers), nil
	case "covariance-dense":
		return workload.DenseCovariance(t.Neurons, t.Replicas, t.Workers), nil
	case "covariance-edges":
		return workload.EdgeCovariance(random(), t.Replicas, t.Workers), nil
	}
	return nil, fmt.Errorf("there is no work %q", t.Work)
}

func steps(net *network.Network, t task) workload.Work {
	if t.Precision == "float32" {
		return stepsAs[float32](net, t)
	}
	return stepsAs[float64](net, t)
}

func stepsAs[T integrator.Float](net *network.Network, t task) workload.Work {
	return workload.Steps[T](net, t.Replicas, t.Workers)
}

func peak(t task) answer {
	rate := roofline.FMA[float64]
	if t.Precision == "float32" {
		rate = roofline.FMA[float32]
	}
	return answer{Rates: map[string]float64{"peak": rate(t.Workers)}}
}

func (r *ownRunner) limits(cores int) answer {
	if r.memory == nil {
		r.memory = roofline.NewMemory(cores)
	}
	defer func() { r.memory = nil }()
	return answer{Rates: map[string]float64{
		"float64 one": roofline.FMA[float64](1), "float64 all": roofline.FMA[float64](cores),
		"float32 one": roofline.FMA[float32](1), "float32 all": roofline.FMA[float32](cores),
		"bandwidth": r.memory.Bandwidth(),
	}}
}
