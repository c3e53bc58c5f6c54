package netio

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"
)

// archive is an .npz file: a zip archive of .npy members. Members are read in memory and
// never extracted to files.
type archive struct {
	path    string
	members map[string]*zip.File // by name, without ".npy"
	names   []string             // in the order of the archive
	left    *int64               // bytes that members may still expand to
	limits  Limits
}

// openArchive reads the table of members and returns an error for invalid ones.
func openArchive(r io.ReaderAt, size int64, path string, limits Limits) (*archive, error) {
	at := place{path: path}
	z, err := zip.NewReader(io.NewSectionReader(r, 0, size), size)
	if size == 0 {
		return nil, at.fail(0, fetchAgain, "the file is empty")
	}
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return nil, at.fail(0, fetchAgain, "this is no complete .npz archive")
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, at.wrap(err)
	}
	z.RegisterDecompressor(zip.Deflate, new(inflater).open)
	left := limits.Bytes
	limits = limits.forSize(size)
	a := &archive{path: path, members: make(map[string]*zip.File), left: &left, limits: limits}
	for _, f := range z.File {
		name, isArray := strings.CutSuffix(f.Name, ".npy")
		if !localName(f.Name) {
			return nil, at.fail(0, "remove it from the archive", "member %s points outside the archive", quote(f.Name))
		}
		if !isArray {
			return nil, at.fail(0, "write the archive with numpy.savez or scipy.sparse.save_npz", "member %s is no .npy array", quote(f.Name))
		}
		if a.members[name] != nil {
			return nil, at.fail(0, "keep one of them", "member %s is there twice", quote(f.Name))
		}
		a.members[name] = f
		a.names = append(a.names, name)
	}
	return a, nil
}

// localName reports whether a member's name stays inside the archive.
func localName(name string) bool {
	return name != "" && !strings.ContainsAny(name, `\:`) && !path.IsAbs(name) && path.Clean(name) == name &&
		name != ".." && !strings.HasPrefix(name, "../")
}

// open calls read with the content of a member, which it reads to its end, and with the
// place to report.
func (a *archive) open(name string, read func(r io.Reader, at place) error) error {
	at := place{path: a.path, member: name + ".npy"}
	f, ok := a.members[name]
	if !ok {
		return at.fail(0, "save the matrix with scipy.sparse.save_npz", "the member is missing")
	}
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return at.fail(0, "save it without encryption", "the member is encrypted")
	}
	content, err := f.Open()
	if err != nil {
		return at.wrap(damaged(at, err))
	}
	defer content.Close() //nolint:errcheck // nothing is written
	return read(&expanding{r: content, left: a.left, at: at}, at)
}
