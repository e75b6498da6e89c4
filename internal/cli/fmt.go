package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/diag"
	"lockstep/internal/lang"
)

func fmtCommand(c *console) *cobra.Command {
	var checkOnly bool
	command := &cobra.Command{
		Use:   "fmt [DIR | FILE]...",
		Short: "Lay out the files of a project in one way; comments are kept",
		Long: "Fmt rewrites *.hcl and *.hcl.json files in their standard layout and names those it\n" +
			"changed. With - it reads from standard input and writes to standard output.",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && args[0] == "-" {
				return c.formatStream()
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return c.formatAll(args, checkOnly)
		},
	}
	command.Flags().BoolVar(&checkOnly, "check", false,
		"only name the files whose layout is not standard; exit with 1 if there are any")
	return command
}

func (c *console) formatStream() error {
	source, err := io.ReadAll(c.in)
	if err != nil {
		return unreadable(fmt.Errorf("reading standard input: %w", err))
	}
	formatted, err := c.formatted("standard input", source)
	if err != nil {
		return err
	}
	_, err = c.out.Write(formatted)
	return err
}

// formatted lays one file out; a file that does not parse is told and left alone.
func (c *console) formatted(name string, source []byte) ([]byte, error) {
	formatted, wrong := lang.Format(name, source)
	if !wrong.Errors() {
		return formatted, nil
	}
	err := diag.Render(c.err, wrong, diag.Options{
		Sources: diag.Sources{name: source}, Width: c.width(), Colour: c.colour(),
	})
	if err != nil {
		return nil, err
	}
	return nil, &exitError{status: exitInput}
}

// formatAll goes on past files that do not parse, so that all of them are told.
func (c *console) formatAll(args []string, checkOnly bool) error {
	files, err := projectFiles(args)
	if err != nil {
		return unreadable(err)
	}
	if len(files) == 0 {
		return unreadable(fmt.Errorf("there is no *.hcl or *.hcl.json file in %s",
			strings.Join(args, ", ")))
	}
	changed, failed := 0, error(nil)
	for _, file := range files {
		different, err := c.formatFile(file, checkOnly)
		if err != nil {
			failed = &exitError{status: c.end(err)}
		}
		if different {
			changed++
		}
	}
	if failed == nil && checkOnly && changed > 0 {
		return &exitError{status: exitFindings}
	}
	return failed
}

func (c *console) formatFile(file string, checkOnly bool) (different bool, err error) {
	source, err := os.ReadFile(file)
	if err != nil {
		return false, unreadable(err)
	}
	formatted, err := c.formatted(file, source)
	if err != nil || bytes.Equal(source, formatted) {
		return false, err
	}
	if !checkOnly {
		if err := writeWhole(file, formatted, 0o666); err != nil {
			return false, unreadable(err)
		}
	}
	fmt.Fprintln(c.out, file)
	return true, nil
}

// projectFiles are the files named and the project files of the folders named, sorted.
func projectFiles(args []string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		inside, err := filesOf(arg)
		if err != nil {
			return nil, err
		}
		files = append(files, inside...)
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// filesOf are the project files of a folder.
func filesOf(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		file := filepath.Join(dir, e.Name())
		info, err := os.Stat(file)
		if isProjectFile(e.Name()) && (err != nil || info.Mode().IsRegular()) {
			files = append(files, file)
		}
	}
	return files, nil
}

func isProjectFile(name string) bool {
	return strings.HasSuffix(name, ".hcl") || strings.HasSuffix(name, ".hcl.json")
}
