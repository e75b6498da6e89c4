package course

import (
	"math/bits"

	"lockstep/internal/calendar"
)

// A bitset is a set of positions from which the smallest is taken first.
type bitset struct {
	words []uint64
	from  int // no word before it holds anything
}

func newBitset(n int) bitset { return bitset{words: make([]uint64, (n+63)/64)} }

func (b *bitset) add(i int32) {
	word := int(i >> 6)
	b.words[word] |= 1 << (i & 63)
	b.from = min(b.from, word)
}

// addAll adds the first n positions.
func (b *bitset) addAll(n int) {
	for i := range n {
		b.words[i>>6] |= 1 << (i & 63)
	}
	b.from = 0
}

// pop takes out the smallest position, -1 if there is none.
func (b *bitset) pop() int32 {
	for ; b.from < len(b.words); b.from++ {
		if word := b.words[b.from]; word != 0 {
			b.words[b.from] = word & (word - 1)
			return int32(b.from<<6 + bits.TrailingZeros64(word))
		}
	}
	return -1
}

// A wake is a day on which an item is to be looked at.
type wake struct {
	day  calendar.Day
	what item
}

// days is a heap of wakes, the first day first; those of one day by position.
type days []wake

// first is the first day, noDay if there is none.
func (d days) first() calendar.Day {
	if len(d) == 0 {
		return noDay
	}
	return d[0].day
}

func (d days) Len() int { return len(d) }

func (d days) Less(i, j int) bool {
	if d[i].day != d[j].day {
		return d[i].day < d[j].day
	}
	return d[i].what.index < d[j].what.index
}

func (d days) Swap(i, j int) { d[i], d[j] = d[j], d[i] }

// Push adds a wake.
func (d *days) Push(x any) { *d = append(*d, x.(wake)) }

// Pop takes the last wake off.
func (d *days) Pop() any {
	last := (*d)[len(*d)-1]
	*d = (*d)[:len(*d)-1]
	return last
}
