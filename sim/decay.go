package sim

import (
	"errors"
	"fmt"

	"noiseprune/covariance"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
)

// How the decay of a disturbance is observed.
const (
	decayReplicas  = 8    // random disturbances
	decayEdges     = 512  // beside all neurons, where the bias of the step is asked for
	settlingEdges  = 64   // where it is not
	decayOctaves   = 12   // by which the time observed may exceed a quarter of the five slowest time constants
	burnInTail     = 1e-4 // share of each variance that activity as long as the burn-in may lack
	horizonTail    = 1e-2 // the same of the time over which two step sizes are compared
	decayPerOctave = 4    // snapshots
)

// decay is the observation of a decaying disturbance under way.
type decay struct {
	blocks    *trajectory.Blocks[float64]
	response  *covariance.Response
	snapshots [][]float64 // the sums of response after stepOf(0), stepOf(1), … steps
	period    int         // steps between two observations
	quarter   int         // of the five slowest time constants, in periods; with a cycle, as many periods as snapshots in an octave
}

// settling is what the decay of a disturbance shows.
type settling struct {
	ended           bool      // the disturbance has decayed
	burnIn, horizon int       // steps after which all but burnInTail and horizonTail of every sum are there
	sums            []float64 // at the horizon, as in covariance.Response
}

// newDecay returns a decay before its first step. The blocks' observer must add to the response.
func newDecay(r *run, response *covariance.Response) *decay {
	d := &decay{response: response, period: r.measuring().period(), quarter: decayPerOctave}
	if r.measuring().cycle == nil {
		d.quarter = max(d.quarter, clampToInt(burnInConstants/(4*r.result.Network.RateSlow*r.schedule.StepSize)))
	}
	return d
}

// observer returns an observer of every period that calls add with the states of a network beside
// those of the first.
func (d *decay) observer(add func(network int, first, state []float64)) trajectory.Observer {
	return trajectory.Observer{
		Interval: d.period, Observe: add,
		Encode: func() []byte {
			parts := [][]byte{resume.Marshal(d.response)}
			for _, s := range d.snapshots {
				parts = append(parts, resume.EncodeFloats(s))
			}
			return resume.Join(resume.EncodeWord(uint64(len(d.snapshots))), resume.Join(parts...))
		},
		Decode: func(data []byte, _ int, _ []bool) error { return d.decode(data) },
	}
}

func (d *decay) decode(data []byte) error {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return err
	}
	count, err := resume.DecodeWord(parts[0])
	if err != nil {
		return err
	}
	if count > decayPerOctave*decayOctaves+1 {
		return fmt.Errorf("it has %d snapshots of a decay", count)
	}
	if parts, err = resume.Split(parts[1], 1+int(count)); err != nil {
		return err
	}
	d.snapshots = nil
	for _, part := range parts[1:] {
		sums, err := resume.DecodeFloats(part, len(d.response.Sums()))
		if err != nil {
			return err
		}
		d.snapshots = append(d.snapshots, sums)
	}
	return d.response.UnmarshalBinary(parts[0])
}

// stepOf returns the step of snapshot k: the quarter, 5/4, 6/4, 7/4 and twice of it, and so on, in whole periods.
func (d *decay) stepOf(k int) int {
	return d.period * (d.quarter * (decayPerOctave + k%decayPerOctave) / decayPerOctave << (k / decayPerOctave))
}

// run integrates until the disturbance has decayed, or for decayOctaves.
func (d *decay) run(c *resume.Checkpoint) (settling, error) {
	if err := d.blocks.Begin(c); err != nil {
		return settling{}, err
	}
	for k := len(d.snapshots); ; k++ {
		if err := d.blocks.Integrate(c, d.stepOf(k)); err != nil {
			return settling{}, err
		}
		d.snapshots = append(d.snapshots, d.response.Sums())
		if early := d.settled(burnInTail); 2*d.stepOf(early) <= d.stepOf(k) {
			return d.settling(early), nil
		}
		if k == decayPerOctave*decayOctaves {
			return settling{burnIn: d.stepOf(k), horizon: d.stepOf(k), sums: d.snapshots[k]}, nil
		}
	}
}

// settled returns the first snapshot in which every sum lacks no more than that share of the last
// one's.
func (d *decay) settled(tail float64) int {
	last := d.snapshots[len(d.snapshots)-1]
	for k, sums := range d.snapshots {
		if !lacks(sums, last, tail) {
			return k
		}
	}
	return len(d.snapshots) - 1
}

func lacks(sums, last []float64, tail float64) bool {
	for i, s := range sums {
		if s < float64((1-tail)*last[i]) {
			return true
		}
	}
	return false
}

// settling returns what the snapshots show once the disturbance has decayed by the given one.
func (d *decay) settling(early int) settling {
	horizon := d.settled(horizonTail)
	return settling{ended: true, burnIn: d.stepOf(early), horizon: d.stepOf(horizon), sums: d.snapshots[horizon]}
}

func (s settling) encode() []byte {
	ended := uint64(0)
	if s.ended {
		ended = 1
	}
	return resume.Join(resume.EncodeWord(ended), resume.EncodeWord(uint64(s.burnIn)), resume.EncodeWord(uint64(s.horizon)),
		resume.EncodeFloats(s.sums))
}

func decodeSettling(data []byte, sums int) (s settling, err error) {
	parts, err := resume.Split(data, 4)
	if err != nil {
		return s, err
	}
	var words [3]uint64
	for k := range words {
		if words[k], err = resume.DecodeWord(parts[k]); err != nil {
			return s, err
		}
	}
	if words[0] > 1 || max(words[1], words[2]) > mostSteps {
		return s, errors.New("what it says of a decay is out of range")
	}
	s = settling{ended: words[0] == 1, burnIn: int(words[1]), horizon: int(words[2])}
	s.sums, err = resume.DecodeFloats(parts[3], sums)
	return s, err
}
