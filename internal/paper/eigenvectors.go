package paper

import (
	"fmt"
	"math"
	"math/cmplx"

	"noiseprune/network"
)

// slowest returns trials with b = x(0) = v_i for the n eigenvectors of the largest real
// parts. A real eigenvector has length 1. A complex pair λ, λ* spans a plane in which the
// linear network turns; it stands for two trials, along the real and along the imaginary
// part of v, each scaled to length 1, after v has been turned by the phase that makes the
// two orthogonal.
func (j *job) slowest(o *Outcome, net *network.Network, n int) ([]trial, error) {
	j.phase("eigenvectors", 1)
	reference, err := j.reference(j.part("eigenvectors"), net)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	values := reference.Eigenvalues()
	var trials []trial
	complexPairs := 0
	for k := len(values) - 1; k >= 0 && len(trials) < n; k-- {
		lambda := values[k]
		switch {
		case imag(lambda) == 0:
			trials = append(trials, alongReal(reference.Eigenvector(k), lambda))
		case imag(lambda) > 0: // the pair's other half says the same
			complexPairs++
			trials = append(trials, alongPlane(reference.Eigenvector(k), lambda)...)
		}
	}
	trials = trials[:n]
	how := "all real"
	if complexPairs > 0 {
		how = fmt.Sprintf("%s among them, each taken as two runs, along the real and the imaginary part of v (turned so that these are orthogonal, each scaled to length 1)",
			countOf(complexPairs, "complex pair"))
	}
	o.set("runs", "%d: b = x(0) = v_i, the eigenvectors of the %d slowest eigenvalues, from %s to %s; %s",
		n, n, show(real(values[len(values)-1])), show(real(values[max(0, len(values)-n)])), how)
	return trials, nil
}

// alongReal returns the trial of a real eigenvector. A v = λ v, so that x* = −v/λ.
func alongReal(v []complex128, lambda complex128) trial {
	return part(v, lambda, func(z complex128) float64 { return real(z) })
}

// alongPlane returns the trials of the real and the imaginary part of a complex v.
func alongPlane(v []complex128, lambda complex128) []trial {
	var square complex128
	for _, z := range v {
		square += z * z
	}
	// vᵀv is real and positive after turning v by half its phase: then Re v ⊥ Im v.
	turn := cmplx.Exp(complex(0, -cmplx.Phase(square)/2))
	turned := make([]complex128, len(v))
	for i, z := range v {
		turned[i] = turn * z
	}
	return []trial{
		part(turned, lambda, func(z complex128) float64 { return real(z) }),
		part(turned, lambda, func(z complex128) float64 { return imag(z) }),
	}
}

// part returns the trial along one real part of v, scaled to length 1: since A is real,
// −A⁻¹ of that part is the same part of −v/λ.
func part(v []complex128, lambda complex128, of func(complex128) float64) trial {
	squares := 0.0
	for _, z := range v {
		squares += of(z) * of(z)
	}
	scale := complex(1/math.Sqrt(squares), 0)
	t := trial{start: make([]float64, len(v)), rest: make([]float64, len(v))}
	for i, z := range v {
		t.start[i], t.rest[i] = of(scale*z), of(-scale*z/lambda)
	}
	t.input = t.start
	return t
}
