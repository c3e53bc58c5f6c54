// Package recording keeps long trajectories in files while they are simulated, and reads and copies them.
//
// A recording is an .npy file of NumPy: an array of shape (frames, columns) in C order, float64 or float32,
// little-endian. Frame k is the state at time Clock.Time(k), one column for each recorded neuron. Complete, it
// has the bytes of numpy.save.
//
// # Interruptions
//
// The header counts only frames that are on the disk: Create writes it with no frame, and Writer.Sync and
// Writer.Close, after the frames themselves are durable, with all. A file can be opened at any time, by
// numpy.load(path, mmap_mode="r") too, whatever happened to the process that wrote it; what follows the counted
// frames is ignored. A run that keeps a checkpoint calls Sync before it saves the checkpoint, and after an
// interruption goes on by Continue from the frames of that checkpoint, to the same bytes.
//
// # Copies
//
// WriteNPZ, WriteCSV and WriteParquet copy a recording into one file of another format, with memory that does
// not grow with the frames. Such a file appears complete or not at all, and replaces one that is there.
package recording
