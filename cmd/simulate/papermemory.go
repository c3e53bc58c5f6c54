package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"noiseprune/internal/paper"
)

// admit refuses figures that do not fit into the memory.
func (s *paperSeries) admit() error {
	for k, f := range s.figures {
		if needed := f.Memory(s.options); s.kept[k] == nil && s.allowed.known && needed > s.allowed.bytes {
			return inputError{
				fmt.Errorf("figure %s needs about %s of memory, and %s; %s", f.Name, size(needed), s.allowed, s.memoryCure(f, s.allowed.bytes)),
			}
		}
	}
	return nil
}

// memoryCure names the options that make the figure fit.
func (s *paperSeries) memoryCure(f paper.Figure, allowed float64) string {
	alone, quick := s.options, s.options
	alone.Workers, quick.Size = 1, paper.Quick
	var cures []string
	if s.workers > 1 && f.Memory(alone) <= allowed {
		cures = append(cures, "--workers 1")
	}
	if most := f.NeuronsInMemory(allowed, s.options); most >= fewestNeurons {
		cures = append(cures, fmt.Sprintf("--max-neurons %d", most))
	}
	if f.Memory(quick) <= allowed && !s.quick {
		cures = append(cures, "--quick for small networks")
	}
	if len(cures) == 0 {
		return "no option makes it fit; take a machine with more memory"
	}
	return "give " + strings.Join(cures, " or ")
}

// remember says what the figure takes once its first phase begins, and has the garbage
// collector keep to it as long as the figure lasts.
func (s *paperSeries) remember(f paper.Figure, p *progress) {
	needed := f.Memory(s.options)
	p.before = "memory: about " + size(needed)
	if s.allowed.known {
		p.before += "; " + s.allowed.String()
	}
	debug.SetMemoryLimit(min(s.limit, int64(collectorGoal(needed, s.allowed))))
}
