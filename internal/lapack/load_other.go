//go:build !((linux || darwin) && !android && (amd64 || arm64) && !noopenblas)

package lapack

// load returns errNoLoader: this build cannot open libraries, because purego needs cgo on
// the platform (as on FreeBSD and Android), or because of the tag noopenblas, which makes a
// static program for musl and empty containers.
func load(string) (*openblas, error) {
	return nil, errNoLoader
}
