package sim

// Progress is told how far a run has come. Its methods may be called from several
// goroutines at once.
type Progress interface {
	// Phase starts a phase of the given number of units of work.
	Phase(name string, units int64)
	// Advance adds units of finished work to the phase.
	Advance(units int64)
	// Skip adds units that an earlier run had finished, which say nothing of the speed.
	Skip(units int64)
}

// silent is the Progress of nobody watching.
type silent struct{}

func (silent) Phase(string, int64) {}
func (silent) Advance(int64)       {}
func (silent) Skip(int64)          {}
