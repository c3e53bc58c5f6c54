package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"noiseprune/sim"
)

// workPart is the flag --part: a part of the work, counted from 1 on the command line.
type workPart struct {
	text string
	sim.Part
}

// autoPart is the text of a part that the environment says.
const autoPart = "auto"

func (p *workPart) String() string { return p.text }

// Type names the value in the help.
func (*workPart) Type() string { return "i/n" }

// Set reads i/n, or auto.
func (p *workPart) Set(text string) (err error) {
	p.text = text
	if text == autoPart {
		p.Part, err = partOfEnvironment(os.Getenv)
		return err
	}
	index, count, ok := strings.Cut(text, "/")
	i, failed := strconv.Atoi(index)
	n, failedToo := strconv.Atoi(count)
	if !ok || failed != nil || failedToo != nil || i < 1 || i > n {
		return fmt.Errorf("%q is no part; give i/n with i from 1 to n, such as 3/10, or auto", text)
	}
	p.Part = sim.Part{Index: i - 1, Count: n}
	return nil
}

// name is the part in the names of folders.
func (p *workPart) name() string { return fmt.Sprintf("%d-of-%d", p.Index+1, p.Count) }

// environment is how an engine tells a process which part of how many it is.
type environment struct {
	index, count, first string // names of variables; first is empty where indices begin at 0
}

// environments lists the engines that tell: Slurm's arrays, Kubernetes' indexed jobs (whose count the manifest sets), MPI.
func environments() []environment {
	return []environment{
		{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN"},
		{"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", ""},
		{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", ""},
		{"PMI_RANK", "PMI_SIZE", ""},
	}
}

// partOfEnvironment returns the part that an engine's variables say.
func partOfEnvironment(getenv func(string) string) (sim.Part, error) {
	for _, e := range environments() {
		if getenv(e.index) == "" {
			continue
		}
		index, err := strconv.Atoi(getenv(e.index))
		count, failed := strconv.Atoi(getenv(e.count))
		first := 0
		if e.first != "" {
			first, _ = strconv.Atoi(getenv(e.first)) // 0 where it is not set
		}
		if err != nil || failed != nil || index < first || index-first >= count {
			return sim.Part{}, fmt.Errorf("auto does not find a part in %s=%q and %s=%q; give i/n",
				e.index, getenv(e.index), e.count, getenv(e.count))
		}
		return sim.Part{Index: index - first, Count: count}, nil
	}
	var names []string
	for _, e := range environments() {
		names = append(names, e.index)
	}
	return sim.Part{}, fmt.Errorf("auto finds none of %s set; give i/n, such as 3/10", strings.Join(names, ", "))
}
