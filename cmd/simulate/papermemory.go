package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"noiseprune/internal/memory"
	"noiseprune/internal/paper"
	"noiseprune/internal/paper/figure"
)

// admit refuses figures that do not fit into the memory.
func (s *paperSeries) admit() error {
	for k, f := range s.figures {
		if needed := f.Memory(s.options); s.kept[k] == nil && s.allowed.Known && needed > s.allowed.Bytes {
			return inputError{fmt.Errorf("figure %s needs about %s of memory, and %s; %s", f.Name, memory.Size(needed), s.allowed, s.memoryCure(f, s.allowed.Bytes))}
		}
	}
	return nil
}

// memoryCure names the options that make the figure fit.
func (s *paperSeries) memoryCure(f paper.Figure, allowed float64) string {
	alone, quick := s.options, s.options
	alone.Workers, quick.Size = 1, figure.Quick
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

// announceMemory says what the figure takes once its first phase begins, and has the garbage
// collector keep to it as long as the figure lasts.
func (s *paperSeries) announceMemory(f paper.Figure, p *progress) {
	needed := f.Memory(s.options)
	p.before = "memory: about " + memory.Size(needed)
	if s.allowed.Known {
		p.before += "; " + s.allowed.String()
	}
	debug.SetMemoryLimit(min(s.limit, int64(memory.CollectorGoal(needed, s.allowed))))
}
