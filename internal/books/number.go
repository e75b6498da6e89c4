package books

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lockstep/internal/agreement"
	"lockstep/internal/ledger"
)

// AddNext adds one event under the next id that nobody has used, which it then has. Where others
// record at the same time it gets one that none of them has, also where they say the very same: a
// second witness's word is one more event. What in reads does not matter.
func AddNext(ctx context.Context, b Books, in Incoming, event *ledger.Event) (
	ledger.Receipt, error,
) {
	for {
		receipt, err := AddNumbered(ctx, b, in, []*ledger.Event{event})
		if err != nil || receipt.Present == 0 {
			return receipt, err
		}
	}
}

// AddNumbered adds events under the next ids that nobody has used, which they then have. Where
// others have used one of these meanwhile, it tries again with the next. What in reads does not
// matter.
func AddNumbered(ctx context.Context, b Books, in Incoming, fresh []*ledger.Event) (
	ledger.Receipt, error,
) {
	in.Read = Each(fresh)
	for {
		ids, err := NextIDs(ctx, b, in.Agreement, len(fresh))
		if err != nil {
			return ledger.Receipt{}, err
		}
		for i, e := range fresh {
			e.ID = ids[i]
		}
		events, err := in.Events()
		if err != nil {
			return ledger.Receipt{}, err
		}
		receipt, err := b.Add(ctx, events)
		if !IsTaken(err) {
			return receipt, err
		}
		taken, unread := anyTaken(ctx, b, ids)
		if unread != nil || !taken {
			return receipt, errors.Join(err, unread)
		}
	}
}

// IsTaken reports whether events were refused for their ids alone.
func IsTaken(err error) bool {
	var refused *ledger.RefusedError
	return errors.As(err, &refused) && !slices.ContainsFunc(refused.Refused,
		func(r ledger.Refusal) bool { return r.Field != "id" })
}

// anyTaken reports whether there is an event of any of these ids.
func anyTaken(ctx context.Context, b Books, ids []string) (bool, error) {
	for _, id := range ids {
		if has, err := b.Has(ctx, id); has || err != nil {
			return has, err
		}
	}
	return false, nil
}

// NextIDs are n ids that nobody has used: that of the agreement and the next numbers. Others may
// use them before they are used here; [AddNumbered] sees to that.
func NextIDs(ctx context.Context, b Books, a *agreement.Agreement, n int) ([]string, error) {
	size, err := b.Size(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, n)
	for ; len(ids) < n; size++ {
		id := IDAfter(a, size)
		taken, err := b.Has(ctx, id)
		if err != nil {
			return nil, err
		}
		if !taken {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// IDAfter is the id that the next event gets where there are size already, unless somebody has
// used it.
func IDAfter(a *agreement.Agreement, size int64) string {
	return fmt.Sprintf("%s-%04d", a.ID, size+1)
}
