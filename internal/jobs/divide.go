package jobs

import (
	"math"
	"time"
)

// Work is what a round needs, as it is estimated.
type Work struct {
	Name   string
	Time   time.Duration // on one core of this machine, of all parts together
	Memory float64       // bytes of one part
}

// How estimates become what is asked for. The time is that of another machine, and of a part that may be larger than the others;
// what it falls short of is made up for by queueing a part again at its limit. Memory is exceeded once.
const (
	timeMargin   = 2
	timeBase     = 10 * time.Minute // for reading, gathering and waiting for the file system
	timeStep     = 5 * time.Minute
	memoryMargin = 1.3
	memoryStep   = 64 << 20
)

// Divide returns the round of a piece of work in at most so many parts of so many cores, of which each takes at least the shortest
// time, so that it is not shorter than its own start.
func Divide(w Work, parts, cores int, shortest time.Duration) Round {
	if shortest > 0 {
		parts = max(1, min(parts, int(math.Ceil(w.Time.Seconds()/float64(cores)/shortest.Seconds()))))
	}
	each := time.Duration(timeMargin * float64(w.Time) / float64(parts*cores))
	return Round{
		Name: w.Name, Parts: parts, Cores: cores,
		Memory: int64(memoryStep * math.Ceil(memoryMargin*w.Memory/memoryStep)),
		Limit:  (timeBase + each).Truncate(timeStep) + timeStep,
	}
}
