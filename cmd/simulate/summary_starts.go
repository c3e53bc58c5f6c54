package main

import (
	"fmt"
	"strings"
)

// starts says whether the transient from positive starts flatters, and what dominates its error, in the noise-pruned network or
// the only one.
func (s summary) starts(b *strings.Builder) {
	columns := s.columns()
	if len(columns) == 0 {
		return
	}
	var sentences []string
	if share := columns[0].outcome.UniformShare; share != nil && *share > 0.5 {
		sentences = append(sentences, fmt.Sprintf("%s of a positive start lies on the uniform vector, whose decay "+
			"row sums decide, which pruning keeps on average.", percent(*share)))
	}
	if share := columns[0].outcome.NoiseShare; share != nil {
		whose := "the initial state's"
		if *share > 0.5 {
			whose = "the noise's"
		}
		sentences = append(sentences, fmt.Sprintf("The error from positive starts is mostly %s: of its square, noise alone makes %s.",
			whose, percent(*share)))
	}
	if len(sentences) > 0 {
		fmt.Fprintf(b, "\n%s\n", strings.Join(sentences, " "))
	}
}
