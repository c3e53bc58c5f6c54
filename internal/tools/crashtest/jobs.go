package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// job is a command line of simulate, and what it gives when it is left in peace.
type job struct {
	name  string
	args  []string // without --out
	files map[string][]byte
	takes time.Duration
}

// jobs are runs of a fraction of a second, which between them have every phase, both methods and
// steppers, coloured noise, both precisions and activations.
func jobs() []*job {
	return []*job{
		{name: "dense", args: []string{"run", "clustered:sizes=14/8,long=8", "--covariance", "dense",
			"--stepper", "leimkuhler-matthews", "--samples", "30000", "--replicas", "48", "--width", "8", "--runs", "40"}},
		{name: "rectified", args: []string{"run", "random:n=24,degree=5,symmetric=false", "--activation", "rectified", "--input", "2",
			"--noise-placement", "ou", "--correlation-time", "0.5", "--covariance-from", "self", "--precision", "float32",
			"--samples", "1000", "--replicas", "24", "--width", "4", "--runs", "12"}},
		{name: "edges", args: []string{"run", "random:n=40,degree=6,symmetric=false", "--input", "1", "--increments", "rademacher",
			"--samples", "20000", "--replicas", "32", "--width", "8", "--runs", "40"}},
		{name: "covariance", args: []string{"covariance", "clustered:sizes=14/8,long=8", "--covariance", "dense", "--samples", "20000", "--width", "16"}},
		{name: "compare", args: []string{"compare", "clustered:sizes=30/20,long=12", "clustered:sizes=30/20,long=6", "--runs", "400"}},
	}
}

// prepare does every job in peace.
func (r *rack) prepare(all []*job) error {
	r.jobs = all
	for _, j := range all {
		out := filepath.Join(r.folder, "reference-"+j.name)
		start := time.Now()
		p, err := r.start(append([]string{"--workers", "2", "--out", out}, j.args...)...)
		if err != nil {
			return err
		}
		if end := p.wait(); end.code != 0 {
			return fmt.Errorf("job %s failed in peace: %s", j.name, end.stderr)
		}
		j.takes = time.Since(start)
		if j.files, err = read(out); err != nil {
			return err
		}
		if len(j.files) < 3 {
			return fmt.Errorf("job %s gave %d files", j.name, len(j.files))
		}
		r.say("job %-10s %d files, %v in peace", j.name, len(j.files), j.takes.Round(time.Millisecond))
	}
	return nil
}

// read returns the files of a folder, those of its subfolders by their paths.
func read(folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		files[name], err = os.ReadFile(path)
		return err
	})
	return files, err
}

// differences says how the folder's files differ from the job's; nil if not at all.
func (j *job) differences(folder string) error {
	files, err := read(folder)
	if err != nil {
		return err
	}
	for name, want := range j.files {
		switch got, ok := files[name]; {
		case !ok:
			err = errors.Join(err, fmt.Errorf("%s is missing", name))
		case !bytes.Equal(got, want):
			err = errors.Join(err, fmt.Errorf("%s differs", name))
		}
	}
	for name := range files {
		if j.files[name] == nil {
			err = errors.Join(err, fmt.Errorf("%s is left over", name))
		}
	}
	return err
}

// partial returns an error for a file that is neither whole nor a temporary one, or for
// results that say they are complete and are not.
func (j *job) partial(folder string) error {
	files, err := read(folder)
	if err != nil {
		return err
	}
	for name, got := range files {
		if want := j.files[name]; want != nil && !bytes.Equal(got, want) {
			err = errors.Join(err, fmt.Errorf("%s is corrupt", name))
		}
	}
	if files["result.json"] != nil {
		for name := range j.files {
			if files[name] == nil {
				err = errors.Join(err, fmt.Errorf("result.json is there and %s is not", name))
			}
		}
	}
	return err
}
