package recording

import (
	"bufio"
	"fmt"
	"io"

	"noiseprune/internal/atomicfile"
)

// writeCopy writes a file that appears complete or not at all.
func writeCopy(path string, fill func(w io.Writer) error) error {
	f, err := atomicfile.Create(path, 0o644)
	if err != nil {
		return err
	}
	defer f.Discard()
	b := bufio.NewWriterSize(f, blockBytes)
	if err := fill(b); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, cause(err))
	}
	return f.Commit()
}
