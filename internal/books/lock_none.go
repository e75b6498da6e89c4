//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package books

// lock does nothing where the system knows no locks of folders: whoever writes there with others
// keeps a ledger.
func lock(string) (unlock func(), err error) { return func() {}, nil }
