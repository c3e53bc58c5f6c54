package netio

import (
	"archive/zip"
	"compress/bzip2"
	"io"
	"path"
	"strings"
)

// connectivity is a zip archive in the layout of The Virtual Brain (tvb-library,
// Connectivity.from_file): text files weights, centres, tract_lengths and others, each also
// compressed by bzip2, in any folder.
type connectivity struct {
	at     place
	files  []*zip.File
	used   map[*zip.File]bool
	left   int64 // bytes that members may still expand to
	limits Limits
}

// readConnectivity reads the weights, row = target as in The Virtual Brain, and the names of
// the regions, which are in the file centres or else in region_labels or areas.
func readConnectivity(r io.ReaderAt, size int64, at place, limits Limits) (*Matrix, error) {
	z, err := openZip(r, size, at, "zip archive")
	if err != nil {
		return nil, err
	}
	files, err := zipFiles(z, at)
	if err != nil {
		return nil, err
	}
	c := &connectivity{at: at, files: files, used: make(map[*zip.File]bool), left: limits.Bytes, limits: limits}
	f, err := c.find("weights")
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, c.withoutWeights()
	}
	m := new(Matrix)
	err = c.open(f, func(r io.Reader, at place) error {
		m.Weights, err = readNumberGrid(r, at, limits)
		return err
	})
	if err != nil {
		return nil, err
	}
	if m.Labels, err = c.labels(m.Weights.Order()); err != nil {
		return nil, err
	}
	c.noteUnused(m)
	return m, nil
}

// find returns the file of that name, or nil. Two are an error.
func (c *connectivity) find(name string) (*zip.File, error) {
	var found *zip.File
	for _, f := range c.files {
		base := strings.TrimSuffix(strings.ToLower(path.Base(f.Name)), ".bz2")
		switch {
		case base != name+".txt":
		case found != nil:
			return nil, c.at.fail(0, "keep one network an archive", "both %s and %s are there", quote(found.Name), quote(f.Name))
		default:
			found = f
		}
	}
	return found, nil
}

// open calls read with the text of the file.
func (c *connectivity) open(f *zip.File, read func(r io.Reader, at place) error) error {
	c.used[f] = true
	at := place{path: c.at.path, member: f.Name}
	return openMember(f, &c.left, at, func(r io.Reader, at place) error {
		if !strings.HasSuffix(strings.ToLower(f.Name), ".bz2") {
			return read(r, at)
		}
		return read(&expanding{r: &bunzip{bzip2.NewReader(r), at}, left: &c.left, at: at}, at)
	})
}

// withoutWeights returns the error for an archive that has no weights.
func (c *connectivity) withoutWeights() error {
	var others []string
	for _, f := range c.files {
		if l, err := layoutOf(path.Base(f.Name)); err == nil && l.extension != ".txt" {
			others = append(others, f.Name)
		}
	}
	if len(others) == 1 {
		return c.at.fail(0, "unpack it and give "+oneLine(others[0]), "the archive has no weights.txt, but the file %s", quote(others[0]))
	}
	if len(c.files) == 0 {
		return c.at.fail(0, fetchAgain, "the archive holds no files")
	}
	return c.at.fail(0, "give an archive as The Virtual Brain writes it, or unpack it and name a file",
		"the archive has no weights.txt, but %s", someNames(c.names(func(*zip.File) bool { return true })))
}

// names returns the names of the files that are wanted.
func (c *connectivity) names(wanted func(*zip.File) bool) []string {
	var names []string
	for _, f := range c.files {
		if wanted(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

func (c *connectivity) noteUnused(m *Matrix) {
	if names := c.names(func(f *zip.File) bool { return !c.used[f] }); len(names) > 0 {
		m.note("not read: %s", someNames(names))
	}
}

// tvbFormat is the row of the registry.
func tvbFormat() format {
	return format{
		extension: ".zip", labels: true, archive: true,
		read: func(c content) (*Matrix, error) {
			return readConnectivity(c.file, c.size, place{path: c.path}, c.limits)
		},
	}
}
