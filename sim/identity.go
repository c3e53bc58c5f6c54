package sim

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"noiseprune/internal/resume"
	"noiseprune/network"
)

// program names this program in results.
const program = "noiseprune " + Version

// CheckpointError says why a run cannot go on from what its store holds.
type CheckpointError struct{ Reason string }

// Error states the reason in one line.
func (e *CheckpointError) Error() string { return e.Reason }

// The entries of a store that say which run the others belong to.
const (
	identityPrefix = resume.HeaderPrefix + "identity/"
	fallbackName   = resume.HeaderPrefix + "fallback"
)

// identity is one thing that a store's run and this one must have in common.
type identity struct {
	name  string
	value []byte
	// reason says why a run cannot go on from another value.
	reason func(saved []byte) string
}

// identify puts into the store which run it belongs to, or returns a *CheckpointError if it
// belongs to another one. It returns why gonum computes though an OpenBLAS is installed; a run
// that goes on says what it said at its beginning.
func identify(opt Options, given, resolved Spec, networks []*network.Network) (fallback string, err error) {
	fallback = opt.LAPACK.library.FallbackReason()
	if opt.Store == nil {
		return fallback, nil
	}
	all, err := identities(opt, given, resolved, networks)
	if err != nil {
		return "", err
	}
	if err := compareIdentities(opt.Store, all); err != nil {
		return "", err
	}
	if saved, ok := opt.Store.Get(fallbackName); ok {
		return string(saved), nil
	}
	opt.Store.Put(fallbackName, []byte(fallback))
	return fallback, nil
}

// compareIdentities puts into the store what it lacks, or returns a *CheckpointError for the first that differs.
func compareIdentities(store Store, all []identity) error {
	for _, id := range all {
		if saved, ok := store.Get(identityPrefix + id.name); !ok {
			store.Put(identityPrefix+id.name, id.value)
		} else if !bytes.Equal(saved, id.value) {
			return &CheckpointError{id.reason(saved)}
		}
	}
	return nil
}

// identities lists what must be the same, in the order in which it is compared.
func identities(opt Options, given, resolved Spec, networks []*network.Network) ([]identity, error) {
	text, err := given.YAML()
	if err != nil {
		return nil, err
	}
	resolvedText, err := resolved.YAML()
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	for _, net := range networks {
		_, _ = hash.Write(resume.Marshal(net)) // never fails
	}
	return identitiesOf(opt, text, resolvedText, hash.Sum(nil))
}

// identitiesOf lists what must be the same where the spec has these texts, as given and as resolved, and the networks that hash.
func identitiesOf(opt Options, given, resolved, networks []byte) ([]identity, error) {
	build, err := resume.Build()
	if err != nil {
		return nil, err
	}
	build = program + " (" + build + ")"
	always := func(reason string) func([]byte) string { return func([]byte) string { return reason } }
	return []identity{
		{"build", []byte(build), func(saved []byte) string {
			return fmt.Sprintf("the checkpoint was written by %s, and this is %s, whose numbers may differ; "+
				"continue with that build, or begin again", saved, build)
		}},
		{"network", networks, always("the checkpoint belongs to another network")},
		{"spec", given, always("the checkpoint belongs to another spec")},
		{"LAPACK", []byte(opt.LAPACK.Name()), func(saved []byte) string {
			return fmt.Sprintf("the checkpoint's run uses the LAPACK of %s, and here it is that of %s, which agree to rounding only; "+
				"give --lapack, or name the file in NOISEPRUNE_OPENBLAS", saved, opt.LAPACK.Name())
		}},
		{"resolved spec", resolved, always("the checkpoint's spec resolves to other numbers here; " +
			"continue on the machine that began it, or begin again")},
	}, nil
}

// SavedLAPACK returns the name of the library that the store's run uses, and whether it is known.
func SavedLAPACK(store Store) (name string, known bool) {
	data, ok := store.Get(identityPrefix + "LAPACK")
	return string(data), ok
}
