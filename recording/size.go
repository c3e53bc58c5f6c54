package recording

import (
	"fmt"
	"math"
)

// Size returns the bytes of a file. For NPY it is exact. For the others it is an estimate for states of noise, of which
// no two are alike and whose mantissas cannot be compressed, as measured on Gaussian numbers of unit variance
// (TestSizeOfGaussians, within 2%): bytes a number, float64 and float32,
//
//	NPZ          8      4       as in the .npy file
//	NPZDeflated  7.65   3.70    sign and exponent shrink
//	CSV          19.65  10.93   digits, point, sign and comma
//	CSVGzip      9.35   4.90
//	Parquet      7.80   3.80
//
// A time counts 8 bytes in NPZ, 3 in NPZDeflated, 6 in CSV, 3 in CSVGzip and 4 in Parquet. The labels are left out. Activity
// that repeats takes less where it is compressed. The result is math.MaxInt64 where it would be larger.
// It panics for negative frames and for less than one column.
func Size(frames int64, columns int, element ElementType, format Format) int64 {
	if frames < 0 {
		panic(fmt.Sprintf("recording: %d frames", frames))
	}
	l := newLayout(columns, element)
	if frames > (math.MaxInt64-l.header)/int64(l.frame()) {
		return math.MaxInt64
	}
	if format == NPY {
		return l.end(frames)
	}
	basis := bytesPerNumber(format)
	bytes := float64(frames) * (float64(float64(columns)*basis.number[element]) + basis.time)
	if bytes >= math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(bytes)
}

// sizeBasis is the bytes of a number, by element type, and of a time.
type sizeBasis struct {
	number [2]float64
	time   float64
}

func bytesPerNumber(format Format) sizeBasis {
	switch format {
	case NPY: // the recording itself, which is no copy
	case NPZ:
		return sizeBasis{[2]float64{8, 4}, 8}
	case NPZDeflated:
		return sizeBasis{[2]float64{7.65, 3.7}, 3}
	case CSV:
		return sizeBasis{[2]float64{19.65, 10.93}, 6}
	case CSVGzip:
		return sizeBasis{[2]float64{9.35, 4.9}, 3}
	case Parquet:
		return sizeBasis{[2]float64{7.8, 3.8}, 4}
	}
	panic("recording: " + format.String())
}
