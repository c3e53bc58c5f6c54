package netio

import (
	"io"

	"github.com/klauspost/compress/flate"
)

// memberInflater decompresses the members of an archive. It keeps one decompressor for the next
// member, so that an archive of many small members does not allocate one for each.
type memberInflater struct{ spare io.ReadCloser }

// open returns the decompressed content of r. Closed, it is the spare one.
func (i *memberInflater) open(r io.Reader) io.ReadCloser {
	z := i.spare
	i.spare = nil
	if again, ok := z.(flate.Resetter); !ok || again.Reset(r, nil) != nil {
		z = flate.NewReader(r)
	}
	return &inflatedMember{ReadCloser: z, owner: i}
}

type inflatedMember struct {
	io.ReadCloser
	owner *memberInflater
}

func (m *inflatedMember) Close() error {
	m.owner.spare = m.ReadCloser
	return m.ReadCloser.Close()
}
