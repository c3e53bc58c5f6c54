package jobs

import (
	"os"
	"path/filepath"
	"testing"
)

// TestParseStates has lines as squeue 22.05 and sacct print them, sacct first.
func TestParseStates(t *testing.T) {
	found := map[Task]State{}
	parseStates("12_1|COMPLETED\n12_2|CANCELLED by 1000\n12_3|RUNNING\n12_[4-6]|PENDING\n13|OUT_OF_MEMORY\n", found)
	parseStates("12_3|PENDING|BeginTime\n14_1|PENDING|DependencyNeverSatisfied\n15_N/A|PENDING|Dependency\n16_1|COMPLETING|None\n"+
		"JOBID|STATE\n\n17_1\n", found)
	want := map[Task]State{
		{12, 1}: Done, {12, 2}: Cancelled, {12, 3}: Waiting, {13, 0}: Failed, {14, 1}: Blocked, {15, 0}: Waiting, {16, 1}: Running,
	}
	for task, state := range want {
		if got, ok := found[task]; !ok || got != state {
			t.Errorf("%v is %v, want %v", task, got, state)
		}
	}
	if len(found) != len(want) {
		t.Errorf("%v, want %v", found, want)
	}
}

// TestProgress: the exit codes count where Slurm has forgotten a job, and success always.
func TestProgress(t *testing.T) {
	folder := t.TempDir()
	p := &Plan{Rounds: []Round{{Name: "covariance", Parts: 6}, {Name: "results", Parts: 1}}}
	ended := filepath.Join(folder, FolderName, endedName)
	if err := os.MkdirAll(ended, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{
		"round-1-1": "0\n", "round-1-2": "1\n", "round-1-3": "75\n", "round-1-4": "0\n", "round-1-5": "", "round-1-7": "1\n", "finish-1": "2\n",
		"round-2-1": "1\n", "notes": "1",
	} {
		if err := os.WriteFile(filepath.Join(ended, name), []byte(code), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	submitted := &Submitted{[]SubmittedJob{{"20", 0, 1, 4}, {"21", 0, 5, 2}, {"22", 1, 1, 1}, {"23", 7, 1, 1}}}
	got := p.Progress(folder, submitted, map[Task]State{{20, 3}: Running, {20, 4}: Running, {21, 2}: Cancelled})
	for k, want := range []State{Done, Failed, Running, Done, Waiting, Cancelled} {
		if got[0].Parts[k].State != want {
			t.Errorf("part %d is %v, want %v", k+1, got[0].Parts[k].State, want)
		}
	}
	if last := got[1].Parts[0]; last.State != Failed || *last.Code != 2 {
		t.Errorf("the last job is %+v", last)
	}
}

func TestMaxArraySize(t *testing.T) {
	for config, want := range map[string]int{
		"MaxArraySize            = 75001\nMaxJobCount = 10000\n": 75001, "": 1001, "MaxArraySize = 0\n": 1001,
		"MaxArraySize = 99999999999999999999\n": 1001,
	} {
		if got := parseMaxArraySize(config); got != want {
			t.Errorf("%q: %d, want %d", config, got, want)
		}
	}
}

// FuzzRead: what stands in the files, and what the engine prints, is read or refused, and Progress takes all that is read.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"engine": "slurm", "rounds": [{"name": "a", "parts": 3}]}`),
		[]byte(`{"jobs": [{"job": "12", "round": 0, "first": 2, "parts": 3}]}`),
		"12_1|RUNNING|None\n12|FAILED\n")
	f.Add([]byte(`{"rounds": []}`),
		[]byte(`{"jobs": [{"job": "-1", "round": 5, "first": 0, "parts": 1000000000}]}`), "1_99999999999999999999|\n|_")
	f.Fuzz(func(t *testing.T, plan, submitted []byte, said string) {
		p, err := parsePlan(plan)
		if (err == nil) == (p == nil) {
			t.Fatalf("%v and %v", p, err)
		}
		s, submittedErr := parseSubmitted(submitted)
		if (submittedErr == nil) == (s == nil) {
			t.Fatalf("%v and %v", s, submittedErr)
		}
		known := map[Task]State{}
		parseStates(said, known)
		if err == nil {
			p.Progress("does not exist", s, known)
		}
	})
}
