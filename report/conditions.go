package report

import (
	"noiseprune/internal/page"
	"noiseprune/sim"
)

// conditions says which of the theory's conditions the network meets.
func conditions(n sim.NetworkFacts) *page.Facts {
	part := &page.Facts{Title: "The theory's conditions"}
	means := func(holds bool, yes, no string) string {
		if holds {
			return yes
		}
		return no
	}
	for _, c := range []struct {
		name    string
		holds   bool
		meaning string
	}{
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
	} {
		fact := page.Fact{Name: c.name, Value: "✗ no", Meaning: c.meaning, Mark: page.Fails}
		if c.holds {
			fact.Value, fact.Mark = "✓ yes", page.Holds
		}
		part.Rows = append(part.Rows, fact)
	}
	return part
}
