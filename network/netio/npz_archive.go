package netio

import (
	"archive/zip"
	"io"
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
	z, err := openZip(r, size, at, ".npz archive")
	if err != nil {
		return nil, err
	}
	left := limits.Bytes
	limits = limits.forSize(size)
	a := &archive{path: path, members: make(map[string]*zip.File), left: &left, limits: limits}
	for _, f := range z.File {
		if err := checkMemberName(f.Name, at); err != nil {
			return nil, err
		}
		name, isArray := strings.CutSuffix(f.Name, ".npy")
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

// open calls read with the content of a member, which it reads to its end, and with the
// place to report.
func (a *archive) open(name string, read func(r io.Reader, at place) error) error {
	at := place{path: a.path, member: name + ".npy"}
	f, ok := a.members[name]
	if !ok {
		return at.fail(0, "save the matrix with scipy.sparse.save_npz", "the member is missing")
	}
	return openMember(f, a.left, at, read)
}

// array calls read with the array in a member, and with the place to report.
func (a *archive) array(name string, read func(array *arrayReader, at place) error) error {
	return a.open(name, func(r io.Reader, at place) error {
		array, err := openArray(r, at)
		if err != nil {
			return err
		}
		return read(array, at)
	})
}
