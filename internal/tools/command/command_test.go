package command

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

func TestOnly(t *testing.T) {
	only, err := Only("dense|sparse")
	if err != nil || !only.MatchString("sparse-step") || only.MatchString("normals") {
		t.Errorf("%v, %v", only, err)
	}
	if all, err := Only(""); err != nil || !all.MatchString("normals") {
		t.Errorf("an empty pattern does not match: %v", err)
	}
	if _, err := Only("("); err == nil || !strings.HasPrefix(err.Error(), "-only: ") {
		t.Errorf("a wrong pattern: %v", err)
	}
}

func TestSource(t *testing.T) {
	if path, err := Source("..", "command", "command.go"); err != nil || path != filepath.Join("..", "command", "command.go") {
		t.Errorf("%s, %v", path, err)
	}
	if _, err := Source("nowhere", "peers"); !errors.Is(err, fs.ErrNotExist) || !strings.HasSuffix(err.Error(), "or set -folder") {
		t.Errorf("a folder that does not exist: %v", err)
	}
}
