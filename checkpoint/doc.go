// Package checkpoint keeps the checkpoints of a run in the folder of its results, so that
// it can go on after an interruption.
//
// While a run is under way its folder has a subfolder "checkpoint" with
//
//	lock            held by the process at work; who dies lets go of it
//	networks        what is simulated, written once
//	state           the last checkpoint
//	state.previous  the one before
//	state.new       one that is being written
//
// A checkpoint is written under another name, brought to the disk, and takes its place only
// then; the one before stays until it has been replaced too. So whenever the process, the
// machine or the room on the disk ends, a whole checkpoint is left. All files are in the
// format of Encode, which nothing that is damaged, cut off or foreign passes.
package checkpoint
