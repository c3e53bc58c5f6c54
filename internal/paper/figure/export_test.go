package figure

import "noiseprune/sim"

// EagerOptions are SavedOptions under which a checkpoint is always due, and the simulation
// waits until it is stored: an interruption then falls on the same checkpoint every time.
func (r *Run) EagerOptions(part string) sim.Options {
	opt, _ := r.savedOptions(part, 0)
	opt.Saver = waitingSaver{opt.Saver.(*partialSaver)}
	return opt
}

type waitingSaver struct{ *partialSaver }

func (w waitingSaver) Save(c sim.Checkpoint) {
	w.partialSaver.Save(c)
	w.writes.Wait()
}
