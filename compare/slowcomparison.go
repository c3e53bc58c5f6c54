package compare

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"

	"noiseprune/network"
)

// SlowComparison says how well a pruned network keeps the slow modes of the original.
type SlowComparison struct {
	Pruned    *SlowModes // of the pruned network, on the original's core, or on its own where it has other synapses; nil if there are no modes
	EpsLambda []float64  // ε_λ = |λ̃/λ − 1| of each mode that has a partner
	EpsV      []float64  // ε_v = |v*Ãv/λ − 1| of each mode that is determined
	CosTheta  []float64  // cos θ = |v*Ãv|/‖Ãv‖, likewise
	// Overlap is the mean squared cosine of the principal angles between the spaces of the original's determined modes and of the
	// pruned network's, 1 where one contains the other and 0 where they are orthogonal; NaN where one of them has none.
	Overlap      float64
	OverlapModes int // the smaller dimension
}

// Compare finds the slow modes of a pruned network, as many as the original has, and compares them.
//
// ε_λ: among symmetric networks, where no mode is missing, the partners have the same rank, as in
// Eigendecomposition.RelativeChanges; otherwise they minimize Σ|λ − λ̃|/|λ|. Candidates are the pruned network's slow
// eigenvalues, one or two beyond the last mode included, and not all N, so that the last modes may have a partner
// farther than the best of all; if fewer than the original's are known, only as many of its first modes have partners.
//
// ε_v and cos θ are those of Eigendecomposition.QuadraticForms. Of m eigenvalues that are equal to within their
// residuals no vector is determined, but their space is. All of them then have the values of the space, with an orthonormal
// basis Q of it and the mean λ,
//
//	ε_v = |tr(Qᵀ Ã Q)/(mλ) − 1|,   cos θ = ‖Qᵀ Ã Q‖_F / ‖Ã Q‖_F
//
// which for m = 1 are the definitions. The overlap of spaces with orthonormal bases Q₁ of k₁ and Q₂ of k₂ vectors is
// ‖Q₁ᵀ Q₂‖_F² / min(k₁, k₂).
//
// The search passes the checkpoint, nil for none, as FindSlowModes does, whose error is the only one.
// It panics if the networks differ in size, or if workers is not positive.
func (s *SlowModes) Compare(at Checkpoint, pruned *network.Network, workers int) (SlowComparison, error) {
	if pruned.Neurons() != s.net.Neurons() {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), s.net.Neurons()))
	}
	c := SlowComparison{Overlap: math.NaN()}
	if len(s.Values) == 0 {
		return c, nil
	}
	divided := s.divided
	if !contains(s.net.Weights(), pruned.Weights()) {
		divided = pruned.Recurrent()
	}
	var err error
	if c.Pruned, err = findSlowModes(at, pruned, divided, len(s.Values), workers); err != nil {
		return SlowComparison{}, err
	}
	c.EpsLambda = s.relativeChanges(c.Pruned)
	c.EpsV, c.CosTheta = s.quadraticForms(pruned)
	if c.OverlapModes = min(s.Determined, c.Pruned.Determined); c.OverlapModes > 0 {
		c.Overlap = overlapOf(orthonormalized(s.vectors[:s.Determined]), orthonormalized(c.Pruned.vectors[:c.Pruned.Determined]))
	}
	return c, nil
}

// contains reports whether every synapse of the second matrix is in the first.
func contains(w, other *network.CSR) bool {
	for i := range other.Order() {
		sources, _ := other.Row(i)
		for _, j := range sources {
			if _, ok := w.Find(i, int(j)); !ok {
				return false
			}
		}
	}
	return true
}

// relativeChanges returns ε_λ of the first modes.
func (s *SlowModes) relativeChanges(pruned *SlowModes) []float64 {
	paired := min(len(s.Values), len(pruned.candidates))
	eps := make([]float64, paired)
	original, candidates := s.Values[:paired], pruned.candidates
	if s.net.Symmetric() && pruned.net.Symmetric() && s.Converged && pruned.Converged {
		for i, v := range original {
			eps[i] = cmplx.Abs(candidates[i]/v - 1)
		}
		return eps
	}
	cost := func(i, j int) float64 { // in the upper half plane; the sign of Im λ̃ follows from that of Im λ
		x, y := real(candidates[j])-real(original[i]), math.Abs(imag(candidates[j]))-math.Abs(imag(original[i]))
		return math.Sqrt(float64(x*x)+float64(y*y)) / cmplx.Abs(original[i])
	}
	partner := assign(len(candidates), func(i, stride int, costs []float64) {
		for k := range costs {
			if costs[k] = 0; i < paired { // rows beyond the modes take the candidates that are left, at no cost
				costs[k] = cost(i, k*stride)
			}
		}
	})
	for i := range eps {
		eps[i] = cost(i, partner[i])
	}
	return eps
}

// quadraticForms returns ε_v and cos θ of the determined modes.
func (s *SlowModes) quadraticForms(pruned *network.Network) (epsV, cosTheta []float64) {
	epsV, cosTheta = make([]float64, s.Determined), make([]float64, s.Determined)
	groups := s.groups()
	basis := slices.Clone(s.vectors[:s.Determined])
	for _, g := range groups {
		if len(g) > 1 {
			s.orthonormalizeGroup(basis, g)
		}
	}
	images := imagesUnder(pruned, basis)
	for _, g := range groups {
		var trace, mean complex128
		forms, squares := 0.0, 0.0
		for _, i := range g {
			if squareOf(s.member(basis, i)) == 0 { // it depends on others of the group
				continue
			}
			mean += s.Values[i]
			squares += squareOf(s.member(images, i))
			for _, j := range g {
				form := inner(s.member(basis, j), s.member(images, i))
				forms += float64(real(form)*real(form)) + float64(imag(form)*imag(form))
				if i == j {
					trace += form
				}
			}
		}
		eps, cos := cmplx.Abs(trace/mean-1), 0.0
		if squares > 0 {
			cos = min(1, math.Sqrt(forms/squares))
		}
		for _, i := range g {
			epsV[i], cosTheta[i] = eps, cos
			if imag(s.Values[i]) > 0 {
				epsV[i+1], cosTheta[i+1] = eps, cos
			}
		}
	}
	return epsV, cosTheta
}

// groups divides the determined modes, of each complex pair the first one, into groups of eigenvalues that are equal to
// within their residuals.
func (s *SlowModes) groups() (groups [][]int) {
	for i, v := range s.Values[:s.Determined] {
		if imag(v) < 0 {
			continue
		}
		at := slices.IndexFunc(groups, func(g []int) bool {
			return slices.ContainsFunc(g, func(j int) bool {
				allowed := float64(s.Residuals[i]*cmplx.Abs(v)) + float64(s.Residuals[j]*cmplx.Abs(s.Values[j]))
				return (imag(v) == 0) == (imag(s.Values[j]) == 0) && cmplx.Abs(v-s.Values[j]) <= allowed+float64(groupRounding*cmplx.Abs(v))
			})
		})
		if at < 0 {
			groups = append(groups, nil)
			at = len(groups) - 1
		}
		groups[at] = append(groups[at], i)
	}
	return groups
}
