package main

import (
	"math"
	"slices"

	"github.com/dustin/go-humanize"
)

// result is the measurements of one row.
type result struct {
	row
	ours   []answer
	failed error        // of ours
	peaks  []float64    // multiply-adds of all cores in the row's precision, measured in turn with the others
	theirs []peerResult // one for each peer
}

// peerResult is the measurements of one peer.
type peerResult struct {
	peer
	answers []answer
	failed  error
}

// measure has all programs do the row's task in turn, that many times.
func (rs *runners) measure(r row, runs int) result {
	measured := result{row: r}
	for _, p := range r.peers {
		measured.theirs = append(measured.theirs, peerResult{peer: p})
	}
	for _, f := range r.first {
		if _, err := rs.ask(f.script, f.task); err != nil {
			measured.failed = err
			return measured
		}
	}
	if r.counted {
		runs = 1
	}
	for range runs {
		if rs.turn(&measured); measured.failed != nil {
			break
		}
	}
	return measured
}

// turn measures each once: the processor, ours, theirs.
func (rs *runners) turn(r *result) {
	if r.flops > 0 {
		peak, err := rs.ask(ours, task{Work: "peak", Workers: r.task.Workers, Precision: r.task.Precision})
		if err == nil {
			r.peaks = append(r.peaks, peak.Rates["peak"])
		}
	}
	a, err := rs.ask(ours, r.task)
	if err != nil {
		r.failed = err
		return
	}
	r.ours = append(r.ours, a)
	rs.report("%s: ours %s", r.name, r.cost(r.spent(a)))
	for k := range r.theirs {
		if r.theirs[k].failed == nil {
			rs.peerTurn(r, &r.theirs[k], a)
		}
	}
}

// peerTurn measures a peer once, with the schedule that our run found.
func (rs *runners) peerTurn(r *result, p *peerResult, our answer) {
	t := r.task
	t.Schedules, t.Initial = our.Schedules, our.Initial
	if p.change != nil {
		p.change(&t)
	}
	a, err := rs.ask(p.script, t)
	if err != nil {
		rs.report("%s: %s: %v", r.name, p.name, err)
		p.failed = err
		return
	}
	a.Seconds *= p.scale()
	p.answers = append(p.answers, a)
	rs.report("%s: %s %s", r.name, p.name, r.cost(r.spent(a)))
}

// seconds returns the median.
func seconds(answers []answer) float64 { return row{}.median(answers) }

// spent returns what the row compares: the answer's time, or its products.
func (r row) spent(a answer) float64 {
	if r.counted {
		return a.Products
	}
	return a.Seconds
}

// cost prints it.
func (r row) cost(spent float64) string {
	if r.counted {
		return humanize.Comma(int64(math.Round(spent))) + " products"
	}
	return duration(spent)
}

// median returns the median of what the row compares.
func (r row) median(answers []answer) float64 {
	all := make([]float64, len(answers))
	for k, a := range answers {
		all[k] = r.spent(a)
	}
	return median(all)
}

// median returns the median, the mean of the middle two for an even number of values, and NaN for
// none. (gonum's stat.Quantile has no kind that averages the middle two.)
func median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	s := slices.Sorted(slices.Values(values))
	half := len(s) / 2
	if len(s)%2 == 1 {
		return s[half]
	}
	return (s[half-1] + s[half]) / 2
}

// ratio returns the peer's time, or products, divided by ours, for the same amount of work.
func (r result) ratio(p peerResult) float64 {
	return r.median(p.answers) / p.amountOr(r.amount) / (r.median(r.ours) / r.amount)
}

// share returns our multiply-adds per second divided by the processor's peak, measured in turn.
func (r result) share() float64 { return r.flops / seconds(r.ours) / median(r.peaks) }
