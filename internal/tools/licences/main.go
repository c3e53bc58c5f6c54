// Command licences writes the licences of everything in the program simulate that is not ours: the modules that are linked in
// for any system of a release, Go's own library, and the drawing libraries of the pages. Wheels and archives carry the file.
// The licences of the embedded networks are in data/LICENSES.md.
//
// It is our own because go-licenses reads one system at a time, and takes neither Go's library nor what is embedded.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"noiseprune/internal/atomicfile"
)

func main() {
	folder := flag.String("folder", ".", "the root of the repository")
	flag.Parse()
	all, err := collect(context.Background(), *folder)
	path := filepath.Join(*folder, "python", "THIRD_PARTY_LICENSES")
	if err == nil {
		err = atomicfile.WriteFile(path, []byte(page(all)), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
	fmt.Printf("%s: the licences of %d parts\n", path, len(all))
}

// part is one thing that the program contains, with the texts that go with it.
type part struct {
	name  string // of a module with its version, as in "golang.org/x/sys v0.49.0"
	texts []text
}

// collect returns Go's library, the linked modules, and the embedded libraries of the repository in folder.
func collect(ctx context.Context, folder string) ([]part, error) {
	library, err := standardLibrary(ctx, folder)
	if err != nil {
		return nil, err
	}
	modules, err := linkedModules(ctx, folder)
	if err != nil {
		return nil, err
	}
	assets, err := embeddedLibraries(filepath.Join(folder, "internal", "page", "assets"))
	if err != nil {
		return nil, err
	}
	all := append(append([]part{library}, modules...), assets...)
	for _, p := range all {
		if len(p.kinds()) == 0 {
			return nil, fmt.Errorf("%s: no file with a known licence; read what it has, and add its row to kinds.go", p.name)
		}
	}
	return all, nil
}
