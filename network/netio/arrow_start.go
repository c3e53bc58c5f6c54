package netio

import "io"

// findArrowStream returns where the messages begin. A file is a stream between two magic words, with a
// footer at its end that repeats where the messages are.
func findArrowStream(r io.ReaderAt, size int64, at place) (start int64, err error) {
	const magic, feather1, padded = "ARROW1", "FEA1", 8
	if size == 0 {
		return 0, at.fail(0, fetchAgain, "the file is empty")
	}
	head, tail := make([]byte, min(size, padded)), make([]byte, min(size, int64(len(magic))))
	if _, err := r.ReadAt(head, 0); err != nil {
		return 0, at.wrap(damaged(at, err))
	}
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil {
		return 0, at.wrap(damaged(at, err))
	}
	switch {
	case len(head) < padded:
		return 0, at.fail(0, "let its name end like what it is", "this is no Arrow file")
	case string(head[:len(feather1)]) == feather1:
		return 0, at.fail(0, "read it with an old pandas, and write it with df.to_feather of a new one",
			"this is Feather version 1, which is not read")
	case string(head[:4]) == "PAR1":
		return 0, at.fail(0, "let its name end in .parquet", "this is a Parquet file")
	case string(head[:len(magic)]) != magic:
		return 0, nil
	case string(tail) != magic:
		return 0, at.fail(0, fetchAgain, "the file ends early")
	}
	return padded, nil
}
