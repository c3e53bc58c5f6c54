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
	estimators [][]addFrame      // likewise
	threads    int               // on which a batch is consumed
	frames     []Frames          // likewise; nil before the first frame
	next       int64             // number of the frame that is consumed next
	row        int               // values of a replica in a frame that is handed over: of the recorded neurons, then all brackets
	handed     *pipeline.Pipeline
}

// newRecorded returns what a block of so many replicas will take of a network.
func newRecorded(r *recordRun, network, first, width int) *recorded {
	o := &recorded{
		r: r, network: network, first: first, threads: r.threads(r.runner.Workers),
		frames: make([]Frames, width), row: len(r.in.Neurons),
	}
	for range width {
		statistics := r.newStatistics(network)
		o.statistics, o.estimators = append(o.statistics, statistics), append(o.estimators, statistics.estimators())
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

// consume takes a batch of frames, on the goroutine of the pipeline and on others where workers are spare: files and estimators share
// nothing but the batch.
func (o *recorded) consume(batch []float64) (err error) {
	tasks := []func(){func() { err = o.write(batch) }}
	for r := range o.frames {
		for _, add := range o.estimators[r] {
			tasks = append(tasks, func() { o.estimate(r, add, batch) })
		}
	}
	pipeline.RunAll(o.threads, tasks)
	o.next += int64(len(batch) / (len(o.frames) * o.row))
	return err
}

// write appends the batch to the files.
func (o *recorded) write(batch []float64) error {
	k := 0
	for values := range slices.Chunk(batch, o.row) {
		frame, r := o.next+int64(k/len(o.frames)), k%len(o.frames)
		if err := o.append(r, frame, values[:len(o.r.in.Neurons)]); err != nil {
			return err
		}
		k++
	}
	return nil
}

// estimate gives an estimator the frames of one replica.
func (o *recorded) estimate(r int, add addFrame, batch []float64) {
	columns, skipped := len(o.r.in.Neurons), max(0, int64(o.r.timetable.Skipped)-o.next)
	frame := int64(0)
	for frames := range slices.Chunk(batch, len(o.frames)*o.row) {
		if frame >= skipped {
			values := frames[r*o.row:][:o.row]
			add(values[:columns], values[columns:])
		}
		frame++
	}
}

// append writes the frame of one replica, whose number it is.
func (o *recorded) append(r int, number int64, frame []float64) error {
	if o.frames[r] == nil {
		var err error
		if o.frames[r], err = o.r.in.Frames.Begin(o.network, o.first+r, number); err != nil {
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
