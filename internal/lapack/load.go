//go:build (linux || darwin) && !android && (amd64 || arm64) && !noopenblas

package lapack

import (
	"fmt"

	"github.com/ebitengine/purego"
)

// load opens one library and tests it. It returns errNotThere if the loader cannot open it,
// and another error if it opens but is not usable.
func load(name string) (*openblas, error) {
	handle, err := purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return nil, errNotThere
	}
	return bind(handle)
}

// bind looks up the functions and tests them. Builds for 64-bit integers are refused: here
// where their symbols have a suffix (dsyevd_64_), otherwise by version.
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
	if address, err := purego.Dlsym(handle, "dsyev_2stage_"); err == nil {
		purego.RegisterFunc(&o.dsyev2stage, address)
	}
	var err error
	if o.version, err = version(configuration()); err != nil {
		return nil, err
	}
	return o, o.selfTest()
}
