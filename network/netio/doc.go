// Package netio reads and writes weight matrices in the usual file formats.
//
//	.csv .tsv .txt .edgelist, also .gz   text table: an edge list or a square matrix (see ReadTable)
//	.parquet .feather .arrow             Apache Parquet and Arrow: an edge list
//	.xlsx                                a sheet: an edge list or a square matrix
//	.mtx .mtx.gz                         Matrix Market, coordinate or array
//	.npy                                 NumPy, a dense square array
//	.npz                                 NumPy arrays; scipy.sparse.save_npz, pydata/sparse
//	.mat                                 MATLAB level 5 or 4, a full or sparse square matrix
//	.graphml .graphml.gz                 GraphML
//	.zip                                 a connectivity of The Virtual Brain; read only
//
// docs/formats.md shows them, and says what is read of them.
//
// A matrix file holds W itself: row = target, column = source. A network.Orientation says
// otherwise. An edge list names its columns and needs none.
//
// # Valid files
//
// The reader returns the content of the file without interpreting it: the diagonal and the
// signs are unchanged, and a symmetric file is expanded. Every position may be given once,
// every weight must be finite, counts must be exact, and nothing may follow the data. Any
// other file is a *FormatError, one line with the position and the remedy. Numbers become
// the nearest float64; integers beyond 2⁵³ are rounded.
//
// # Labels
//
// The names of the neurons are in NAME.labels.csv (header index,label, indices from 0)
// beside NAME.mtx, NAME.npy or NAME.csv, as the array labels inside an .npz, and as a cell
// array or a matrix of characters inside a .mat. They are valid UTF-8 without control characters
// and without white space at either end.
//
// An edge list does not contain a neuron without edges: list it in NAME.labels.csv, or give
// it an edge of weight zero onto itself, as WriteCSV does. An edge of weight zero is not a
// synapse, but its neurons exist.
//
// # Samples
//
// ReadSeries reads the samples of an input that changes in time from .csv or .npy.
//
// # Untrusted input
//
// Headers are not trusted: memory grows with the data that were read, apart from about 16
// bytes for each neuron that a header declares, and Limits bounds the number of neurons, of
// entries, and the size of decompressed data. Archives are read in memory; no member is
// extracted to a file.
//
// # Reasons for own readers
//
// No kept Go library reads Matrix Market. For .npy, github.com/sbinet/npyio v0.9.0 is
// the usual library, but its reader allocates and slices by the sizes in the header, so that
// 16 bytes can allocate 4 GB or panic; it reads missing values as zeros, does not read uint8
// arrays, and supports neither version 3 nor dictionaries in another order. Its writer does
// not align the data. The tests use it as an oracle. The headers are read and written by internal/npy.
//
// No kept Go library reads or writes MATLAB's files of level 5. The format is small: data elements
// with a tag each. HDF5, which MATLAB 7.3 saves, is not, and is refused. SciPy is the oracle of the
// tests.
package netio
