package main

// costs are what a sweep in parts costs, in seconds of one core and bytes.
type costs struct {
	cell   float64 // of one subject at one budget, with its share of the measurement
	visit  float64 // of a part that passes one subject without anything to do: its plan, spec and identity
	gather float64 // of a cell, in the process that gathers
	files  float64 // of a cell that parts leave in the checkpoint
}

// cluster is where it is computed.
type cluster struct {
	cores     int     // that are free for parts of one core each
	files     float64 // that the shared file system opens in a second, for all parts together
	bandwidth float64 // of the shared file system, in bytes a second
	wait      float64 // seconds until a round of jobs starts
	price     float64 // of a core for an hour
}

// sweepRounds is how many rounds of parts compute: covariances, and cells.
const sweepRounds = 2

// newCosts takes the costs from the largest number of parts.
func newCosts(o options, m measured) costs {
	cells := float64(o.subjects * o.budgets)
	last := m.divided[len(m.divided)-1]
	return costs{
		cell: m.whole.processor / cells, visit: last.idle / float64(o.subjects), gather: last.gather.processor / cells,
		files: float64(last.files) / cells,
	}
}

// estimate is what a sweep is predicted to take, in seconds of the clock but for processor.
type estimate struct {
	compute   float64 // the cells, of the part with most
	visits    float64 // each part passes all subjects in each round
	open      float64 // each part opens the files that all have written, through one file system
	gather    float64 // one process
	wait      float64
	processor float64 // of all cores together
}

// total returns the time by the clock.
func (e estimate) total() float64 { return e.compute + e.visits + e.open + e.gather + e.wait }

// estimate predicts a sweep of subjects × budgets by so many parts:
//
//	T = (⌈S·K/P⌉·cell + 2·S·visit)·max(1, P/cores) + 2·P·S·K·files/(files a second) + S·K·gather + 3·wait
//
// with S subjects, K budgets, P parts. The second and the fourth term do not fall with P, and the third rises: the best number of
// parts, if there are as many cores, is where cell/P = 2·P·files/(files a second).
func (c costs) estimate(subjects, budgets, parts int, on cluster) estimate {
	s, cells, p := float64(subjects), subjects*budgets, float64(parts)
	most, slower := float64((cells+parts-1)/parts), max(1, p/float64(on.cores))
	visits := sweepRounds * s * c.visit
	e := estimate{
		compute: most * c.cell * slower, visits: visits * slower, gather: float64(cells) * c.gather,
		open: sweepRounds * p * float64(cells) * c.files / on.files, wait: (sweepRounds + 1) * on.wait,
	}
	e.processor = float64(cells)*c.cell + p*(visits+e.open) + e.gather
	return e
}
