package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRefusedRecordings: each is refused with code 2 and one line that names the place and the cure, before anything is recorded, and
// leaves no folder.
func TestRefusedRecordings(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, dir, "abc.csv", abc)
	write(t, dir, "abd.csv", strings.NewReplacer("b,c", "b,d", "c,a", "d,a").Replace(abc))
	write(t, dir, "time.csv", strings.ReplaceAll(abc, "c,", "time,"))
	write(t, dir, "groups.csv", "neuron,group\na,x\nb,y\n")
	write(t, dir, "wrong.csv", "neuron,group\na,x\nq,y\n")
	write(t, dir, "cells.csv", "cell,group\na,x\n")
	write(t, dir, "list.txt", "a\n\n7\n")
	write(t, dir, "samples.csv", "0.5\nx\n")
	for _, c := range []struct{ reason, args, want string }{
		{"no network", "--duration 5", "no network: name a file or a generator"},
		{"no such file", "nothing.csv --duration 5", "nothing.csv: no such file, and no generator of that name"},
		{"no duration", "abc.csv", "record.duration is 0; it must be above 0"},
		{"no number", "abc.csv --duration nan", "record.duration is NaN; it must be finite"},
		{"too long", "abc.csv --duration 1e14", "record.duration asks for more than 1e+12 steps of"},
		{"an unknown label", "abc.csv --duration 5 --neurons z", `--neurons: no neuron is called "z"; labels of this network are such as "a"`},
		{"an unknown number", "abc.csv --duration 5 --neurons 1-7", "--neurons: there is no neuron 7; the network has neurons 0 to 2"},
		{"no list", "abc.csv --duration 5 --neurons @no.txt", "--neurons: no.txt cannot be read: no such file or directory; check the name"},
		{"a wrong list", "abc.csv --duration 5 --neurons @list.txt",
			"--neurons: list.txt:2: there is no neuron 7; the network has neurons 0 to 2"},
		{"no shape", "abc.csv --duration 5 --stimulus a:hop", `stimulus "a:hop", column 3: "hop" is no shape; choose constant`},
		{"a stimulus of an unknown neuron", "abc.csv --duration 5 --stimulus z:constant~1", `no neuron has the label "z"; check the spelling`},
		{"no samples", "abc.csv --duration 5 --stimulus a:file~no.csv~every~1",
			"no.csv: cannot be read: no such file or directory; check the name"},
		{"wrong samples", "abc.csv --duration 5 --stimulus a:file~samples.csv~every~1", `samples.csv:2: number "x" is not a number`},
		{"no such groups", "abc.csv --duration 5 --groups no.csv", "no.csv: cannot be read: no such file or directory; check the name"},
		{"other columns",
			"abc.csv --duration 5 --groups cells.csv", `cells.csv:1: "cell,group" does not name the columns; begin with the line neuron,group`},
		{"a group of an unknown neuron",
			"abc.csv --duration 5 --groups wrong.csv", `wrong.csv:3: no neuron is named "q"; give a label of the network`},
		{"a group that is not recorded",
			"abc.csv --duration 5 --groups groups.csv --neurons a", `has the group "y", of which no neuron is recorded; add one`},
		{"no pair", "abc.csv --duration 5 --pairs a-b", `statistics.pairs has "a-b"; write two neurons as source>target`},
		{"a pair that is not recorded", "abc.csv --duration 5 --pairs a>b --neurons a", `has "a>b", of which a neuron is not recorded; add it`},
		{"other labels", "abc.csv abd.csv --duration 5", `abd.csv: the networks do not have the same neurons: "c" is only in the first`},
		{"other sizes", "path:n=5 path:n=6 --duration 5", "path:n=6 has 6 neurons, but the original has 5"},
		{"frames between steps", "abc.csv --duration 5 --every 0.1 --step-size 0.03",
			"record.every is 0.1, which is no multiple of the step size 0.03"},
		{"an unstable step", "abc.csv --duration 50 --every 9 --step-size 9 --stepper euler-maruyama", "largest stable step"},
		{"an unstable network", "abc.csv --duration 5 --leak 0.1", "to every leak, or use --leak dominant"},
		{"an unknown format", "abc.csv --duration 5 --format xml", `format of a recording "xml" is unknown; choose npy, npz`},
		{"a format beside none", "abc.csv --duration 5 --format npy,none", `format of a recording "none" is unknown`},
		{"an unknown type", "abc.csv --duration 5 --frame-type int8", `element type "int8" is unknown; choose float64 or float32`},
		{"a label that tables cannot have",
			"time.csv --duration 5 --format npy,csv", `--format csv: column 2 is called "time", which a table cannot have`},
		{"likewise", "time.csv --duration 5 --format parquet", `--format parquet: column 2 is called "time", which a table cannot have`},
		{"an unknown start", "abc.csv --duration 5 --start warm", `start "warm" is unknown`},
		{"no such mode", "abc.csv --duration 5 --start eigenvector:0", "give eigenvector:1 for the slowest mode"},
		{"no replicas", "abc.csv --duration 5 --replicas 0", "record.replicas is 0; it must be at least 1"},
		{"half a replica", "abc.csv --duration 5 --width 1.5", "record.width is 1.5; it must be a whole number"},
		{"no frames for statistics", "abc.csv --duration 5 --statistics-from 9",
			"statistics.from is 9, which leaves none of the frames up to time 5"},
		{"lags beyond the frames", "abc.csv --duration 5 --lags 9", "which is no shorter than what the"},
		{"short segments", "abc.csv --duration 5 --segment 4", "statistics.segment is 4; it must be at least 8 frames, or 0 for no spectra"},
		{"segments beyond the frames", "abc.csv --duration 5 --segment 4000", "statistics.segment is 4000, but there are only"},
		{"negative noise", "abc.csv --duration 5 --sigma -1", "noise.strength is -1; it must be at least 0"},
		{"no memory", "abc.csv --duration 5000 --memory 1MB", "the recording needs about"},
		{"an unknown flag", "abc.csv --duraton 5", "unknown flag: --duraton"},
	} {
		args := strings.Fields("record --quiet --out out " + c.args)
		for k := range args {
			args[k] = strings.ReplaceAll(args[k], "~", " ")
		}
		code, stdout, stderr := command(t.Context(), t, args...)
		if code != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: code %d, output %q, error %q", c.reason, code, stdout, stderr)
		}
		if exists("out") {
			t.Fatalf("%s: the folder is left", c.reason)
		}
	}
	code, stdout, stderr := command(t.Context(), t, "record", "abc.csv", "--duration", "5")
	if code != 2 || stdout != "" || stderr != "simulate: a recording needs a folder for its files; give --out\n" {
		t.Errorf("no folder: code %d, %q, %q", code, stdout, stderr)
	}
}

