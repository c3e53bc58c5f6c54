package jobs

import (
	"path/filepath"
	"strconv"
	"strings"
)

// KubernetesOptions say how a plan is written for Kubernetes.
type KubernetesOptions struct {
	Image string // of the container, which has /bin/sh and the same build of the program on its PATH
	Claim string // a PersistentVolumeClaim that all nodes can mount and write, and after a colon the folder of results in it
}

// podRetries is how many pods of a part fail, on average, before a job is given up.
const podRetries = 3

// WriteKubernetes writes a Job of completion mode Indexed for each round, and submit.sh, which applies them one after another.
func (p *Plan) WriteKubernetes(o KubernetesOptions) error {
	var files []file
	var all []kubernetesJob
	for k, round := range p.Rounds {
		j := kubernetesJob{Plan: p, Round: round, Label: p.Label(k), Gathers: p.Gathers(k), Image: o.Image}
		j.Claim, j.SubPath, _ = strings.Cut(o.Claim, ":")
		j.Name = kubernetesName(filepath.Base(p.Folder)) + "-" + j.Label
		text, err := execute("kubernetes-round.yaml.tmpl", j)
		if err != nil {
			return err
		}
		all, files = append(all, j), append(files, file{j.Label + ".yaml", text, 0o644})
	}
	text, err := execute("kubernetes-submit.sh.tmpl", all)
	if err != nil {
		return err
	}
	return p.write(append(files, file{SubmitName, text, 0o755}))
}

// kubernetesJob is a Job as the templates take it.
type kubernetesJob struct {
	*Plan
	Round                 Round
	Name, Label           string
	Gathers               bool
	Image, Claim, SubPath string
}

// Retries returns how many of its pods may fail.
func (j kubernetesJob) Retries() int { return podRetries * j.Round.Parts }

// Megabytes returns its memory in units of 2²⁰ bytes.
func (j kubernetesJob) Megabytes() int64 { return megabytes(j.Round.Memory) }

// Command returns what the shell of a pod does. Kubernetes counts its pods from 0.
func (j kubernetesJob) Command() string {
	what := "work " + quoted(j.Folder) + " --part $((JOB_COMPLETION_INDEX + 1))/" + strconv.Itoa(j.Round.Parts)
	if j.Gathers {
		what = "resume " + quoted(j.Folder)
	}
	return "exec " + quoted(j.Program) + " " + what + " --workers " + strconv.Itoa(j.Round.Cores) + quotedAll(j.Flags)
}

// mostNameLetters keeps the names of pods, which are longer, below the 63 letters that they may have.
const mostNameLetters = 30

// kubernetesName returns a name like the text: lower-case letters, digits and hyphens between them.
func kubernetesName(text string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(text))
	return strings.Trim("simulate-"+name[:min(mostNameLetters, len(name))], "-")
}
