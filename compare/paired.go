package compare

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/internal/rounding"
)

// Confidence is that of the intervals of Paired and Spread.
const Confidence = 0.95

// Paired is the mean difference between two rules over prunings that share noise and initial states, draw by draw,
// with its interval by Student's t,
//
//	mean ± t_{n−1}(0.975) s/√n,
//
// and a count of signs, which assumes no distribution.
type Paired struct {
	Pairs         int     `json:"pairs"`
	Mean          float64 `json:"mean"`           // of the differences
	StandardError float64 `json:"standard_error"` // s/√n
	Low           float64 `json:"low"`            // ends of the interval
	High          float64 `json:"high"`
	Less          int     `json:"less"`    // pairs whose difference is negative
	Greater       int     `json:"greater"` // pairs whose difference is positive
}

// NewPaired returns the paired differences a − b. It returns an error where there are fewer than two pairs or a
// difference is not finite, and panics if the lengths differ.
func NewPaired(a, b []float64) (Paired, error) {
	if len(a) != len(b) {
		panic(fmt.Sprintf("compare: %d values paired with %d", len(a), len(b)))
	}
	differences := make([]float64, len(a))
	p := Paired{Pairs: len(a)}
	for k := range a {
		differences[k] = a[k] - b[k]
		switch {
		case differences[k] < 0:
			p.Less++
		case differences[k] > 0:
			p.Greater++
		}
	}
	s, err := NewSpread(differences)
	if err != nil {
		return Paired{}, err
	}
	p.Mean, p.StandardError, p.Low, p.High = s.Mean, s.StandardError, s.Low, s.High
	return p, nil
}

// Negated returns the same for b − a.
func (p Paired) Negated() Paired {
	p.Mean, p.Low, p.High, p.Less, p.Greater = -p.Mean, -p.High, -p.Low, p.Greater, p.Less
	return p
}

// Separates reports whether the interval leaves 0 out.
func (p Paired) Separates() bool { return p.Low > 0 || p.High < 0 }

// Needed returns how many pairs would separate a difference as large as this one with this scatter, about: two
// significant digits. It is +Inf where the mean is 0.
func (p Paired) Needed() float64 {
	half := (p.High - p.Low) / 2
	ratio := half / math.Abs(p.Mean)
	return math.Ceil(rounding.Digits(float64(p.Pairs)*float64(ratio*ratio), 2))
}

// Spread is the mean of a measure over prunings with its interval by Student's t, and how far single prunings scatter.
type Spread struct {
	Count         int     `json:"count"`
	Mean          float64 `json:"mean"`
	Deviation     float64 `json:"deviation"`      // standard deviation s of single values
	StandardError float64 `json:"standard_error"` // s/√n
	Low           float64 `json:"low"`            // ends of the mean's interval
	High          float64 `json:"high"`
}

// NewSpread returns the spread of values. It returns an error where there are fewer than two or one is not finite.
func NewSpread(values []float64) (Spread, error) {
	n := len(values)
	if n < 2 {
		return Spread{}, fmt.Errorf("%d values have no spread", n)
	}
	for k, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Spread{}, fmt.Errorf("value %d of %d is %v", k, n, v)
		}
	}
	mean, sd := meanAndDeviation(values)
	se := sd / math.Sqrt(float64(n))
	half := float64(studentsQuantile(n-1) * se)
	return Spread{Count: n, Mean: mean, Deviation: sd, StandardError: se, Low: mean - half, High: mean + half}, nil
}

// studentsQuantile returns the quantile (1 + Confidence)/2 of Student's t, rounded to nine digits, so that it does not
// depend on the machine.
func studentsQuantile(degrees int) float64 {
	return rounding.Digits(distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(degrees)}.Quantile((1+Confidence)/2), 9)
}
