package exposure

import (
	"runtime"
	"sync"

	"lockstep/internal/agreement"
)

// A Limit is an exposure beyond which a party at that position should not come to stand.
type Limit struct {
	Party  int
	Weight float64
}

// Over works out the exposures of the parties whose peak is proven to be over their limit, in
// the order of the limits. It is quicker than Compute where few are.
func Over(a *agreement.Agreement, limits []Limit, opt Options) []Exposure {
	opt.Plain = true
	s := newStudy(a, opt)
	found := make([]*Exposure, len(limits))
	s.parallel(len(limits), func(i int) {
		if e := s.party(limits[i].Party); e.Lower > limits[i].Weight+slip {
			found[i] = &e
		}
	}, func(i int) bool { return s.mayExceed(limits[i]) })
	var over []Exposure
	for _, e := range found {
		if e != nil {
			over = append(over, *e)
		}
	}
	return over
}

// mayExceed reports whether it cannot be ruled out that the limit is exceeded.
func (s *study) mayExceed(l Limit) bool {
	worth := values(s.agreement, l.Party)
	scale := scaleFor(worth)
	weight := s.web.weights(worth, scale)
	above, known := s.web.graph.Above(weight, scale.below(l.Weight), s.opt.Budget)
	return above || !known
}

// parallel calls work for the numbers 0 to n-1 for which wanted is true, some at a time.
func (s *study) parallel(n int, work func(int), wanted func(int) bool) {
	var group sync.WaitGroup
	free := make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))
	for i := range n {
		free <- struct{}{}
		group.Go(func() {
			if wanted(i) {
				work(i)
			}
			<-free
		})
	}
	group.Wait()
}
