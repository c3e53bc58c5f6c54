package report

import "noiseprune/sim"

// condition is one of the theory's conditions, whether it holds, and what follows.
type condition struct {
	Name    string
	Holds   bool
	Meaning string
}

// conditions says which of the theory's conditions the network meets.
func conditions(n sim.NetworkFacts) []condition {
	means := func(holds bool, yes, no string) string {
		if holds {
			return yes
		}
		return no
	}
	return []condition{
		{"symmetric", n.Symmetric, means(n.Symmetric,
			"the theorem's case",
			"the theorem is proved for symmetric networks; the measured similarity is not guaranteed")},
		{"diagonally dominant", n.DiagonallyDominant, means(n.DiagonallyDominant,
			"the theorem's case",
			"the theorem holds for a shifted network only, with a larger error")},
		{"normal", n.Normal, means(n.Normal,
			"eigenvectors are orthogonal, so the eigenvalues tell the whole transient",
			"transients may grow before they decay, which eigenvalues do not show")},
		{"stable", n.Stable, means(n.Stable,
			"the noise-driven activity has a stationary covariance",
			"there is no stationary covariance") + "; decided by " + orAbsent(n.StableBy)},
	}
}
