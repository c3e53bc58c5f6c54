// Package netio reads and writes weight matrices in the formats that networks are kept in.
//
//	.mtx, .mtx.gz    Matrix Market, coordinate or array
//	.npy             NumPy, a dense square array
//	.npz             NumPy, one dense square array; or the csr, csc or coo layout of
//	                 scipy.sparse.save_npz
//	.csv, .csv.gz    edge list with the header source,target,weight
//
// A matrix file holds W itself: row = target, column = source. A network.Orientation says
// otherwise. A CSV edge list names its columns and needs none.
//
// # What a file may hold
//
// The reader returns what the file says and decides nothing: the diagonal stays, the
// signs stay, and a symmetric file is expanded. Every place may be given once, every
// weight must be finite, counts must be exact, and nothing may follow the data. What
// differs is refused with a *FormatError, one line that names the place and the cure.
// Numbers become the nearest float64; integers beyond 2⁵³ are rounded.
//
// # Labels
//
// The names of the neurons stand in NAME.labels.csv (header index,label, indices from 0)
// beside NAME.mtx, NAME.npy or NAME.csv, and as the array labels inside an .npz. They
// are valid UTF-8 without control characters and without white space at either end.
//
// An edge list names neurons, and a neuron without any edge cannot be named by one: list
// it in NAME.labels.csv, or give it an edge of weight zero onto itself, as WriteCSV does.
// An edge of weight zero is no synapse, but its neurons exist.
//
// # Input is hostile until read
//
// No header is believed: memory grows with the data that were really there, apart from
// about 16 bytes for each neuron that a header promises, and Limits bounds the number of
// neurons, of entries, and what compressed data may expand to. Archives are read in
// memory; no member is ever unpacked to a file.
//
// # Why own readers
//
// No kept Go library reads Matrix Market. For .npy, github.com/sbinet/npyio v0.9.0 is
// the library of choice, but its reader allocates and slices by what the header claims,
// so that 16 bytes can ask for 4 GB or panic, it takes missing values for zeros, leaves
// uint8 arrays unread, and knows neither version 3 nor dictionaries in another order.
// Its writer leaves the data unaligned. It serves here as an oracle in the tests.
package netio
