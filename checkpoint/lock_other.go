//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package checkpoint

import "os"

// tryLock locks nothing: two runs in one folder are not told apart here.
func tryLock(*os.File) (bool, error) { return true, nil }
