package main

import "slices"

// row is a task of ours with its peers: one line of the page for each peer.
type row struct {
	name, title string
	task        task
	amount      float64 // of work in the task, once
	unit        string  // of the amount
	flops       float64 // of the products in it; 0 if that says nothing about its time
	bytes       float64 // that it must at least read from memory and write; 0 if that says nothing about its time
	targetShare float64 // least wanted share of the multiply-adds; 0 for none
	counted     bool    // products are compared in place of times, once: they are the same in each turn
	peers       []peer
	first       []first // what is done once before
}

// first is a task that prepares a row.
type first struct {
	script string
	task   task
}

// peer is another program that does the same work.
type peer struct {
	name, script string
	target       float64     // least wanted ratio; 0 for none
	change       func(*task) // changes the task for this peer
	amount       float64     // of work once, if it differs from the row's
	factor       float64     // by which its time is multiplied, if it does only a part of the work
}

func (p peer) scale() float64 {
	if p.factor == 0 {
		return 1
	}
	return p.factor
}

func (p peer) amountOr(a float64) float64 {
	if p.amount == 0 {
		return a
	}
	return p.amount
}

// variant selects the variants whose names have that prefix.
func variant(name string) func(*task) { return func(t *task) { t.Variant = name } }

const (
	replicas    = 64  // of every step
	runReplicas = 128 // of a run
)

// rows returns all rows in the order of the page.
func rows(o options, cores int) []row {
	all := []row{denseStep(o, cores, "float64"), denseStep(o, cores, "float32")}
	for _, n := range []int{512, 2000, 3072} {
		all = append(all, denseProduct(o, cores, n))
	}
	all = append(all,
		sparseStep(o, cores), ensemble(o, cores), recordRow(o, cores, framesOnly), recordRow(o, cores, "statistics"), replicasRow(o, cores),
		normals(o), twoCores(o, cores),
		denseCovariance(o, cores), edgeCovariance(o, cores), solvedRow(o, cores), resistanceRow(o, cores), worstRow(o, cores),
		figure2c(o, cores), fullRunRow(o, cores), lyapunovRow(o, cores),
		readList(o, ".csv.gz", "read_csv", "read_csv, pyarrow's parser"), readList(o, ".parquet", "read_parquet"),
	)
	return slices.Concat(all, pruningsRows(cores), productRows(o, cores))
}
