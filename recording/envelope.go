package recording

import (
	"fmt"
	"math"
)

// Envelope is the range of some columns of a recording in bins of successive frames, for pictures: a line from Low to
// High in each bin looks as all frames do.
type Envelope struct {
	First     []int64     // first frame of each bin, and the number of frames at the end: bins + 1
	Low, High [][]float64 // per column and bin
}

// NewEnvelope returns, for each of these columns c and each bin b, with F the frames of the recording,
//
//	Low[c][b] = min x[k, c],  High[c][b] = max x[k, c]  over  ⌊b·F/bins⌋ ≤ k < ⌊(b+1)·F/bins⌋
//
// A recording of fewer frames than bins has a bin for each frame. NaN are left out; a bin of nothing else is NaN.
// It reads the recording once, with memory for the bins and a block. Errors are those of reading. It panics for a
// column that the recording does not have, and without bins.
//
// Source: the usual min–max decimation of waveforms; see M4 (Jugel et al., PVLDB 7(10), 2014) for its error.
func NewEnvelope(r *Reader, columns []int, bins int) (*Envelope, error) {
	if bins < 1 {
		panic(fmt.Sprintf("recording: an envelope of %d bins", bins))
	}
	for _, c := range columns {
		if c < 0 || c >= r.columns {
			panic(fmt.Sprintf("recording: column %d of %d", c, r.columns))
		}
	}
	bins = int(min(int64(bins), r.frames))
	e := emptyEnvelope(r.frames, len(columns), bins)
	bin := 0
	err := r.each(func(first int64, frames []float64) error {
		for k := range len(frames) / r.columns {
			for first+int64(k) >= e.First[bin+1] {
				bin++
			}
			e.add(bin, frames[k*r.columns:(k+1)*r.columns], columns)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

func emptyEnvelope(frames int64, columns, bins int) *Envelope {
	e := &Envelope{First: make([]int64, bins+1), Low: make([][]float64, columns), High: make([][]float64, columns)}
	for b := range e.First {
		e.First[b] = frames / int64(max(bins, 1)) * int64(b) // ⌊b·F/bins⌋ without the product b·F, which may overflow
		e.First[b] += frames % int64(max(bins, 1)) * int64(b) / int64(max(bins, 1))
	}
	for c := range columns {
		e.Low[c], e.High[c] = make([]float64, bins), make([]float64, bins)
		for b := range bins {
			e.Low[c][b], e.High[c][b] = math.NaN(), math.NaN()
		}
	}
	return e
}

// add takes a frame into a bin. Comparisons with NaN are false, so that !(v >= low) takes the first number.
func (e *Envelope) add(bin int, frame []float64, columns []int) {
	for k, c := range columns {
		v := frame[c]
		if math.IsNaN(v) {
			continue
		}
		if low := &e.Low[k][bin]; !(v >= *low) {
			*low = v
		}
		if high := &e.High[k][bin]; !(v <= *high) {
			*high = v
		}
	}
}
