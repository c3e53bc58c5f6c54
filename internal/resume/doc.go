// Package resume does work that is cut into named tasks, so that it can be interrupted anywhere
// and taken up again.
//
// A task is a named piece of work that gives bytes, the same bytes on any machine. Tasks of one
// kind are done by several workers and their results gathered in ascending order (Each, Merge,
// One). What is finished and what is half finished is kept in a Store under the task's name;
// a task under way saves where it stands through its Checkpoint. Work that is begun again asks
// the store first and does only what it lacks. Since every entry is a function of what the work
// is, any subset of the entries is a valid state: what is missing is computed again.
//
// A Folder is a Store on the disk. The package knows nothing of simulations: what the tasks are,
// how their results are encoded and how they are merged is for its callers to say.
package resume
