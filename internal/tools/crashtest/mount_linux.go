package main

import (
	"fmt"
	"syscall"
)

// mount mounts a disk of that many bytes, in memory.
func mount(path string, size int) error {
	return syscall.Mount("torture", path, "tmpfs", 0, fmt.Sprintf("size=%d", size))
}

// freeze makes a disk read-only for everyone who opens files by their paths from now on, by
// laying a read-only view of it over it: a disk that has files open for writing, as the lock
// is, cannot be made so itself.
func freeze(path string) error {
	if err := syscall.Mount(path, path, "", syscall.MS_BIND, ""); err != nil {
		return err
	}
	return syscall.Mount("", path, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
}

// thaw takes the read-only view away, where there is one.
func thaw(path string) {
	var s syscall.Statfs_t
	if syscall.Statfs(path, &s) == nil && s.Flags&syscall.MS_RDONLY != 0 {
		unmount(path)
	}
}

func unmount(path string) { _ = syscall.Unmount(path, 0) }
