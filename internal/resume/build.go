package resume

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// Build names the build of the running program, whose numbers another build's may differ from:
// the revision that a clean source tree was at, and else the hash of the executable.
func Build() (string, error) {
	info, ok := debug.ReadBuildInfo()
	if revision, clean := revisionOf(info); ok && clean {
		return "revision " + revision, nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // nothing is written
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return "executable " + hex.EncodeToString(hash.Sum(nil))[:shownDigits], nil
}

// shownDigits are enough hexadecimal digits to tell builds apart.
const shownDigits = 16

// revisionOf returns the revision in the version control system that the program was built from,
// and whether nothing was changed in it.
func revisionOf(info *debug.BuildInfo) (revision string, clean bool) {
	if info == nil {
		return "", false
	}
	modified := true
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(shownDigits, len(s.Value))]
		case "vcs.modified":
			modified = s.Value != "false"
		}
	}
	return revision, revision != "" && !modified
}
