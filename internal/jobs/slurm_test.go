package jobs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/testutil/slurm"
)

// planned returns the plan of two rounds of so many parts for the program of testdata, in a folder whose name needs quoting.
func planned(t *testing.T, parts int) *Plan {
	t.Helper()
	program, err := filepath.Abs("testdata/program")
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "it's a folder")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	part := Round{Name: "covariance", Parts: parts, Cores: 1, Memory: 64 << 20, Limit: 10 * time.Minute}
	second, last := part, part
	second.Name, last.Name, last.Parts = "comparisons", "results", 1
	return &Plan{Command: "run", Program: program, Folder: folder, Rounds: []Round{part, second, last}}
}

// progressOf asks Slurm how a plan is.
func progressOf(t *testing.T, p *Plan) []RoundProgress {
	t.Helper()
	submitted, err := ReadSubmitted(p.Folder)
	if err != nil {
		t.Fatal(err)
	}
	known, err := States(t.Context(), submitted)
	if err != nil {
		t.Fatal(err)
	}
	return p.Progress(p.Folder, submitted, known)
}

// TestInterruptedJobs: a part that is killed, one that is cancelled, one that reaches its time limit and a node that is drained
// cost nothing but time.
func TestInterruptedJobs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes two minutes")
	}
	slurm.Start(t, "../..")
	p := planned(t, 5)
	if err := p.WriteSlurm(SlurmOptions{MaxArraySize: 4}); err != nil { // two arrays a round
		t.Fatal(err)
	}
	if _, err := Submit(t.Context(), p.Folder); err != nil {
		t.Fatal(err)
	}
	state := func(round, part int) State { return progressOf(t, p)[round].Parts[part-1].State }
	job := func(k int) string {
		submitted, err := ReadSubmitted(p.Folder)
		if err != nil {
			t.Fatal(err)
		}
		return submitted.Jobs[k].Job
	}
	process := func(part int) string { return filepath.Join(p.Folder, fmt.Sprintf("process-1-%d", part)) }
	slurm.Wait(t, "three parts begin", time.Minute, func() bool { return there(process(1)) && there(process(2)) && there(process(3)) })
	slurm.Command(t, "scontrol", "update", "jobid="+job(0)+"_2", "timelimit=1")
	number, err := os.ReadFile(process(1))
	if err != nil {
		t.Fatal(err)
	}
	slurm.Command(t, "kill", "-9", strings.TrimSpace(string(number)))
	slurm.Command(t, "scancel", job(0)+"_3")
	slurm.Command(t, "scontrol", "update", "nodename=n2", "state=drain", "reason=test")
	slurm.Wait(t, "the cancelled part blocks the next round", time.Minute, func() bool {
		return state(0, 3) == Cancelled && state(1, 1) == Blocked
	})
	slurm.Wait(t, "the part at its limit saves its work", 2*time.Minute, func() bool { return there(filepath.Join(p.Folder, "log-2")) })
	slurm.Wait(t, "all other parts are done", 3*time.Minute, func() bool { return progressOf(t, p)[0].Count(Done) == 4 })
	if _, err := Submit(t.Context(), p.Folder); err != nil {
		t.Fatal(err)
	}
	slurm.Wait(t, "all is done", 3*time.Minute, func() bool { return state(2, 1) == Done })
	got, err := os.ReadFile(filepath.Join(p.Folder, "result"))
	want := ""
	for k := range 10 {
		want += fmt.Sprintf("round %d part %d\n", 1+k/5, 1+k%5)
	}
	if err != nil || string(got) != want {
		t.Errorf("the result is %q, %v", got, err)
	}
}

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
