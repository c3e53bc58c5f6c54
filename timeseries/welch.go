package timeseries

import (
	"fmt"
	"math"
)

// Welch estimates power spectral densities, and cross-spectra of chosen pairs, by the method of
// Welch: the mean over segments, which overlap by half, of
//
//	2Δ/Σw² |Σ_n w_n (x_n − x̄) exp(−2πi kn/N)|²
//
// with N the frames of a segment, x̄ their mean, w the periodic window of Hann, and without the 2 at
// zero frequency and, for even N, at the last (P. D. Welch, "The use of fast Fourier
// transform for the estimation of power spectra", IEEE Trans. Audio Electroacoust. 15, 1967). It
// equals scipy.signal.welch, and for pairs scipy.signal.csd(source, target), with nperseg = N and
// their defaults.
type Welch struct {
	series, segment int
	interval        float64
	pairs           []Pair
	window          []float64
	squares         float64 // Σ w²
	transform       transform

	frames       int64 // of the trajectory under way
	segments     int64
	trajectories int64     // that have a segment
	buffer       []float64 // the segment under way, [series*N+n]
	power        []float64 // Σ |X|², [series*F+k], F = ⌊N/2⌋+1
	crossReal    []float64 // Σ X_target conj(X_source), [pair*F+k]
	crossImag    []float64
	detrended    []float64      // scratch
	spectra      [][]complex128 // scratch, of each series
}

// NewWelch returns an empty estimator of that many series, from segments of that many frames, which follow
// each other at that interval. It takes about 8 series (2 segment + segment) bytes, and as much as
// a series for each pair. It panics for no series, a segment of fewer than 4 frames, an interval
// that is not positive, and a pair of series that do not exist.
func NewWelch(series, segment int, interval float64, pairs []Pair) *Welch {
	if series < 1 || segment < 4 || !(interval > 0) || math.IsInf(interval, 0) {
		panic(fmt.Sprintf("timeseries: spectra of %d series from segments of %d frames at intervals of %v", series, segment, interval))
	}
	checkPairs(pairs, series)
	s := &Welch{series: series, segment: segment, interval: interval, pairs: pairs, transform: newTransform(segment)}
	s.window, s.squares = hann(segment)
	f := segment/2 + 1
	s.buffer, s.power, s.detrended = make([]float64, series*segment), make([]float64, series*f), make([]float64, segment)
	s.crossReal, s.crossImag = make([]float64, len(pairs)*f), make([]float64, len(pairs)*f)
	s.spectra = make([][]complex128, series)
	for i := range s.spectra {
		s.spectra[i] = make([]complex128, f)
	}
	return s
}

// Add takes the next frame. It panics unless x has a value for each series.
func (s *Welch) Add(x []float64) {
	checkFrame(x, s.series)
	n := s.filled()
	for i, v := range x {
		s.buffer[i*s.segment+n] = v
	}
	s.frames++
	if n+1 < s.segment {
		return
	}
	s.addSegment()
	if s.segments++; s.frames == int64(s.segment) {
		s.trajectories++
	}
	step := welchStep(s.segment)
	for i := range s.series {
		segment := s.buffer[i*s.segment:][:s.segment]
		copy(segment, segment[step:])
	}
}

// filled returns how many frames the segment under way has.
func (s *Welch) filled() int {
	if s.frames < int64(s.segment) {
		return int(s.frames)
	}
	step := int64(welchStep(s.segment))
	return s.segment/2 + int((s.frames-int64(s.segment))%step)
}

func (s *Welch) addSegment() {
	f := s.segment/2 + 1
	for i, spectrum := range s.spectra {
		x := s.buffer[i*s.segment:][:s.segment]
		mean := sum(x) / float64(s.segment)
		for n, w := range s.window {
			s.detrended[n] = w * (x[n] - mean)
		}
		s.transform.coefficients(spectrum, s.detrended)
		power := s.power[i*f:][:f]
		for k, v := range spectrum {
			power[k] += float64(real(v)*real(v)) + float64(imag(v)*imag(v))
		}
	}
	for p, pair := range s.pairs {
		target, source := s.spectra[pair.Target], s.spectra[pair.Source]
		for k, v := range target {
			u := source[k]
			s.crossReal[p*f+k] += float64(real(v)*real(u)) + float64(imag(v)*imag(u))
			s.crossImag[p*f+k] += float64(imag(v)*real(u)) - float64(real(v)*imag(u))
		}
	}
}

// sum returns Σ x, of every fourth value side by side.
func sum(x []float64) float64 {
	var s0, s1, s2, s3 float64
	for ; len(x) >= 4; x = x[4:] {
		s0 += x[0]
		s1 += x[1]
		s2 += x[2]
		s3 += x[3]
	}
	for _, v := range x {
		s0 += v
	}
	return (s0 + s1) + (s2 + s3)
}

// Complete ends the trajectory, and drops the frames after its last segment: the next frame begins
// another.
func (s *Welch) Complete() {
	clear(s.buffer)
	s.frames = 0
}

// Merge ends the trajectory of s and takes the segments of another estimator as those of independent
// trajectories; it leaves the other as it is. It panics unless both were made with the same arguments.
func (s *Welch) Merge(other *Welch) {
	checkMerge(s.encoding(), other.encoding())
	s.Complete()
	s.segments += other.segments
	s.trajectories += other.trajectories
	addAll([][]float64{s.power, s.crossReal, s.crossImag}, [][]float64{other.power, other.crossReal, other.crossImag})
}

// Segments returns the number of segments.
func (s *Welch) Segments() int64 { return s.segments }
