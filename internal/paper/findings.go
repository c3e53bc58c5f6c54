package paper

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"fmt"

	"noiseprune/sim"
)

// Findings keeps what finished parts of a figure have found, so that the figure can be
// interrupted and go on where it was. It belongs to one figure with one set of Options;
// only Workers and Progress may differ. Its methods may be called from several goroutines
// at once.
type Findings interface {
	// Find returns what was kept under the name, or nil.
	Find(name string) []byte
	// Keep takes what was found, in the place of what was kept under the name before. It is
	// not changed afterwards.
	Keep(name string, found []byte)
}

// part names the next part of the figure. A figure asks for its parts one after the other
// and in the same order, whatever the workers.
func (j *job) part(what string) string {
	j.parts.count++
	return fmt.Sprintf("%03d %s", j.parts.count, what)
}

// parts counts the parts of a figure that have been asked for.
type parts struct{ count int }

// find returns what the part of that name found before, nil where it has to be found.
func (j *job) find(name string) []byte {
	if j.opt.Findings == nil {
		return nil
	}
	return j.opt.Findings.Find(name)
}

// recall returns what the part of that name found before. What cannot be decoded is as if
// it were not there.
func recall[T any](j *job, name string) (T, bool) {
	var found, nothing T
	data := j.find(name)
	if data == nil || gob.NewDecoder(bytes.NewReader(data)).Decode(&found) != nil {
		return nothing, false
	}
	return found, true
}

// keep keeps what a part has found, which is encoded only where it is.
func (j *job) keep(name string, encode func() ([]byte, error)) error {
	if j.opt.Findings == nil {
		return nil
	}
	data, err := encode()
	if err == nil {
		j.opt.Findings.Keep(name, data)
	}
	return err
}

// once returns what the part of that name found before, or finds it, a value that package
// gob can encode, and keeps it. It reports whether it was found before.
func once[T any](j *job, name string, find func() (T, error)) (found T, before bool, err error) {
	if found, before = recall[T](j, name); before {
		return found, true, nil
	}
	if found, err = find(); err != nil {
		return found, false, err
	}
	return found, false, j.keep(name, func() ([]byte, error) {
		var data bytes.Buffer
		err := gob.NewEncoder(&data).Encode(found)
		return data.Bytes(), err
	})
}

// each is sim.Each, with what each job finds a part of its own. units are those of the
// progress that a job is: they are skipped where it had finished before.
func each[T any](j *job, what string, n int, units func(k int) int64, work func(ctx context.Context, k int) (T, error), gather func(k int, found T)) error {
	part := j.part(what)
	return sim.Each(j.ctx, j.opt.Workers, n, func(ctx context.Context, k int) (T, error) {
		found, before, err := once(j, fmt.Sprintf("%s %d", part, k), func() (T, error) { return work(ctx, k) })
		if before {
			j.opt.Progress.Skip(units(k))
		}
		return found, err
	}, gather)
}

// oneUnit is the progress of each of jobs that are alike.
func oneUnit(int) int64 { return 1 }

// keepNumbers keeps float64s and slices of them, which gob would encode one by one.
func (j *job) keepNumbers(name string, values ...any) error {
	return j.keep(name, func() (data []byte, err error) {
		for _, v := range values {
			if data, err = binary.Append(data, binary.LittleEndian, v); err != nil {
				return nil, err
			}
		}
		return data, nil
	})
}

// decodeNumbers reads what keepNumbers was given into pointers and slices of the same
// lengths. It reports false for anything else.
func decodeNumbers(data []byte, values ...any) bool {
	for _, v := range values {
		n, err := binary.Decode(data, binary.LittleEndian, v)
		if err != nil {
			return false
		}
		data = data[n:]
	}
	return len(data) == 0
}
