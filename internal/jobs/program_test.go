package jobs

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/testutil/slurm"
)

// programStatus is what simulate status --json says.
type programStatus struct {
	Command   string
	State     string
	Submitted []string
	Rounds    []RoundProgress
}

// cluster is the program and a Slurm.
type cluster struct {
	t       *testing.T
	program string
	folder  string
}

// run runs the program, which must succeed.
func (c cluster) run(args ...string) string {
	c.t.Helper()
	return slurm.Command(c.t, c.program, args...)
}

// status is what simulate status says of a folder.
func (c cluster) status(folder string) (s programStatus) {
	c.t.Helper()
	text, err := exec.Command(c.program, "status", folder, "--json").Output() // notes go to standard error
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		c.t.Fatalf("%v: %s", err, text)
	}
	return s
}

// worker returns the process that does a part of the folder now; 0 where there is none.
func (c cluster) worker(folder, part string) int {
	paths, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		c.t.Fatal(err)
	}
	want := strings.Join([]string{c.program, "work", folder, "--part", part, ""}, "\x00")
	for _, path := range paths {
		if text, err := os.ReadFile(path); err == nil && strings.HasPrefix(string(text), want) { // others end meanwhile
			number, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
			if err != nil {
				c.t.Fatal(err)
			}
			return number
		}
	}
	return 0
}

// equal complains unless two folders have the same files, but for the jobs of the second.
func (c cluster) equal(one, submitted string) {
	c.t.Helper()
	if err := os.RemoveAll(filepath.Join(submitted, FolderName)); err != nil {
		c.t.Fatal(err)
	}
	if said, err := exec.Command("diff", "--recursive", one, submitted).CombinedOutput(); err != nil {
		c.t.Errorf("%v: %.2000s", err, said)
	}
}

// TestSubmittedProgram submits every command that submit offers but covariance, the first round of a run, to a Slurm on this machine and
// compares their folders with those of one process.
func TestSubmittedProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	slurm.Start(t, "../..")
	c := cluster{t, filepath.Join(t.TempDir(), "simulate"), t.TempDir()}
	slurm.Command(t, "go", "build", "-o", c.program, "../../cmd/simulate")
	t.Run("sweep", func(t *testing.T) { c.t = t; c.interruptedSweep() })
	t.Run("run", func(t *testing.T) { c.t = t; c.undisturbedRun() })
	t.Run("record, prune and compare", func(t *testing.T) { c.t = t; c.otherCommands() })
}

// sweptSamples are as many as take a block of its last network longer than the 30 s after which Slurm looks at limits.
const sweptSamples = "7000000"

// interruptedSweep: of four parts one is killed, one reaches its time limit and one is cancelled, and a node is drained.
func (c cluster) interruptedSweep() {
	t := c.t
	what := strings.Fields("sweep random:n=60,degree=4 ring:n=40 random:n=400,degree=20 --keep 0.2,0.4,0.6,0.8 --prunings 5 --runs 5 " +
		"--spectra no --replicas 128 --width 32 --quiet --samples " + sweptSamples)
	one, out := filepath.Join(c.folder, "one"), filepath.Join(c.folder, "submitted")
	alone := exec.Command(c.program, append(what, "--out", one)...)
	var said bytes.Buffer
	alone.Stderr = &said
	c.run(append(append([]string{"submit"}, what...), "--out", out, "--parts", "4", "--shortest", "1ms")...)
	first := c.status(out)
	if len(first.Submitted) != 3 || len(first.Rounds[0].Parts) != 4 || len(first.Rounds[1].Parts) != 4 {
		t.Fatalf("the status is %+v", first)
	}
	for _, part := range []string{"1/4", "2/4", "3/4"} {
		slurm.Wait(t, "part "+part+" runs", time.Minute, func() bool { return c.worker(out, part) != 0 })
	}
	array := first.Submitted[0]
	slurm.Command(t, "scontrol", "update", "jobid="+array+"_2", "timelimit=1")
	if p, err := os.FindProcess(c.worker(out, "1/4")); err != nil || p.Kill() != nil {
		t.Fatal("the first part cannot be killed")
	}
	slurm.Command(t, "scancel", array+"_3")
	slurm.Command(t, "scontrol", "update", "nodename=n2", "state=drain", "reason=test")
	slurm.Wait(t, "a part is queued again at its limit", 2*time.Minute, func() bool {
		return strings.Contains(slurm.Command(t, "scontrol", "show", "job", array+"_2"), "Restarts=1")
	})
	slurm.Wait(t, "all parts but the cancelled one are done", 10*time.Minute, func() bool {
		r := c.status(out).Rounds
		return r[0].Count(Done) == 3 && r[0].Count(Cancelled) == 1 && r[1].Count(Blocked) == 4
	})
	if restarts := slurm.Command(t, "scontrol", "show", "job", array+"_1"); !strings.Contains(restarts, "Restarts=1") {
		t.Errorf("the part that was killed was not queued again: %s", restarts)
	}
	slurm.Command(t, filepath.Join(out, FolderName, SubmitName))
	c.finished(out)
	if err := alone.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	c.equal(one, out)
}

