package postgrestest

import (
	"fmt"
	"os/exec"
	"strconv"
	"syscall"
)

// NoLimit lets files grow as far as the disk does.
const NoLimit = "unlimited"

// Limit refuses the server, with all that it has started and will start until it is restarted, to
// write beyond so many bytes of any file: to it, that is a disk without room. Nobody needs to be
// root for it.
func (s *Server) Limit(bytes string) error {
	postmaster := s.running.Process.Pid
	for _, pid := range append([]int{postmaster}, children(postmaster)...) {
		// Of itself whoever runs the server may limit it, and take that back.
		limit := exec.Command("prlimit", "--pid", strconv.Itoa(pid), "--fsize="+bytes+":")
		limit.Dir, limit.SysProcAttr = s.dir, &syscall.SysProcAttr{Credential: s.as}
		said, err := limit.CombinedOutput()
		if err != nil && syscall.Kill(pid, 0) == nil { // else it has just ended
			return fmt.Errorf("limiting the files of process %d: %w\n%s", pid, err, said)
		}
	}
	return nil
}
