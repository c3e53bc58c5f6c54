package rectified

import (
	"context"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// colouredLocals returns the covariance of a symmetric linear network under coloured noise
// of unit strength, as Euler–Maruyama has it. With Φ = I + hA and ρ = 1 − h/τ,
//
//	x′ = Φ x + h η,  η′ = ρ η + √h/τ ζ,
//
// so that v = Var η = h/τ² /(1 − ρ²), M = E[x ηᵀ] = ρ h v (I − ρΦ)⁻¹, and
//
//	C = (I − Φ²)⁻¹ (2h Φ M + h² v I)
//
// which is a function of A: the same of its eigenvalues, with its eigenvectors.
func colouredLocals(run *figure.Run, net *network.Network, h, tau float64) (network.LocalCovariance, error) {
	reference, err := compare.NewEigendecomposition(net)
	if err != nil {
		return network.LocalCovariance{}, err
	}
	n := net.Neurons()
	rho := 1 - h/tau
	v := h / (tau * tau) / (1 - rho*rho)
	// Rows of V √f(Λ): their products are the covariances.
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	for k, lambda := range reference.Eigenvalues() {
		phi := 1 + h*real(lambda)
		m := rho * h * v / (1 - rho*phi)
		root := math.Sqrt((2*h*phi*m + h*h*v) / (1 - phi*phi))
		for i, z := range reference.Eigenvector(k) {
			rows[i][k] = root * real(z)
		}
	}
	l := network.NewLocalCovariance(net)
	err = resume.ForEach(run.Context, run.Workers, n, func(_ context.Context, i int) (struct{}, error) {
		sources, _ := net.Weights().Row(i)
		l.Variance[i] = dot(rows[i], rows[i])
		for k, source := range sources {
			l.Covariance[net.Weights().RowStart(i)+k] = dot(rows[i], rows[source])
		}
		return struct{}{}, nil
	}, func(int, struct{}) {})
	return l, err
}

func dot(a, b []float64) (sum float64) {
	for k, v := range a {
		sum = math.FMA(v, b[k], sum)
	}
	return sum
}
