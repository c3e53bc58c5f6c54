// Command corpus moves what go test -fuzz has found (testdata/fuzz/TARGET/*) into the archive
// testdata/fuzz.txtar beside it, from which testutil.AddCorpus seeds the targets. It goes
// through the folders of the current one.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/txtar"

	"noiseprune/internal/atomicfile"
)

func main() {
	folders, err := findings(".")
	for _, folder := range folders {
		var added int
		if added, err = fold(folder); err != nil {
			break
		}
		fmt.Printf("%s.txtar: %d inputs added\n", folder, added)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

// findings returns all folders testdata/fuzz.
func findings(root string) (folders []string, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == "fuzz" && filepath.Base(filepath.Dir(path)) == "testdata" {
			folders = append(folders, path)
			return fs.SkipDir
		}
		return err
	})
	return folders, err
}

// fold adds the files in a folder to its archive, in the order of their names, and removes
// the folder. An input that is there already is not added.
func fold(folder string) (added int, err error) {
	archive := &txtar.Archive{Comment: []byte("Seeds of the fuzz targets; make corpus adds to them.\n")}
	name := folder + ".txtar"
	if old, err := txtar.ParseFile(name); err == nil {
		archive = old
	} else if !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	if err != nil {
		return 0, err
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return 0, err
		}
		entry := filepath.ToSlash(path[len(folder)+1:])
		if slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == entry }) {
			continue
		}
		archive.Files = append(archive.Files, txtar.File{Name: entry, Data: data})
		added++
	}
	slices.SortFunc(archive.Files, func(a, b txtar.File) int { return cmp.Compare(a.Name, b.Name) })
	text := txtar.Format(archive)
	if !same(archive, txtar.Parse(text)) {
		return 0, fmt.Errorf("%s: an input has a line of the form -- NAME -- or no newline at its end, which an archive cannot hold", folder)
	}
	if err := atomicfile.WriteFile(name, text, 0o644); err != nil {
		return 0, err
	}
	return added, os.RemoveAll(folder)
}

// same reports whether two archives have the same files.
func same(a, b *txtar.Archive) bool {
	return slices.EqualFunc(a.Files, b.Files, func(x, y txtar.File) bool { return x.Name == y.Name && bytes.Equal(x.Data, y.Data) })
}
