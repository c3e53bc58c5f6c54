package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"noiseprune/internal/memory"
	"noiseprune/internal/paper"
	"noiseprune/internal/paper/figure"
)

// checkMemory refuses figures that do not fit into the memory.
func (s *paperSeries) checkMemory() error {
	for k, f := range s.figures {
		if needed := f.Memory(s.options); s.existing[k] == nil && !s.allowed.Permits(needed) {
			return inputError{fmt.Errorf("figure %s needs about %s of memory, and %s; %s",
				f.Name, memory.Size(needed), s.allowed, s.memoryAdvice(f, s.allowed.Bytes))}
		}
	}
	return nil
}

// memoryAdvice returns the options with which the figure needs no more than the allowed bytes.
func (s *paperSeries) memoryAdvice(f paper.Figure, allowed float64) string {
	oneWorker, quick := s.options, s.options
	oneWorker.Workers, quick.Size = 1, figure.Quick
	var flags []string
	if s.workers > 1 && f.Memory(oneWorker) <= allowed {
		flags = append(flags, "--workers 1")
	}
	if n := f.NeuronsInMemory(allowed, s.options); n >= minNeurons {
		flags = append(flags, fmt.Sprintf("--max-neurons %d", n))
	}
	if f.Memory(quick) <= allowed && !s.quick {
		flags = append(flags, "--quick for small networks")
	}
	if len(flags) == 0 {
		return "no option makes it fit; take a machine with more memory"
	}
	return "give " + strings.Join(flags, " or ")
}

// announceMemory has the figure's memory printed when its first phase begins, and limits the garbage
// collector to it.
func (s *paperSeries) announceMemory(f paper.Figure, p *progress) {
	needed := f.Memory(s.options)
	p.announcement = memoryAnnouncement(memory.Size(needed), s.allowed)
	debug.SetMemoryLimit(min(s.collectorLimit, int64(memory.CollectorLimit(needed, s.allowed))))
}
