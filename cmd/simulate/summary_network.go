package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"noiseprune/network"
	"noiseprune/sim"
)

// network describes the network and the noise.
func (s summary) network(b *strings.Builder) {
	n, spec := s.result.Network, s.result.Spec
	kind := "synapse"
	if n.Symmetric {
		kind = "pair"
	}
	source := s.source
	if !network.IsGenerator(source) {
		source = filepath.Base(source)
	}
	fmt.Fprintf(b, "%s\n%s, %s (%s of the possible), %s\n", s.screen.Heading(source), counted(n.Neurons, "neuron"),
		counted(n.Edges, kind), percent(n.Density), inhibition(n.NegativeWeightShare))
	fmt.Fprintf(b, "%s, leak %s, noise σ = %s, seed %d\n\n",
		n.Activation, leak(spec.Network.Leak.String()), fourDigits(spec.Noise.Strength), spec.Seed)
	s.conditions(b, n)
}

// conditions lists the conditions of the theory, and whether the network meets them.
func (s summary) conditions(b *strings.Builder, n sim.NetworkFacts) {
	fmt.Fprintln(b, s.screen.Heading("Conditions of the theory"))
	for _, c := range []struct {
		name        string
		holds       bool
		remark      string // where it holds
		consequence string // where it does not
	}{
		{"symmetric", n.Symmetric, "", "the rule applies all the same, the proof does not"},
		{"diagonally dominant", n.DiagonallyDominant, "", "an error of ε·γ may be added (Section 6 of the paper)"},
		{"normal", n.Normal, "", "the covariance is not the symmetric part's alone"},
		{"stable", n.Stable, eigenvalues(n), ""},
	} {
		answer, remark := "yes ", c.remark
		if !c.holds {
			answer, remark = s.screen.Warning("no")+"  ", c.consequence
		}
		fmt.Fprintln(b, strings.TrimRight(fmt.Sprintf("  %-20s %s %s", c.name, answer, remark), " "))
	}
}

// eigenvalues returns the range of the real parts of the eigenvalues, or of bounds on them, and the
// condition number of the eigenvectors where it is not 1 by symmetry.
func eigenvalues(n sim.NetworkFacts) string {
	if n.LambdaMin == nil || n.LambdaMax == nil {
		return ""
	}
	how := "eigenvalues"
	if n.LambdaBy != "exact" {
		how = "bounds on the eigenvalues"
	}
	text := fmt.Sprintf("%s from %s to %s", how, fourDigits(*n.LambdaMin), fourDigits(*n.LambdaMax))
	if n.EigenvectorCondition != nil && !n.Symmetric {
		text += ", eigenvectors of condition number " + fourDigits(*n.EigenvectorCondition)
	}
	return text
}

// inhibition returns the share of inhibitory synapses.
func inhibition(share float64) string {
	if share == 0 {
		return "none inhibitory"
	}
	return percent(share) + " inhibitory"
}

// leak returns the leak rule, with the slack of a dominant leak rounded to four digits.
func leak(rule string) string {
	slack, ok := strings.CutPrefix(rule, "dominant:")
	v, err := strconv.ParseFloat(slack, 64)
	if !ok || err != nil {
		return rule
	}
	return "dominant (row sums of |W| plus " + fourDigits(v) + ")"
}
