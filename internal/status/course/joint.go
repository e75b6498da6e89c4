package course

// A joint is what is known of a joint step that has not been made in full.
type joint struct {
	possible bool
	missing  []Missing // what it waits for, of all of its members
}

// startable reports whether commitment c, which has not started, can.
func (f *run) startable(c int32) bool {
	if f.Rules.groupOf[c] < 0 {
		return f.startsAlone(c)
	}
	if !f.freeToJoin(c) {
		return false
	}
	then := f.afterJointStep(c)
	for _, member := range f.Rules.group(c) {
		if !f.Commitments[member].Begun && !then.ready(member) {
			return false
		}
	}
	return true
}

// freeToJoin reports whether nothing that would start together with c is void or suspended.
func (f *run) freeToJoin(c int32) bool {
	for _, member := range f.Rules.group(c) {
		course := &f.Commitments[member]
		if !course.Begun && (course.Life != Waiting || course.Halted) {
			return false
		}
	}
	return true
}

// afterJointStep is the state in which all that starts together with c has started: the present
// one where nothing that these wait for would be changed by it. It lasts until the next one is
// worked out.
func (f *run) afterJointStep(c int32) *State {
	if !f.Rules.entwined[f.Rules.groupOf[c]] {
		return &f.State
	}
	then := f.scratch()
	for _, member := range f.Rules.group(c) {
		then.begin(member)
	}
	then.consequences()
	return &then.State
}

// scratch is a copy of the run in which something can be tried out, in memory that is used again.
func (f *run) scratch() *run {
	if f.trial == nil {
		f.trial = &run{}
		for kind, n := range f.Rules.itemCounts() {
			f.trial.due[kind] = newBitset(n)
		}
	}
	f.copyTo(&f.trial.State)
	return f.trial
}

// inPace reports whether every exchange keeps its pace when act c is done.
func (f *run) inPace(c int32) bool {
	if len(f.Rules.paces) == 0 {
		return true
	}
	after := f.scratch()
	after.begin(c)
	after.complete(c)
	after.consequences()
	for i := range f.Rules.paces {
		if !f.Rules.paces[i].keeps(&f.State, &after.State) {
			return false
		}
	}
	return true
}
