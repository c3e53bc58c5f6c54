package netio

// entryIndices reads a member that has an index for each entry.
func (a *archive) entryIndices(name string) ([]int, error) {
	return a.indices(name, func(items int) error {
		return a.limits.checkEntries(place{a.path, name + ".npy"}, 0, items)
	})
}

// indices reads a member that is a vector of integers, after check has accepted their count.
func (a *archive) indices(name string, check func(items int) error) (all []int, err error) {
	err = a.array(name, func(array *arrayReader, _ place) error {
		all, err = array.indices(1, check)
		return err
	})
	return all, err
}

// scalarText reads a member that is one string.
func (a *archive) scalarText(name string) (string, error) {
	var text string
	err := a.array(name, func(array *arrayReader, at place) error {
		all, err := array.text(func(items int) error {
			if items != 1 {
				return at.fail(0, fetchAgain, "%d strings instead of one", items)
			}
			return nil
		})
		if err != nil {
			return err
		}
		text = all[0]
		return nil
	})
	return text, err
}

// readLabels reads the names of all neurons from the array labels.
func (a *archive) readLabels(neurons int) (labels []string, err error) {
	err = a.array("labels", func(array *arrayReader, at place) error {
		labels, err = array.text(func(items int) error {
			if items != neurons {
				return at.fail(0, "name each neuron once", "%d labels for %d neurons", items, neurons)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for i, label := range labels {
			if wrong := wrongLabel(label); wrong != "" {
				return at.fail(0, labelCure, "label %s of neuron %d %s", quote(label), i, wrong)
			}
		}
		return nil
	})
	return labels, err
}
