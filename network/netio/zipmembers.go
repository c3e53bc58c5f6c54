package netio

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"
)

// openZip reads the table of members of an archive, called kind in errors.
func openZip(r io.ReaderAt, size int64, at place, kind string) (*zip.Reader, error) {
	if size == 0 {
		return nil, at.fail(0, fetchAgain, "the file is empty")
	}
	z, err := zip.NewReader(io.NewSectionReader(r, 0, size), size)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return nil, at.fail(0, fetchAgain, "this is no complete %s", kind)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, at.wrap(err)
	}
	z.RegisterDecompressor(zip.Deflate, new(inflater).open)
	return z, nil
}

// zipFiles returns the files of an archive, without its folders and without what macOS adds.
func zipFiles(z *zip.Reader, at place) ([]*zip.File, error) {
	var files []*zip.File
	for _, f := range z.File {
		name, isFolder := strings.CutSuffix(f.Name, "/")
		if err := checkMemberName(name, at); err != nil {
			return nil, err
		}
		if !isFolder && !strings.HasPrefix(name, "__MACOSX/") && !strings.HasPrefix(path.Base(name), ".") {
			files = append(files, f)
		}
	}
	return files, nil
}

// checkMemberName returns an error for a name that points outside the archive.
func checkMemberName(name string, at place) error {
	if !localName(name) {
		return at.fail(0, "remove it from the archive", "member %s points outside the archive", quote(name))
	}
	return nil
}

// localName reports whether a member's name stays inside the archive.
func localName(name string) bool {
	return name != "" && !strings.ContainsAny(name, `\:`) && !path.IsAbs(name) && path.Clean(name) == name &&
		name != ".." && !strings.HasPrefix(name, "../")
}

// openMember calls read with the content of a member, which it reads to its end. What
// members expand to is subtracted from left.
func openMember(f *zip.File, left *int64, at place, read func(r io.Reader, at place) error) error {
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return at.fail(0, "save it without encryption", "the member is encrypted")
	}
	content, err := f.Open()
	if err != nil {
		return at.wrap(damaged(at, err))
	}
	defer content.Close() //nolint:errcheck // nothing is written
	return read(&expanding{r: content, left: left, at: at}, at)
}
