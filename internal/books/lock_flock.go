//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package books

import (
	"io/fs"
	"os"
	"syscall"
)

// lock makes this program the only one that writes to the plain evidence in a folder until unlock
// is called, or the program ends. Where the file system knows no locks, as some that are shared
// over a network do not, it does without.
func lock(dir string) (unlock func(), err error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	switch err := flock(folder); err {
	case nil, syscall.ENOLCK, syscall.EBADF, syscall.EOPNOTSUPP, syscall.ENOSYS:
		return func() { _ = folder.Close() }, nil // which unlocks it
	default:
		_ = folder.Close()
		return nil, &fs.PathError{Op: "lock", Path: dir, Err: err}
	}
}

// flock waits for the lock, whatever signals come meanwhile.
func flock(file *os.File) error {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			return err
		}
	}
}
