package main

import (
	"bytes"
	"cmp"
	"path/filepath"

	"noiseprune/recording"
	"noiseprune/report"
	"noiseprune/sim"
)

// writeRecordingPage writes the page, before the frames that it shows are copied and perhaps removed.
func (f folder) writeRecordingPage(found *sim.Recording, files frameFiles, progress sim.Progress) error {
	progress.Phase("writing the page", 1)
	var open report.OpenFrames
	if len(files.recorded.Formats) > 0 {
		open = files.open
	}
	var page bytes.Buffer
	if err := report.WriteRecording(&page, found, recordedNames(files.recorded.Folders, found.Spec.Network.Source), open); err != nil {
		return err
	}
	progress.Advance(1)
	return writeFile(filepath.Join(f.path, reportName), page.Bytes())
}

// open opens the frames of a replica of a network.
func (f frameFiles) open(network, replica int) (*recording.Reader, error) {
	return recording.Open(f.recorded.framesPath(f.out, network, replica, f.replicas))
}

// recordedNames returns what networks are called that are recorded in these folders: a single one, whose folder has no name, by its
// source.
func recordedNames(folders []string, source string) (names []string) {
	for _, folder := range folders {
		names = append(names, cmp.Or(folder, source, "network"))
	}
	return names
}
