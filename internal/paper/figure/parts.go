package figure

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"fmt"

	"noiseprune/internal/resume"
	"noiseprune/sim"
)

// partCounter counts the parts of a figure that have been named.
type partCounter struct{ count int }

// Part names the next part of the figure. A figure asks for its parts one after the other
// and in the same order, whatever the number of workers.
func (r *Run) Part(what string) string {
	r.parts.count++
	return fmt.Sprintf("%03d %s", r.parts.count, what)
}

// Once returns the result of the part of that name, which the store holds or which compute
// finds; then it is kept. An entry that does not fit is a *resume.MismatchError.
func Once[T any](r *Run, name string, compute func() (T, error), encode func(T) []byte, decode func([]byte) (T, error)) (T, error) {
	if r.Store == nil {
		return compute()
	}
	if data, ok := r.Store.Get(name); ok {
		found, err := decode(data)
		if err != nil {
			return found, &resume.MismatchError{Name: name, Err: err}
		}
		return found, nil
	}
	found, err := compute()
	if err == nil {
		r.Store.Put(name, encode(found))
	}
	return found, err
}

// Each computes tasks 0…n−1 on the workers and gathers their results, which package gob can
// encode, in ascending order. units(k) is the progress that task k reports while it is computed;
// it is skipped where its result was kept.
func Each[T any](
	r *Run, what string, n int, units func(k int) int64,
	do func(ctx context.Context, k int) (T, error), gather func(k int, found T),
) error {
	return resume.Each(r.Context, resume.Runner{Workers: r.Workers, Progress: onlySkips{r.Progress}, Store: r.Store}, resume.Tasks[T]{
		Name: r.Part(what), Count: n, Units: units,
		Do:     func(ctx context.Context, k int, _ *resume.Checkpoint) (T, error) { return do(ctx, k) },
		Encode: EncodeGob[T],
		Decode: func(data []byte, _, _ int) (T, error) { return DecodeGob[T](data) },
	}, gather)
}

// onlySkips is the progress of tasks that report themselves what they do.
type onlySkips struct{ sim.Progress }

// Advance does nothing.
func (onlySkips) Advance(int64) {}

// OneUnit is the progress of a task of Each where all tasks report one unit.
func OneUnit(int) int64 { return 1 }

// EncodeGob encodes a value that package gob can encode; it panics for any other.
func EncodeGob[T any](v T) []byte {
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(v); err != nil {
		panic("paper: " + err.Error())
	}
	return data.Bytes()
}

// DecodeGob is the inverse of EncodeGob.
func DecodeGob[T any](data []byte) (v T, err error) {
	err = gob.NewDecoder(bytes.NewReader(data)).Decode(&v)
	return v, err
}

// EncodeNumbers encodes float64s and slices of them, which gob would encode one by one. It panics
// for anything else.
func EncodeNumbers(values ...any) []byte {
	var data []byte
	for _, v := range values {
		var err error
		if data, err = binary.Append(data, binary.LittleEndian, v); err != nil {
			panic("paper: " + err.Error())
		}
	}
	return data
}

// DecodeNumbers reads what EncodeNumbers encoded into pointers and slices of the same lengths.
func DecodeNumbers(data []byte, values ...any) error {
	for _, v := range values {
		n, err := binary.Decode(data, binary.LittleEndian, v)
		if err != nil {
			return err
		}
		data = data[n:]
	}
	if len(data) > 0 {
		return fmt.Errorf("%d bytes follow the numbers", len(data))
	}
	return nil
}

// SavedOptions returns the options of the simulation that computes the named part: it keeps its
// own tasks in the run's store. forget removes them; it is to be called when the result of the
// part is kept.
func (r *Run) SavedOptions(part string) (opt sim.Options, forget func()) {
	opt = r.SimOptions()
	if r.Store == nil {
		return opt, func() {}
	}
	prefix := part + partialSuffix
	opt.Store = resume.Sub(r.Store, prefix)
	return opt, func() { r.Store.Delete(prefix) }
}

// partialSuffix follows a part's name in the names of what its simulation keeps.
const partialSuffix = " simulation/"
