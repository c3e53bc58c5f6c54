package sim

import (
	"slices"

	"noiseprune/internal/pipeline"
)

// batchBytes is the size of the batches in which frames are handed from the integration to files and statistics.
const batchBytes = 1 << 20

// recorded is what a block of replicas takes of one network: the frames, which go to the files, and their statistics.
type recorded struct {
	r          *recordRun
	network    int
	first      int               // replica of the block
	statistics []frameStatistics // of each replica
	frames     []Frames          // likewise; nil before the first frame
	next       int64             // number of the frame that is consumed next
	row        int               // values of a replica in a frame that is handed over: of the recorded neurons, then all brackets
	handed     *pipeline.Pipeline
}

// newRecorded returns what a block of so many replicas will take of a network.
func newRecorded(r *recordRun, network, first, width int) *recorded {
	o := &recorded{r: r, network: network, first: first, frames: make([]Frames, width), row: len(r.in.Neurons)}
	for range width {
		o.statistics = append(o.statistics, r.newStatistics(network))
	}
	if o.statistics[0].active != nil {
		o.row += r.in.Networks[network].Neurons()
	}
	o.handed = pipeline.New(width*o.row*max(1, batchBytes/8/(width*o.row)), o.consume)
	return o
}

// observe hands over a frame: the states x[i*width+r], and what stands in the brackets, which is nil for a linear network.
func (o *recorded) observe(states, brackets []float64) {
	width := len(o.frames)
	room := o.handed.Room(width * o.row)
	if width == 1 && brackets == nil && o.r.all {
		copy(room, states)
		return
	}
	for r := range width {
		values := room[r*o.row:][:o.row]
		for k, i := range o.r.in.Neurons {
			values[k] = states[i*width+r]
		}
		for i, rest := 0, values[len(o.r.in.Neurons):]; i < len(rest); i++ {
			rest[i] = brackets[i*width+r]
		}
	}
}

// consume takes a batch of frames, on the goroutine of the pipeline.
func (o *recorded) consume(batch []float64) error {
	columns := len(o.r.in.Neurons)
	for frame := range slices.Chunk(batch, len(o.frames)*o.row) {
		for r := range o.frames {
			values := frame[r*o.row:][:o.row]
			if err := o.append(r, values[:columns]); err != nil {
				return err
			}
			if o.next >= int64(o.r.timetable.Skipped) {
				o.statistics[r].add(values[:columns], values[columns:])
			}
		}
		o.next++
	}
	return nil
}

// append writes the frame of one replica.
func (o *recorded) append(r int, frame []float64) error {
	if o.frames[r] == nil {
		var err error
		if o.frames[r], err = o.r.in.Frames.Begin(o.network, o.first+r, o.next); err != nil {
			return err
		}
	}
	return o.frames[r].Append(frame)
}

// sync returns when all frames are consumed and durable.
func (o *recorded) sync() error {
	if err := o.handed.Drain(); err != nil {
		return err
	}
	return o.each(Frames.Sync)
}

// close ends the goroutine and closes the files, also after an error.
func (o *recorded) close() error {
	err := o.handed.Close()
	if failed := o.each(Frames.Close); err == nil {
		err = failed
	}
	return err
}

// each calls a method of all files, and returns the first error.
func (o *recorded) each(do func(Frames) error) (first error) {
	for _, f := range o.frames {
		if f == nil {
			continue
		}
		if err := do(f); first == nil {
			first = err
		}
	}
	return first
}
