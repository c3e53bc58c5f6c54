package sim

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"noiseprune/network"
)

// Checkpoint is all that an interrupted run needs to go on where it stood. It says what it
// belongs to, and has as its members what the parts of the run have found so far, each as
// that part encodes itself: blocks of replicas between two steps with the sums over their
// samples, blocks that are merged, decompositions. What follows from these at once, such
// as the pruned networks, is found again.
type Checkpoint struct {
	Program     string            // name and version of the program that wrote it
	LAPACK      string            // the library in use
	Refusal     string            // why an installed OpenBLAS was not
	Spec        []byte            // the spec as it was given, in YAML
	SpecHash    [sha256.Size]byte // of the spec as it was given and as it was resolved
	NetworkHash [sha256.Size]byte // of the networks' encodings
	Members     []Member          // in ascending order of their names
}

// Member is one encoding in a Checkpoint.
type Member struct {
	Name string
	Data []byte
}

// Saver takes the checkpoints of a run. Its methods may be called from several goroutines
// at once.
type Saver interface {
	// Due reports whether a checkpoint is wanted. It is asked at every step of every block,
	// and says so until Save has been called.
	Due() bool
	// Save takes a checkpoint, which never changes afterwards. The run waits for it: what
	// takes long is for another goroutine.
	Save(c Checkpoint)
}

// CheckpointError says why a run cannot go on from a checkpoint.
type CheckpointError struct{ Reason string }

// Error states the reason in one line.
func (e *CheckpointError) Error() string { return e.Reason }

// identify returns a checkpoint without members, which says what it belongs to.
func identify(given, resolved Spec, opt Options, networks []*network.Network) (Checkpoint, error) {
	c := Checkpoint{Program: "noiseprune " + Version, LAPACK: opt.LAPACK.Name(), Refusal: opt.LAPACK.FallbackReason()}
	var err error
	if c.Spec, err = given.YAML(); err != nil {
		return c, err
	}
	text, err := resolved.YAML()
	if err != nil {
		return c, err
	}
	c.SpecHash = sha256.Sum256(bytes.Join([][]byte{c.Spec, text}, []byte{0}))
	hash := sha256.New()
	for _, net := range networks {
		data, err := net.MarshalBinary()
		if err != nil {
			return c, err
		}
		_, _ = hash.Write(data) // never fails
	}
	copy(c.NetworkHash[:], hash.Sum(nil))
	return c, nil
}

// accept returns a *CheckpointError unless the checkpoint belongs to the run that c
// identifies.
func (c *Checkpoint) accept(saved *Checkpoint) error {
	var reason string
	switch {
	case saved.Program != c.Program:
		reason = fmt.Sprintf("the checkpoint was written by %s, and this is %s, whose numbers may differ; go on with that version, or begin again", saved.Program, c.Program)
	case saved.NetworkHash != c.NetworkHash:
		reason = "the checkpoint belongs to another network"
	case !bytes.Equal(saved.Spec, c.Spec):
		reason = "the checkpoint belongs to another spec"
	case saved.SpecHash != c.SpecHash:
		reason = "the checkpoint's spec resolves to other numbers here, so it was written by another build of " + c.Program + "; go on with that one, or begin again"
	case saved.LAPACK != c.LAPACK:
		reason = fmt.Sprintf("the checkpoint's run uses the LAPACK of %s, and here it is that of %s, which agree to rounding only; give --lapack, or name the file in NOISEPRUNE_OPENBLAS", saved.LAPACK, c.LAPACK)
	default:
		return nil
	}
	return &CheckpointError{reason}
}

// unfit is the error of a member that does not fit the run.
func unfit(name string, err error) error {
	return &CheckpointError{fmt.Sprintf("the checkpoint's part %s does not fit: %v", name, err)}
}
