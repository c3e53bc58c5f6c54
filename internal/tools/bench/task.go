package main

import "noiseprune/sim"

// task is one line to a worker, ours or a peer's. What a piece of work does not need is
// left out.
type task struct {
	Work      string  `json:"work"`
	Variant   string  `json:"variant,omitempty"` // how the names of the wanted variants begin
	Neurons   int     `json:"neurons,omitempty"`
	Degree    int     `json:"degree,omitempty"` // synapses onto each neuron; all of them where there is none
	Replicas  int     `json:"replicas,omitempty"`
	Precision string  `json:"precision,omitempty"`
	Workers   int     `json:"workers,omitempty"` // goroutines of ours
	Steps     int     `json:"steps,omitempty"`   // of a whole trajectory
	Share     int     `json:"share,omitempty"`   // steps that stand for all of them
	Seconds   float64 `json:"seconds,omitempty"` // to be filled by repetitions

	Sizes    []int         `json:"sizes,omitempty"` // of clusters
	Long     int           `json:"long,omitempty"`
	Keep     float64       `json:"keep,omitempty"`
	Runs     int           `json:"runs,omitempty"`
	Samples  float64       `json:"samples,omitempty"`
	Schedule *sim.Schedule `json:"schedule,omitempty"` // what ours followed, for the others to follow
	Initial  float64       `json:"initial,omitempty"`
}

// answer is one line back.
type answer struct {
	Error    string             `json:"error,omitempty"`
	Seconds  float64            `json:"seconds,omitempty"` // of the work once
	Variant  string             `json:"variant,omitempty"`
	Rates    map[string]float64 `json:"rates,omitempty"` // limits, per second
	Found    map[string]float64 `json:"found,omitempty"` // what shows that the same work was done
	Schedule *sim.Schedule      `json:"schedule,omitempty"`
	Initial  float64            `json:"initial,omitempty"`
	Versions map[string]string  `json:"versions,omitempty"` // of the first line, before any task
}
