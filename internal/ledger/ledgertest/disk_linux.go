package ledgertest

import (
	"os"
	"syscall"
	"testing"
)

// Disk makes dir a disk of that size, such as "3m", or gives the one that it is another size or
// other flags. It skips the test where this may not be done. [Unmount] takes it away.
func Disk(t testing.TB, dir, size string, flags uintptr) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can make a small disk")
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, "size="+size); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
}

// Unmount takes the disk at dir away once the test is over, whoever still holds on to it.
func Unmount(t testing.TB, dir string) {
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}
