package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"lockstep/internal/desk"
)

// saying makes an answer of a text and counts how often it is asked to.
func saying(text string, times *atomic.Int32) func() *made {
	return func() *made {
		times.Add(1)
		return madeOf(http.StatusOK, "text/plain; charset=utf-8", []byte(text))
	}
}

func TestAnswersAreMadeOnceForMany(t *testing.T) {
	k, e := newKeeper(1<<20), &desk.Edition{Turn: 1}
	var times atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { k.get(e, "a", saying("a", &times)) })
	}
	all.Wait()
	if times.Load() != 1 {
		t.Errorf("made %d times", times.Load())
	}
	if k.get(e, "b", saying("b", &times)).tag == k.get(e, "a", saying("a", &times)).tag {
		t.Error("two keys have one answer")
	}
}

func TestAnotherEditionIsAnsweredAnew(t *testing.T) {
	k, times := newKeeper(1<<20), atomic.Int32{}
	first, second := &desk.Edition{Turn: 1}, &desk.Edition{Turn: 2}
	before := k.get(first, "a", saying("before", &times))
	after := k.get(second, "a", saying("after", &times))
	if before.tag == after.tag {
		t.Error("the second edition is answered with the first")
	}
	if late := k.get(first, "a", saying("before", &times)); late.tag != before.tag {
		t.Error("who still asks for the first edition is answered with the second")
	}
	if again := k.get(second, "a", saying("other", &times)); again.tag != after.tag {
		t.Error("asking for the first edition has thrown the second away")
	}
}

func TestWhatIsKeptIsBounded(t *testing.T) {
	const most = 10 * roomOf
	k, e, times := newKeeper(most), &desk.Edition{Turn: 1}, atomic.Int32{}
	for i := range 100 {
		k.get(e, i, saying(fmt.Sprint(i), &times))
		k.get(e, 0, saying("0", &times)) // asked for all the time
		if k.size > most {
			t.Fatalf("after %d answers %d bytes are kept, %d at most", i+1, k.size, most)
		}
	}
	if times.Load() != 100 {
		t.Errorf("made %d times: what is asked for all the time was let go", times.Load())
	}
	sum := 0
	for at := k.order.Front(); at != nil; at = at.Next() {
		sum += at.Value.(*keptEntry).size
	}
	if sum != k.size || len(k.entries) != k.order.Len() {
		t.Errorf("%d bytes counted, %d there; %d keys for %d", k.size, sum, len(k.entries),
			k.order.Len())
	}
}

// TestSameTextForEveryBrowser: compressed or not, it reads the same, and who has it is told so.
func TestSameTextForEveryBrowser(t *testing.T) {
	text := strings.Repeat("the same ", 100)
	answer := madeOf(http.StatusOK, "text/plain; charset=utf-8", []byte(text))
	ask := func(header, value string) *httptest.ResponseRecorder {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set(header, value)
		compressed(http.HandlerFunc(answer.send)).ServeHTTP(w, r)
		return w
	}
	if plain := ask("Accept", "*/*"); plain.Body.String() != text {
		t.Errorf("not compressed it reads %q", plain.Body)
	}
	zipped := ask("Accept-Encoding", "gzip")
	if zipped.Header().Get("Content-Encoding") != "gzip" ||
		zipped.Body.String() != string(answer.zipped) {
		t.Error("it was compressed twice, or not at all")
	}
	has := ask("If-None-Match", zipped.Header().Get("ETag"))
	if has.Code != http.StatusNotModified || has.Body.Len() > 0 {
		t.Errorf("who has it gets %d with %d bytes", has.Code, has.Body.Len())
	}
	if other := ask("If-None-Match", `W/"another"`); other.Code != http.StatusOK {
		t.Errorf("who has another gets %d", other.Code)
	}
}
