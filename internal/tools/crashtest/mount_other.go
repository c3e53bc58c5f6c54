//go:build !linux

package main

import "errors"

func mount(string, int) error { return errors.ErrUnsupported }

func mountReadOnly(string) error { return errors.ErrUnsupported }

func unmountReadOnly(string) {}

func unmount(string) {}
