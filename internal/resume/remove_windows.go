//go:build windows

package resume

// removesOpenFiles says whether a file can be removed while it is open: then no other process
// can lock it in between.
const removesOpenFiles = false
