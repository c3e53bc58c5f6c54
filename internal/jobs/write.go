package jobs

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"noiseprune/internal/atomicfile"
)

//go:embed templates/*.tmpl
var templates embed.FS

// file is a file of the folder of jobs.
type file struct {
	name string
	text []byte
	mode os.FileMode
}

// write replaces the folder of jobs by one with the plan and these files. What was submitted before stays known, so that
// submit.sh cancels it.
func (p *Plan) write(files []file) error {
	if strings.ContainsAny(p.Folder+p.Program, "\n\r\x00") {
		return fmt.Errorf("%q cannot stand in a script; choose a folder without line breaks in its name", p.Folder)
	}
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	folder := filepath.Join(p.Folder, FolderName)
	if err := removeScripts(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(folder, endedName), 0o755); err != nil {
		return err
	}
	for _, f := range append(files, file{planName, append(text, '\n'), 0o644}) {
		if err := atomicfile.WriteFile(filepath.Join(folder, f.name), f.text, f.mode); err != nil {
			return err
		}
	}
	return nil
}

// removeScripts removes what an earlier plan has left, but for its logs and for what it has submitted.
func removeScripts(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if extension := filepath.Ext(e.Name()); extension == ".sh" || extension == ".yaml" || e.Name() == planName {
			err = errors.Join(err, os.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return errors.Join(err, os.RemoveAll(filepath.Join(folder, endedName)))
}

// execute returns what a template makes of the data.
func execute(name string, data any) ([]byte, error) {
	functions := template.FuncMap{"quoted": quoted, "quotedAll": quotedAll, "json": asJSON}
	t, err := template.New(name).Funcs(functions).ParseFS(templates, "templates/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, data)
	return b.Bytes(), err
}

// asJSON returns the text as a JSON string, which is one of YAML, too.
func asJSON(text string) (string, error) {
	b, err := json.Marshal(text)
	return string(b), err
}
