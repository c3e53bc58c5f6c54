package trajectories

import (
	"fmt"
	"math"
	"math/cmplx"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// slowest returns trials with b = x(0) = v_i for the n eigenvectors of the largest real
// parts. A real eigenvector has length 1. A complex pair λ, λ* spans a plane in which the
// linear network turns; it stands for two trials, along the real and along the imaginary
// part of v, each scaled to length 1, after v has been turned by the phase that makes the
// two orthogonal.
func slowest(run *figure.Run, o *figure.Outcome, net *network.Network, n int) ([]experiment.Trial, error) {
	reference, err := experiment.Decompose(run, net)
	if err != nil {
		return nil, err
	}
	values := reference.Eigenvalues()
	var trials []experiment.Trial
	complexPairs := 0
	for k := len(values) - 1; k >= 0 && len(trials) < n; k-- {
		lambda := values[k]
		switch {
		case imag(lambda) == 0:
			trials = append(trials, alongReal(reference.Eigenvector(k), lambda))
		case imag(lambda) > 0: // its conjugate gives the same trials
			complexPairs++
			trials = append(trials, alongPlane(reference.Eigenvector(k), lambda)...)
		}
	}
	trials = trials[:n]
	how := "all real"
	if complexPairs > 0 {
		how = fmt.Sprintf("%s among them, each taken as two runs, along the real and the imaginary part of v (turned so that these are "+
			"orthogonal, each scaled to length 1)",
			figure.Count(complexPairs, "complex pair"))
	}
	o.AddSetting("runs", "%d: b = x(0) = v_i, the eigenvectors of the %d slowest eigenvalues, from %s to %s; %s",
		n, n, figure.Show(real(values[len(values)-1])), figure.Show(real(values[max(0, len(values)-n)])), how)
	return trials, nil
}

// alongReal returns the trial of a real eigenvector. A v = λ v, so that x* = −v/λ.
func alongReal(v []complex128, lambda complex128) experiment.Trial {
	return alongComponent(v, lambda, func(z complex128) float64 { return real(z) })
}

// alongPlane returns the trials of the real and the imaginary part of a complex v.
func alongPlane(v []complex128, lambda complex128) []experiment.Trial {
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
	return []experiment.Trial{
		alongComponent(turned, lambda, func(z complex128) float64 { return real(z) }),
		alongComponent(turned, lambda, func(z complex128) float64 { return imag(z) }),
	}
}

// alongComponent returns the trial along the real or the imaginary part of v, scaled to
// length 1: since A is real, −A⁻¹ of that part is the same part of −v/λ.
func alongComponent(v []complex128, lambda complex128, of func(complex128) float64) experiment.Trial {
	squares := 0.0
	for _, z := range v {
		squares += of(z) * of(z)
	}
	scale := complex(1/math.Sqrt(squares), 0)
	t := experiment.Trial{Start: make([]float64, len(v)), FixedPoint: make([]float64, len(v))}
	for i, z := range v {
		t.Start[i], t.FixedPoint[i] = of(scale*z), of(-scale*z/lambda)
	}
	t.Input = t.Start
	return t
}
