package main

import (
	"fmt"
	"syscall"
)

// mount mounts a disk of that many bytes, in memory.
func mount(path string, size int) error {
	return syscall.Mount("crashtest", path, "tmpfs", 0, fmt.Sprintf("size=%d", size))
}

// mountReadOnly makes a disk read-only for everything that opens files by their paths from now
// on, by mounting a read-only view of it over it: a disk that has files open for writing, as the
// lock is, cannot be remounted read-only itself.
func mountReadOnly(path string) error {
	if err := syscall.Mount(path, path, "", syscall.MS_BIND, ""); err != nil {
		return err
	}
	return syscall.Mount("", path, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
}

// unmountReadOnly removes the read-only view, if there is one.
func unmountReadOnly(path string) {
	var s syscall.Statfs_t
	if syscall.Statfs(path, &s) == nil && s.Flags&syscall.MS_RDONLY != 0 {
		unmount(path)
	}
}

func unmount(path string) { _ = syscall.Unmount(path, 0) }
