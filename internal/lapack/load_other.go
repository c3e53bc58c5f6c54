//go:build !((linux || darwin || freebsd) && (amd64 || arm64))

package lapack

import "errors"

// openOpenBLAS finds none: libraries cannot be opened here.
func openOpenBLAS(string) (*openblas, error) {
	return nil, errors.New("this platform cannot open libraries while it runs")
}
