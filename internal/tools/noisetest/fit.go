package main

import "math"

// kolmogorovTail returns P(√n D > λ) in the limit of many draws: Kolmogorov (1933), by the
// series that converges faster, Smirnov's 2 Σ (−1)^(k−1) exp(−2k²λ²) or its theta transform.
func kolmogorovTail(lambda float64) float64 {
	if lambda <= 0 {
		return 1
	}
	sum := 0.0
	if lambda < 1 {
		for k := 1.0; k < 40; k += 2 {
			sum += math.Exp(-k * k * math.Pi * math.Pi / (8 * lambda * lambda))
		}
		return 1 - math.Sqrt(2*math.Pi)/lambda*sum
	}
	for k, sign := 1.0, 1.0; k < 20; k, sign = k+1, -sign {
		sum += sign * math.Exp(-2*k*k*lambda*lambda)
	}
	return 2 * sum
}

// kolmogorovP returns the probability of a larger distance D of n draws: Stephens (1970).
func kolmogorovP(d, n float64) float64 {
	root := math.Sqrt(n)
	return kolmogorovTail((root + 0.12 + 0.11/root) * d)
}

// andersonP returns the probability of a larger A² of many draws: Marsaglia & Marsaglia,
// "Evaluating the Anderson-Darling distribution", 2004, to 2·10⁻⁵; above 5, where that is
// not enough, Zolotarev's tail √3 erfc(√z) of Σ χ²_j/(j(j+1)), to 6%.
func andersonP(z float64) float64 {
	switch {
	case z <= 0.01: // exp(−123) remains
		return 1
	case z < 2:
		poly := 2.00012 + (.247105-(.0649821-(.0347962-(.0116720-.00168691*z)*z)*z)*z)*z
		return 1 - math.Exp(-1.2337141/z)/math.Sqrt(z)*poly
	case z < 5:
		poly := 1.0776 - (2.30695-(.43424-(.082433-(.008056-.0003146*z)*z)*z)*z)*z
		return -math.Expm1(-math.Exp(poly))
	default:
		return math.Sqrt(3) * math.Erfc(math.Sqrt(z))
	}
}

// distances returns the distance D of Kolmogorov and Smirnov and the A² of Anderson and
// Darling of sorted normals.
func distances(sorted []float64) (d, a2 float64) {
	n := float64(len(sorted))
	for i, z := range sorted {
		small := math.Erfc(math.Abs(z)/math.Sqrt2) / 2
		below, logBelow, logAbove := small, math.Log(small), math.Log1p(-small)
		if z > 0 {
			below, logBelow, logAbove = 1-small, logAbove, logBelow
		}
		k := float64(i)
		d = max(d, below-k/n, (k+1)/n-below)
		a2 -= ((2*k+1)*logBelow + (2*(n-k)-1)*logAbove) / n
	}
	return d, a2 - n
}

// uniformDistance returns the distance D of sorted numbers from the uniform distribution.
func uniformDistance(sorted []float64) float64 {
	n, d := float64(len(sorted)), 0.0
	for i, u := range sorted {
		d = max(d, u-float64(i)/n, float64(i+1)/n-u)
	}
	return d
}

// binnedDistances returns D and A² from the counts in bins of equal probability. D is too
// small by at most 1/len(counts). A² = n ∫ (F−u)²/(u(1−u)) du is the sum over the borders
// of the bins.
func binnedDistances(counts []uint64) (d, a2 float64) {
	var total, below uint64
	for _, c := range counts {
		total += c
	}
	n, bins := float64(total), float64(len(counts))
	for k, c := range counts[:len(counts)-1] {
		below += c
		u := float64(k+1) / bins
		difference := float64(below)/n - u
		d = max(d, math.Abs(difference))
		a2 += difference * difference / (u * (1 - u))
	}
	return d, n * a2 / bins
}
