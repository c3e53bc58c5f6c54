package sim

import (
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
)

// recordBlock records one block of replicas of all networks from the start under the same noise, and returns their statistics.
func recordBlock[T integrator.Float](
	r *recordRun, packed []integrator.Weights[T], start *integrator.Block[T], c *resume.Checkpoint,
) (found recordedStatistics, err error) {
	var steppers []integrator.Stepper[T]
	for k, net := range r.in.Networks {
		stepper, err := newDrivenStepper(r.integration, net, packed[k], r.recordDrive())
		if err != nil {
			return nil, err
		}
		steppers = append(steppers, stepper)
	}
	var all []*recorded
	defer func() {
		for _, o := range all {
			if closed := o.close(); err == nil {
				err = closed
			}
		}
	}()
	for k := range r.in.Networks {
		all = append(all, newRecorded(r, k, start.FirstReplica, start.Width))
		found = append(found, all[k].statistics)
	}
	watched := newWatchedTraces(r, start.FirstReplica)
	observer := r.observer(all, found, watched)
	blocks := trajectory.New(trajectory.Observer{}, start, steppers...)
	reader := newFrameReader(r, packed, blocks, all)
	observer.Observe = func(network int, _, states []float64) {
		reader.read(network, states)
		watched.take(network, states, start.Width)
	}
	blocks.SetObserver(observer)
	if err := blocks.Begin(c); err != nil {
		return nil, err
	}
	if err := blocks.Integrate(c, r.timetable.steps()); err != nil {
		return nil, err
	}
	watched.tell(true)
	return found, nil
}

// observer returns all of the block's observer but what observes.
func (r *recordRun) observer(all []*recorded, found recordedStatistics, watched *watchedTraces) trajectory.Observer {
	each := func(do func(*recorded) error) error {
		for _, o := range all {
			if err := do(o); err != nil {
				return err
			}
		}
		return nil
	}
	return trajectory.Observer{
		First: r.timetable.BurnInSteps, Interval: r.timetable.EverySteps,
		Failed:  func() error { return each(func(o *recorded) error { return o.handed.Failed() }) },
		Durable: func() error { return each((*recorded).sync) },
		Encode:  found.encode,
		Decode: func(data []byte, observations int, _ []bool) error {
			for _, o := range all {
				o.next = int64(observations)
			}
			watched.goOn(int64(observations))
			return found.decode(data)
		},
	}
}

// frameReader hands the states of blocks over to what is recorded of them.
type frameReader[T integrator.Float] struct {
	all      []*recorded
	blocks   *trajectory.Blocks[T]
	brackets []*integrator.Bracket[T] // of the rectified networks, otherwise nil
	values   []float64
}

func newFrameReader[T integrator.Float](
	r *recordRun, packed []integrator.Weights[T], blocks *trajectory.Blocks[T], all []*recorded,
) *frameReader[T] {
	f := &frameReader[T]{all: all, blocks: blocks, brackets: make([]*integrator.Bracket[T], len(all))}
	for k, o := range all {
		if o.statistics[0].active != nil {
			f.brackets[k] = integrator.NewBracket(r.in.Networks[k], packed[k], r.recordDrive())
		}
	}
	return f
}

// read hands over the states of one network.
func (f *frameReader[T]) read(network int, states []float64) {
	if f.brackets[network] == nil {
		f.all[network].observe(states, nil)
		return
	}
	f.values = f.values[:0]
	for _, v := range f.brackets[network].Next(f.blocks.Block(network)) {
		f.values = append(f.values, float64(v))
	}
	f.all[network].observe(states, f.values)
}

// recordedStatistics are the statistics of a block: of each network, of each replica.
type recordedStatistics [][]frameStatistics

func (s recordedStatistics) encode() []byte {
	var parts [][]byte
	for _, of := range s {
		for k := range of {
			parts = append(parts, of[k].encode())
		}
	}
	return resume.Join(parts...)
}

// decode is the inverse of encode.
func (s recordedStatistics) decode(data []byte) error {
	count := 0
	for _, of := range s {
		count += len(of)
	}
	parts, err := resume.Split(data, count)
	if err != nil {
		return err
	}
	for _, of := range s {
		for k := range of {
			if err := of[k].decode(parts[0]); err != nil {
				return err
			}
			parts = parts[1:]
		}
	}
	return nil
}

// merged returns the statistics of each network over all its replicas, in ascending order.
func (s recordedStatistics) merged() recordedStatistics {
	all := make(recordedStatistics, len(s))
	for k, of := range s {
		for r := range of[1:] {
			of[0].merge(&of[1+r])
		}
		all[k] = of[:1]
	}
	return all
}

// merge adds the statistics of the next block; both are merged.
func (s recordedStatistics) merge(next recordedStatistics) {
	for k := range s {
		s[k][0].merge(&next[k][0])
	}
}