// TestRecordingsDoNotReplaceFrames: neither a recording, nor frames that no recording left, are replaced without --force.
func TestRecordingsDoNotReplaceFrames(t *testing.T) {
	dir := t.TempDir()
	net, out := write(t, dir, "abc.csv", abc), filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	frames := write(t, out, "frames.npy", "my own")
	refused := func(want string) {
		t.Helper()
		code, _, stderr := command(t.Context(), t, "record", net, "--duration", "5", "--out", out, "--quiet")
		if code != 2 || stderr != "simulate: "+want+"\n" {
			t.Errorf("code %d, %q", code, stderr)
		}
	}
	refused(frames + " exists already; choose another --out, or replace it with --force")
	if tree(t, out)["frames.npy"] != "my own" {
		t.Error("the file was changed")
	}
	recordedOK(t, net, "--duration", "5", "--out", out, "--force", "--replicas", "2", "--format", "npy,csv.gz")
	refused(out + " already holds a result; choose another --out, or replace it with --force")
	recordedOK(t, net, "--duration", "5", "--out", out, "--force", "--seed", "2")
	fresh := filepath.Join(dir, "fresh")
	recordedOK(t, net, "--duration", "5", "--out", fresh, "--seed", "2")
	sameTree(t, "replaced", tree(t, out), tree(t, fresh))
}

// TestSpecsOfRecordings: what --print-spec prints, and the spec.yaml of a recording, give the same recording again.
func TestSpecsOfRecordings(t *testing.T) {
	dir := t.TempDir()
	net := write(t, dir, "abc.csv", abc)
	write(t, dir, "samples.csv", "0\n1\n-1\n")
	flags := []string{net, "--duration", "20", "--stimulus", "a: sine 2 period 5 phase 90deg", "--stimulus",
		"1-2: file " + filepath.Join(dir, "samples.csv") + " every 2", "--neurons", "c,a", "--pairs", "a>c", "--lags", "1", "--segment", "32",
		"--start", "uniform", "--scale", "3", "--replicas", "2", "--seed", "7"}
	out := func(name string) string { return filepath.Join(dir, name) }
	recordedOK(t, append(flags, "--out", out("flags"))...)
	spec := write(t, dir, "spec.yaml", recordedOK(t, append(flags, "--print-spec")...))
	recordedOK(t, "--spec", spec, "--out", out("printed"))
	recordedOK(t, "--spec", filepath.Join(out("flags"), "spec.yaml"), "--out", out("resolved"))
	want := tree(t, out("flags"))
	sameTree(t, "--print-spec", tree(t, out("printed")), want)
	sameTree(t, "spec.yaml", tree(t, out("resolved")), want)
	recordedOK(t, "--spec", spec, "--out", out("changed"), "--seed", "8")
	if tree(t, out("changed"))["frames-0.npy"] == want["frames-0.npy"] {
		t.Error("--seed beside --spec is not followed")
	}
	text := recordedOK(t, append(flags, "--out", out("json"), "--json")...)
	if text != want["recording.json"] {
		t.Error("--json prints another recording.json")
	}
}
