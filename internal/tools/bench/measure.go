package main

import (
	"math"
	"slices"
)

// result is what one row found.
type result struct {
	row
	ours   []answer
	failed error     // of ours
	peaks  []float64 // multiply-adds of all cores in the row's precision, measured in turn with the others
	theirs []contest // one for each rival
}

// contest is what one rival did.
type contest struct {
	rival
	answers []answer
	failed  error
}

// measure has all take their turn at the row's task, so many times.
func (c *crew) measure(r row, runs int) result {
	found := result{row: r}
	for _, rival := range r.rivals {
		found.theirs = append(found.theirs, contest{rival: rival})
	}
	for range runs {
		if c.turn(&found); found.failed != nil {
			break
		}
	}
	return found
}

// turn asks each once: the processor, ours, theirs.
func (c *crew) turn(found *result) {
	if found.flops > 0 {
		peak, err := c.ask(ours, task{Work: "peak", Workers: found.task.Workers, Precision: found.task.Precision})
		if err == nil {
			found.peaks = append(found.peaks, peak.Rates["peak"])
		}
	}
	a, err := c.ask(ours, found.task)
	if err != nil {
		found.failed = err
		return
	}
	found.ours = append(found.ours, a)
	c.say("%s: ours %s", found.name, duration(a.Seconds))
	for k := range found.theirs {
		rival := &found.theirs[k]
		if rival.failed != nil {
			continue
		}
		t := found.task
		t.Schedule, t.Initial = a.Schedule, a.Initial
		if rival.change != nil {
			rival.change(&t)
		}
		b, err := c.ask(rival.script, t)
		if err != nil {
			c.say("%s: %s: %v", found.name, rival.name, err)
			rival.failed = err
			continue
		}
		b.Seconds *= rival.scale()
		rival.answers = append(rival.answers, b)
		c.say("%s: %s %s", found.name, rival.name, duration(b.Seconds))
	}
}

// seconds returns the median.
func seconds(answers []answer) float64 {
	all := make([]float64, len(answers))
	for k, a := range answers {
		all[k] = a.Seconds
	}
	return median(all)
}

// median returns the median, and NaN of nothing.
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

// ratio returns how many times the rival's time ours goes into, for the same amount.
func (r result) ratio(c contest) float64 {
	return seconds(c.answers) / c.amountOr(r.amount) / (seconds(r.ours) / r.amount)
}

// share returns the share of the multiply-adds that the processor can do, measured in turn.
func (r result) share() float64 { return r.flops / seconds(r.ours) / median(r.peaks) }
