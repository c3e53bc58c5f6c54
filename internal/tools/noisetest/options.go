package main

import (
	"io"
	"os"
	"path/filepath"
)

// sizes returns how much is drawn.
func (o options) sizes() sizes {
	if o.quick {
		return quick()
	}
	return full()
}

// results returns the folder of the results, or nothing if they are not kept.
func (o options) results() string {
	if o.quick {
		return ""
	}
	return filepath.Join(o.folder, "results")
}

// writePage prints the page of a quick run and writes that of others to its file.
func (o options) writePage(stdout io.Writer, text string) error {
	if o.quick {
		_, err := io.WriteString(stdout, "\n"+text)
		return err
	}
	return os.WriteFile(o.page, []byte(text), 0o644)
}
