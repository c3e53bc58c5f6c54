package main

import (
	"noiseprune/integrator"
	"noiseprune/sim"
)

// task is one line to a runner, ours or a peer's. Fields that the work does not need are empty.
type task struct {
	Work      string  `json:"work"`
	Variant   string  `json:"variant,omitempty"` // how the names of the wanted variants begin
	Neurons   int     `json:"neurons,omitempty"`
	Degree    int     `json:"degree,omitempty"` // synapses onto each neuron; 0 for all
	Replicas  int     `json:"replicas,omitempty"`
	Precision string  `json:"precision,omitempty"`
	Workers   int     `json:"workers,omitempty"` // goroutines of ours
	Steps     int     `json:"steps,omitempty"`   // of a trajectory
	StepSize  float64 `json:"step_size,omitempty"`
	Share     int     `json:"share,omitempty"`   // steps or samples that a peer measures and scales to all
	Seconds   float64 `json:"seconds,omitempty"` // that repetitions must take at least

	File   string   `json:"file,omitempty"`   // that is read
	Rows   int      `json:"rows,omitempty"`   // in it
	Pruned []string `json:"pruned,omitempty"` // files of pruned networks

	Sizes    []int   `json:"sizes,omitempty"` // of clusters
	Long     int     `json:"long,omitempty"`
	Keep     float64 `json:"keep,omitempty"`
	Runs     int     `json:"runs,omitempty"`
	Samples  float64 `json:"samples,omitempty"`
	Prunings int     `json:"prunings,omitempty"` // by each rule
	Initial  float64 `json:"initial,omitempty"`

	Network   string                 `json:"network,omitempty"`   // a file, or a generator with its parameters
	Stepper   integrator.StepperKind `json:"stepper,omitzero"`    // of ours
	Predicted bool                   `json:"predicted,omitempty"` // by the schedule, without a simulation
	Edges     string                 `json:"edges,omitempty"`     // on which effective samples are counted

	Slack      float64 `json:"slack,omitempty"`      // of the leak; 0 for the default
	Tolerance  float64 `json:"tolerance,omitempty"`  // of the peer's approximation, or of all
	References int     `json:"references,omitempty"` // edges whose resistance is found exactly
	Truth      string  `json:"truth,omitempty"`      // the file with it

	Schedules map[string]peerSchedule `json:"schedules,omitempty"` // by the covariance's stepper, for the peers
}

// peerSchedule is how a peer does what a run does.
type peerSchedule struct {
	sim.Schedule
	Trajectories integrator.StepperKind `json:"trajectory_stepper"`
}

// answer is one line from a runner.
type answer struct {
	Error    string             `json:"error,omitempty"`
	Seconds  float64            `json:"seconds,omitempty"`  // of the work once
	Products float64            `json:"products,omitempty"` // in place of seconds, where they are counted
	Variant  string             `json:"variant,omitempty"`
	Rates    map[string]float64 `json:"rates,omitempty"` // limits, per second
	Found    map[string]float64 `json:"found,omitempty"` // numbers that show that the same work was done
	Initial  float64            `json:"initial,omitempty"`
	Versions map[string]string  `json:"versions,omitempty"` // of the first line, before any task

	Schedules map[string]peerSchedule `json:"schedules,omitempty"` // by the covariance's stepper
}