// finished waits for the results.
func (c cluster) finished(out string) {
	c.t.Helper()
	slurm.Wait(c.t, "the results are written", 10*time.Minute, func() bool { return c.status(out).State == "finished" })
	what := c.status(out).Command
	if what == "record" {
		what = "recording"
	}
	if got := c.run("status", out); got != out+" holds a finished "+what+"." {
		c.t.Errorf("the status is %q", got)
	}
	slurm.Wait(c.t, "the last job has ended", time.Minute, func() bool {
		return slurm.Command(c.t, "squeue", "--noheader", "--states=running,completing") == ""
	})
}

// undisturbedRun divides the replicas of a run on a generated connectome.
func (c cluster) undisturbedRun() {
	what := strings.Fields("run connectome:n=2000,synapses=40000 --samples 500 --replicas 96 --width 32 --exact no --spectra no " +
		"--prunings 2 --runs 5 --duration 0.1 --quiet")
	one, out := filepath.Join(c.folder, "one run"), filepath.Join(c.folder, "a submitted run")
	c.run(append(append([]string{"submit"}, what...), "--out", out, "--parts", "3", "--shortest", "1ms")...)
	c.finished(out)
	c.run(append(what, "--out", one)...)
	c.equal(one, out)
}

// otherCommands submits commands of one round: a recording, of whose three parts one is killed when it has written frames, and is queued
// again; and the others while that goes on.
func (c cluster) otherCommands() {
	path := filepath.Join(c.folder, "recording")
	what := map[string]string{
		path: "record connectome:n=1000,synapses=20000 --replicas 6 --width 2 --duration 15 --every 0.1 --step-size 0.002 --format npy,csv " +
			"--neurons 0-19 --quiet",
		filepath.Join(c.folder, "pruned"):   "prune random:n=60,degree=4 --samples 4000 --replicas 64 --width 16 --prunings 2 --quiet",
		filepath.Join(c.folder, "compared"): "compare random:n=60,degree=4 random:n=60,degree=3 --spectra no --runs 8 --quiet",
	}
	submit := func(path string) {
		c.run(append(append([]string{"submit"}, strings.Fields(what[path])...), "--out", path, "--parts", "3", "--shortest", "1ms",
			"--checkpoint", "100ms")...)
	}
	submit(path)
	slurm.Wait(c.t, "a part has written frames and a state", time.Minute, func() bool {
		folder := filepath.Join(path, "checkpoint", "parts", "*-2-of-3")
		frames, _ := filepath.Glob(filepath.Join(folder, "frames-*")) // the patterns are sound
		states, _ := filepath.Glob(filepath.Join(folder, "*.segment"))
		return len(frames) > 0 && len(states) > 0
	})
	if p, err := os.FindProcess(c.worker(path, "2/3")); err != nil || p.Kill() != nil {
		c.t.Error("the part cannot be killed")
	}
	for other := range what {
		if other != path {
			submit(other)
		}
	}
	for path := range what {
		c.finished(path)
		one := path + " by one process"
		c.run(append(strings.Fields(what[path]), "--out", one)...)
		c.equal(one, path)
	}
}
