package main

import (
	"fmt"
	"syscall"
)

// mount mounts a disk of that many bytes, in memory.
func mount(path string, size int) error {
	return syscall.Mount("torture", path, "tmpfs", 0, fmt.Sprintf("size=%d", size))
}

func unmount(path string) { _ = syscall.Unmount(path, 0) }
