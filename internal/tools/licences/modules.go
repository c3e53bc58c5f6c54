package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// targets returns the systems that are released, each as GOOS and GOARCH: some modules are linked in for one of them only.
func targets() [][2]string {
	var all [][2]string
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, architecture := range []string{"amd64", "arm64"} {
			all = append(all, [2]string{system, architecture})
		}
	}
	return all
}

// packageFormat makes go list print, for each package of another module: module, version, the module's folder, the package's.
const packageFormat = `{{with .Module}}{{if not .Main}}{{.Path}}{{"\t"}}{{.Version}}{{"\t"}}{{.Dir}}{{"\t"}}{{$.Dir}}{{end}}{{end}}`

// linkedModules returns the modules that have a package in the program for any target, by name.
func linkedModules(ctx context.Context, folder string) ([]part, error) {
	places := map[string]map[string]bool{} // of licences, of each module
	roots := map[string]string{}
	for _, target := range targets() {
		listed, err := goTool(ctx, folder, target, "list", "-deps", "-f", packageFormat, "./cmd/simulate")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(listed) {
			fields := strings.Split(strings.TrimSpace(line), "\t")
			name, root := fields[0]+" "+fields[1], fields[2]
			if roots[name] = root; places[name] == nil {
				places[name] = map[string]bool{}
			}
			for place := fields[3]; ; place = filepath.Dir(place) {
				if places[name][place] = true; place == root {
					break
				}
			}
		}
	}
	var all []part
	for _, name := range slices.Sorted(maps.Keys(places)) {
		texts, err := read(roots[name], slices.Sorted(maps.Keys(places[name])))
		if err != nil {
			return nil, err
		}
		all = append(all, part{name, texts})
	}
	return all, nil
}

// standardLibrary returns Go's own library and runtime, which every program of Go contains.
func standardLibrary(ctx context.Context, folder string) (part, error) {
	root, err := goTool(ctx, folder, targets()[0], "env", "GOROOT")
	if err != nil {
		return part{}, err
	}
	root = strings.TrimSpace(root)
	texts, err := read(root, []string{root})
	return part{"Go's standard library and runtime", texts}, err
}

// goTool returns what the go command prints for a target, in a folder.
func goTool(ctx context.Context, folder string, target [2]string, arguments ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", arguments...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+target[0], "GOARCH="+target[1])
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return "", fmt.Errorf("go %s: %w: %s", arguments[0], err, strings.TrimSpace(string(exit.Stderr)))
	}
	return string(out), err
}
