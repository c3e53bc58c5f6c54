package report

import (
	"noiseprune/internal/page"
	"noiseprune/sim"
)

// networkParts shows the network: its facts, the theory's conditions, its weights and degrees. order is that of clusterOrder.
func networkParts(r *sim.Result, order []int) []page.Part {
	return present(factsPart("", networkFacts(r)), conditions(r.Network), weightMatrix(r, order), degrees(r), weights(r))
}

// covarianceParts says how good the covariance is and shows it; none without one. order is that of clusterOrder.
func covarianceParts(r *sim.Result, order []int) []page.Part {
	if r.Covariance == nil {
		return nil
	}
	return present(factsPart("", covarianceFacts(r.Covariance)), samplingErrors("sampling", r.Covariance), covarianceMatrix(r, order))
}

// prunedParts shows what was kept: in numbers, by weight and diff-cov, by the rules' probabilities, and edge by edge.
func prunedParts(r *sim.Result, rules []rule) []page.Part {
	var edges edgeSample
	if r.Data.Original != nil {
		edges = sampleEdges(r.Data.Original)
	}
	return present(keptTable(r, rules), keptEdges(r, rules, edges), probabilities(r, rules, edges), valuedEdges(r, rules))
}

// survivalParts says whether the dynamics survived.
func survivalParts(r *sim.Result, rules []rule) []page.Part {
	return append(verdictParts(r, rules), present(
		overPrunings(rules), survivalTable(rules), stationaryTable(rules), worstTable(rules),
		errorCurves(r, rules), traces(r, rules), distributions(rules), densities(r, rules), slowModes(r, rules),
	)...)
}
