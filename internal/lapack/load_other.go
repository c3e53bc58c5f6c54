//go:build !((linux || darwin) && !android && (amd64 || arm64) && !noopenblas)

package lapack

// load finds nothing: this build cannot open libraries, because purego cannot without
// cgo on the platform (as on FreeBSD and Android), or because of the tag noopenblas, which
// makes a static program as musl and empty containers need it.
func load(string) (*openblas, error) {
	return nil, errNoLoader
}
