// Package data holds real connectomes, so that a program that was moved has them at hand.
//
// README.md says where each comes from and under which licence, LICENSES.md holds the
// licences.
package data

import (
	"embed"
	"io/fs"
)

//go:embed *.mtx *.mtx.gz
var networks embed.FS

// Networks returns the networks as Matrix Market files, W[target][source], those whose
// names end in .gz compressed.
func Networks() fs.FS { return networks }
