package cli

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

//go:embed start/agreement.hcl
var startProject []byte

func initCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a project: a small commented agreement to make your own",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			return c.begin(dir)
		},
	}
}

// begin writes the first file of a project; it never writes over one.
func (c *console) begin(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return unreadable(err)
	}
	present, err := projectFiles([]string{dir})
	if err != nil {
		return unreadable(err)
	}
	if len(present) > 0 {
		return unreadable(fmt.Errorf("%s is a project already: it holds %s", dir,
			filepath.Base(present[0])))
	}
	file := filepath.Join(dir, "agreement.hcl")
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return unwritten(file, err)
	}
	_, err = f.Write(startProject)
	if err = errors.Join(err, f.Close()); err != nil {
		return unwritten(file, errors.Join(err, os.Remove(file)))
	}
	fmt.Fprintf(c.out, "Wrote %s. Next: lockstep check %s\n", file, dir)
	return nil
}
