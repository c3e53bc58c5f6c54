package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"

	"noiseprune/internal/page"
	"noiseprune/internal/watch"
	"noiseprune/recording"
	"noiseprune/sim"
)

// nameRecorded names the networks of a recording in its activity, which may have fewer than there are names. Without names it is that of a
// run, and stays as it is.
func nameRecorded(a *watch.Activity, names []string) {
	if len(names) == 0 {
		return
	}
	a.Recorded = names[0]
	for k := range a.Pruned {
		a.Rules = append(a.Rules, watch.Rule{Name: names[1+k], Title: names[1+k]})
	}
}

// finishedRecordingFacts is what the page shows of a sim.Recording, as it stands in recording.json.
type finishedRecordingFacts struct {
	Spec struct {
		Network struct {
			Source string `json:"source"`
		} `json:"network"`
		Record struct {
			Every    float64 `json:"every"`
			Replicas int     `json:"replicas"`
		} `json:"record"`
	} `json:"spec"`
	Networks []struct {
		Folder string `json:"folder"`
	} `json:"networks"`
}

// finishedRecording returns what a recording.json, and the files beside it, say.
func finishedRecording(dir string, text []byte) (s watch.Status) {
	var found finishedRecordingFacts
	if json.Unmarshal(text, &found) != nil {
		return watch.Status{}
	}
	s.Command, s.Network = recordCommand, found.Spec.Network.Source
	s.Progress.Before = []string{"recording"}
	s.Activity = found.lastActivity(dir)
	return s
}

// lastActivity returns the last frames in the files; none where only copies of frames, or no frames, are there.
func (found finishedRecordingFacts) lastActivity(dir string) watch.Activity {
	a := watch.Activity{Interval: found.Spec.Record.Every}
	var folders []string
	for k, n := range found.Networks {
		if n.Folder != "" && !filepath.IsLocal(n.Folder) {
			return watch.Activity{}
		}
		folders = append(folders, n.Folder)
		traces, columns, first, ok := lastFrames(filepath.Join(dir, n.Folder, framesName(0, found.Spec.Record.Replicas)+".npy"))
		switch {
		case !ok || k > 0 && len(traces) != len(a.Original):
			return watch.Activity{}
		case k == 0:
			a.Original, a.Start, a.Neurons = traces, float64(first)*a.Interval, labelsOfColumns(dir, columns)
		default:
			a.Pruned = append(a.Pruned, traces)
		}
	}
	nameRecorded(&a, recordedNames(folders, found.Spec.Network.Source))
	return a
}

// lastFrames returns the traces that a watcher is told, from a file of frames: of which columns, and from which frame on. Frames that are
// missing, or cannot be read, are none.
func lastFrames(path string) (traces []page.Values, columns []int, first int64, ok bool) {
	r, err := recording.Open(path)
	if err != nil {
		return nil, nil, 0, false
	}
	defer r.Close() //nolint:errcheck // nothing is written
	columns, first = sim.WatchedColumns(r.Columns()), max(0, r.Frames()-sim.WatchedFrames)
	all, frame := make([][]float64, len(columns)), make([]float64, r.Columns())
	for f := first; f < r.Frames(); f++ {
		if err := r.ReadFrames(frame, f); err != nil {
			return nil, nil, 0, false
		}
		for k, column := range columns {
			all[k] = append(all[k], frame[column])
		}
	}
	return finite(all), columns, first, true
}

// labelsOfColumns returns what neurons.csv calls the neurons of columns of frames, or the columns' numbers where it does not say.
func labelsOfColumns(dir string, columns []int) (labels []string) {
	var rows [][]string
	if file, err := os.Open(filepath.Join(dir, neuronsName)); err == nil {
		defer file.Close()                      //nolint:errcheck // it was read only
		rows, _ = csv.NewReader(file).ReadAll() // the rows before the mistake
	}
	for _, column := range columns {
		label := strconv.Itoa(column)
		if row := 1 + column; row < len(rows) && len(rows[row]) == len(rows[0]) {
			label = rows[row][len(rows[row])-1]
		}
		labels = append(labels, label)
	}
	return labels
}
