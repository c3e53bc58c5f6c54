package netio

import (
	"io"

	"github.com/klauspost/compress/flate"
)

// inflater decompresses the members of an archive. It keeps one decompressor for the next
// member, so that an archive of many small members does not allocate one for each.
type inflater struct{ spare io.ReadCloser }

// open returns the decompressed content of r. Closed, it is the spare one.
func (i *inflater) open(r io.Reader) io.ReadCloser {
	z := i.spare
	i.spare = nil
	if again, ok := z.(flate.Resetter); !ok || again.Reset(r, nil) != nil {
		z = flate.NewReader(r)
	}
	return &inflated{ReadCloser: z, owner: i}
}

type inflated struct {
	io.ReadCloser
	owner *inflater
}

func (m *inflated) Close() error {
	m.owner.spare = m.ReadCloser
	return m.ReadCloser.Close()
}
