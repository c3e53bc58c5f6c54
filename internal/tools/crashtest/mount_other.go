//go:build !linux

package main

import "errors"

func mount(string, int) error { return errors.ErrUnsupported }

func freeze(string) error { return errors.ErrUnsupported }

func thaw(string) {}

func unmount(string) {}
