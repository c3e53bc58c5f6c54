package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/memory"
	"noiseprune/internal/resume"
	"noiseprune/recording"
	"noiseprune/sim"
)

// recordIn records from the beginning, or from the folder's checkpoint, writes the results into the folder and prints them, and
// lets others follow.
func (s *recordSettings) recordIn(f folder, c *cobra.Command, r *recorded) (err error) {
	progress := newProgress(c.ErrOrStderr(), s.quiet, s.progress)
	if f.watched, err = s.follow(c, f, recordCommand, progress); err != nil {
		return err
	}
	return f.watched.end(c.Context(), s.recordAndWrite(f, c, r, progress))
}

// recordAndWrite is recordIn without those who follow.
func (s *recordSettings) recordAndWrite(f folder, c *cobra.Command, r *recorded, progress *progress) error {
	began := time.Now()
	opt := s.options(progress)
	opt.Watcher, opt.Store = f.watched.watcher(), f.shared()
	f.store.Start(s.interval, progress.message)
	spec := s.takeSpec()
	f.watched.recorded = recordedNames(r.Folders, spec.Network.Source)
	in := sim.RecordInput{Networks: r.networks, Neurons: r.Neurons, Groups: r.Groups, Frames: noFrames{}}
	files := frameFiles{r, f.path, spec.Record.Replicas}
	if len(r.Formats) > 0 {
		in.Frames = files
	}
	found, err := sim.Record(c.Context(), spec, in, opt, s.recordPreflight(r, progress))
	if err == nil {
		for k := range found.Networks {
			found.Networks[k].Folder = r.Folders[k]
		}
		err = f.finishFrames(found, files, progress)
	}
	progress.finish()
	if err = f.simulationError(false, err, f.store.Stop()); err != nil {
		return err
	}
	if err := f.writeRecording(found); err != nil {
		return f.writeError(err)
	}
	if s.json {
		return printJSON(c.OutOrStdout(), found)
	}
	return printRecording(c.OutOrStdout(), recordSummary{
		recording: found, recorded: r, folder: f.path, elapsed: time.Since(began), screen: s.display.screen(c.OutOrStdout()),
	})
}

// copiedEntry is the entry of a checkpoint that says that the page and all copies of the frames are there, so that the frames
// themselves are not needed any more.
const copiedEntry = resume.HeaderPrefix + "copied"

// finishFrames writes the page, and what else is made of the frames: the copies, which may take their place.
func (f folder) finishFrames(found *sim.Recording, files frameFiles, progress sim.Progress) error {
	if len(files.recorded.Formats) == 0 {
		return f.writeRecordingPage(found, files, progress)
	}
	if _, done := f.store.Get(copiedEntry); !done {
		if err := files.gather(int64(found.Schedule.Frames)); err != nil {
			return err
		}
		if err := files.check(int64(found.Schedule.Frames)); err != nil {
			return err
		}
		if err := f.writeRecordingPage(found, files, progress); err != nil {
			return err
		}
		clock := recording.Clock{Interval: found.Spec.Record.Every.Value()}
		if err := files.copies(clock, recordedLabels(files.recorded), progress); err != nil {
			return err
		}
		f.store.Put(copiedEntry, []byte("yes"))
		if err := f.store.Sync(); err != nil {
			return err
		}
	}
	return files.removeUnwanted()
}

// recordPreflight returns the check that runs before a recording: it refuses one that does not fit into the memory, and
// announces what it takes there and on the disk.
func (s *recordSettings) recordPreflight(r *recorded, p *progress) func(sim.RecordPlan) error {
	return func(plan sim.RecordPlan) error {
		allowed := s.memory.allowance()
		needed := memory.InUse() + plan.Bytes(s.workers)
		if !allowed.Permits(needed) {
			return inputError{fmt.Errorf("the recording needs about %s of memory, and %s; give fewer --neurons, fewer --replicas, "+
				"a smaller --width, or --lags 0 --segment 0", memory.Size(needed), allowed)}
		}
		memory.LimitCollector(needed, allowed)
		p.announcement = memoryAnnouncement(memory.Size(needed), allowed) + "\n" + r.diskAnnouncement(plan)
		return nil
	}
}

// diskAnnouncement says how large the files of frames will be.
func (r *recorded) diskAnnouncement(plan sim.RecordPlan) string {
	if len(r.Formats) == 0 {
		return "disk: no frames are written"
	}
	during, after := r.size(int64(plan.Schedule.Frames), plan.Spec.Record.Replicas)
	text := fmt.Sprintf("disk: about %s for %s frames of %s", memory.Size(float64(after)), count(plan.Schedule.Frames),
		counted(len(r.Neurons), "neuron"))
	if during > after {
		text += fmt.Sprintf(", and %s while they are copied", memory.Size(float64(during)))
	}
	return text
}

// recordedLabels returns the labels of the recorded neurons, or nil where they have none.
func recordedLabels(r *recorded) []string {
	net := r.networks[0]
	if net.Labels() == nil {
		return nil
	}
	labels := make([]string, len(r.Neurons))
	for k, i := range r.Neurons {
		labels[k] = net.Label(i)
	}
	return labels
}
