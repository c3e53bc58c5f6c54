//go:build (linux || darwin || freebsd) && (amd64 || arm64)

package lapack

import (
	"errors"
	"fmt"

	"github.com/ebitengine/purego"
)

// openOpenBLAS opens the library at the path, or in the first of the usual places, and
// tries it.
func openOpenBLAS(path string) (*openblas, error) {
	candidates := places()
	if path != "" {
		candidates = []string{path}
	}
	for _, name := range candidates {
		handle, err := purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_LOCAL)
		if err != nil {
			continue
		}
		o, err := bind(handle)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return o, nil
	}
	if path != "" {
		return nil, fmt.Errorf("%s cannot be opened", path)
	}
	return nil, errors.New("it is not installed")
}

// bind finds the functions.
func bind(handle uintptr) (*openblas, error) {
	o := &openblas{}
	var configuration func() string
	for _, f := range []struct {
		pointer any
		symbol  string
	}{
		{&configuration, "openblas_get_config"},
		{&o.setThreads, "openblas_set_num_threads"},
		{&o.dsyevd, "dsyevd_"},
		{&o.dgeev, "dgeev_"},
		{&o.dgemm, "cblas_dgemm"},
		{&o.dsyrk, "cblas_dsyrk"},
		{&o.dtrsm, "cblas_dtrsm"},
		{&o.dtrmm, "cblas_dtrmm"},
	} {
		address, err := purego.Dlsym(handle, f.symbol)
		if err != nil {
			return nil, fmt.Errorf("it has no %s", f.symbol)
		}
		purego.RegisterFunc(f.pointer, address)
	}
	var err error
	if o.version, err = version(configuration()); err != nil {
		return nil, err
	}
	return o, o.try()
}
