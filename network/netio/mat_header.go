package netio

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// matHeaderBytes is the length of the header of level 5: text, the position of data of MATLAB's
// own, a version, and two characters that give the byte order.
const (
	matHeaderBytes  = 128
	matHeaderText   = 116
	matHeaderNumber = 124
)

const matConvert = "save it in MATLAB with load('FILE.mat'); save('FILE.mat', '-v7'), " +
	"or in Python with scipy.io.savemat('NEW.mat', {'W': h5py.File('FILE.mat')['NAME'][:].T})"

// header reads the header and returns the level of the format, 5 or 4. Level 4 has none.
func (p *matPart) header() (level int, err error) {
	const hdf5 = "\x89HDF\r\n\x1a\n"
	const hdf5At = 512 // where MATLAB begins it
	b, err := p.r.(*bufio.Reader).Peek(hdf5At + len(hdf5))
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, p.at.wrap(err)
	}
	p.align = matPadding
	switch {
	case len(b) == 0:
		return 0, p.at.fail(0, fetchAgain, "the file is empty")
	case bytes.HasPrefix(b, []byte("MATLAB 7.3")), bytes.HasPrefix(b, []byte(hdf5)), bytes.HasSuffix(b, []byte(hdf5)):
		return 0, p.at.fail(0, matConvert, "this is HDF5, which MATLAB 7.3 saves, and is not read")
	case p.isLevel4(b):
		p.align = 1
		return 4, nil
	case len(b) < matHeaderBytes:
		return 0, p.at.fail(0, matWriteAgain, "this is no MATLAB file: it begins with %s", quote(b))
	}
	switch string(b[matHeaderNumber+2 : matHeaderBytes]) {
	case "IM":
		p.order = binary.LittleEndian
	case "MI":
		p.order = binary.BigEndian
	default:
		return 0, p.at.fail(0, matWriteAgain, "this is no MATLAB file: it begins with %s", quote(b))
	}
	if version := p.order.Uint16(b[matHeaderNumber:]); version>>8 != 1 {
		return 0, p.at.fail(0, matConvert, "version %#x of MATLAB's format is not read", version)
	}
	p.text = string(b[:matHeaderText])
	return 5, p.skip(matHeaderBytes)
}
