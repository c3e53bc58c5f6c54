package stimulus

import (
	"encoding/binary"
	"math"
)

// samples is the input from a series v_k at the times t_k = begin + k·every. Held samples are
//
//	u(t) = v_k for t_k ≤ t < t_{k+1},  k = 0 … n−1
//
// and those joined by lines, for k = 0 … n−2 and t in the same interval,
//
//	u(t) = v_k + (v_{k+1} − v_k) (t − t_k)/every
//
// with 0 elsewhere. The mean over part of an interval is the value in the middle of the part; the
// means of the parts are added in ascending k.
type samples struct {
	file   file
	series Series
}

// time returns t_k.
func (s samples) time(k int) float64 { return math.FMA(float64(k), s.file.every, s.file.begin) }

// intervals returns how many intervals have an input.
func (s samples) intervals() int {
	if s.file.join == linear {
		return s.series.Samples() - 1
	}
	return s.series.Samples()
}

// before returns the last k with t_k ≤ t, or 0, or the number of intervals.
func (s samples) before(t float64) int {
	n := s.intervals()
	guess := math.Floor((t - s.file.begin) / s.file.every)
	k := int(math.Max(0, math.Min(guess, float64(n)))) // the quotient may be rounded by one either way
	for k < n && s.time(k+1) <= t {
		k++
	}
	for k > 0 && s.time(k) > t {
		k--
	}
	return k
}

func (s samples) addMean(dst []float64, slots []int, from, to float64) {
	for k := s.before(from); k < s.intervals() && s.time(k) < to; k++ {
		begin, end := math.Max(from, s.time(k)), math.Min(to, s.time(k+1))
		if begin < end {
			s.addValue(dst, slots, k, (begin+end)/2, (end-begin)/(to-from))
		}
	}
}

func (s samples) addAt(dst []float64, slots []int, t float64) {
	if k := s.before(t); k < s.intervals() && t >= s.time(k) {
		s.addValue(dst, slots, k, t, 1)
	}
}

// addValue adds weight · u(t) for a time in interval k.
func (s samples) addValue(dst []float64, slots []int, k int, t, weight float64) {
	columns := s.series.Columns
	now := s.series.Values[k*columns:]
	next, part := now, 0.0
	if s.file.join == linear {
		next, part = now[columns:], (t-s.time(k))/s.file.every
	}
	for i, slot := range slots {
		j := i % columns // 0 where there is one column
		dst[slot] = math.FMA(weight, math.FMA(part, next[j]-now[j], now[j]), dst[slot])
	}
}

func (s samples) lastChange() (float64, bool) { return s.time(s.intervals()), true }

// appendIdentity appends what u depends on: not the name of the file, but what it holds.
func (s samples) appendIdentity(data []byte) []byte {
	data = append(data, "file"+s.file.course()...)
	data = binary.LittleEndian.AppendUint64(data, uint64(s.series.Columns))
	for _, v := range s.series.Values {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}
