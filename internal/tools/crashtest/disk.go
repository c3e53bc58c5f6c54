package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// diskSize is that of the mounted disks in bytes: more than any run needs.
const diskSize = 16 << 20

// mountDisk mounts a disk of that name and of diskSize in the harness's folder.
func (h *harness) mountDisk(name string) (path string, remove func(), err error) {
	path = filepath.Join(h.folder, name)
	if err := os.Mkdir(path, 0o755); err != nil {
		return "", nil, err
	}
	if err := mount(path, diskSize); err != nil {
		return "", nil, fmt.Errorf("no small disk can be mounted: %w", err)
	}
	return path, func() { unmount(path) }, nil
}
