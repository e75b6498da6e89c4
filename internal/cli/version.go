package cli

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// unknown is what the program says of itself where the build did not note it.
const unknown = "unknown"

// A versionReport is the JSON of the version command: what the build noted of itself.
type versionReport struct {
	Version  string `json:"version"`  // of the module, or unknown
	Revision string `json:"revision"` // of the source, or unknown
	Time     string `json:"time"`     // of the revision, or unknown
	Modified bool   `json:"modified"` // whether the source was changed after the revision
	Go       string `json:"go"`       // the Go release that built it, or unknown
}

func versionCommand(c *console) *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "version",
		Short: "Which version this is, and of which revision of the source",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			report := versionOf(debug.ReadBuildInfo())
			if asJSON {
				return c.json(report)
			}
			fmt.Fprint(c.out, report.told())
			return nil
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "write it as JSON")
	return command
}

// versionOf is what a build noted of itself; noted is false where it noted nothing.
func versionOf(info *debug.BuildInfo, noted bool) versionReport {
	r := versionReport{Version: unknown, Revision: unknown, Time: unknown, Go: unknown}
	if !noted {
		return r
	}
	if v := info.Main.Version; v != "(devel)" {
		r.Version = cmp.Or(v, unknown)
	}
	r.Go = cmp.Or(info.GoVersion, unknown)
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			r.Revision = cmp.Or(s.Value, unknown)
		case "vcs.time":
			r.Time = cmp.Or(s.Value, unknown)
		case "vcs.modified":
			r.Modified = s.Value == "true"
		}
	}
	return r
}

// told is the report for people.
func (r versionReport) told() string {
	revision := r.Revision
	if r.Time != unknown {
		revision += " of " + r.Time
	}
	if r.Modified {
		revision += ", changed since"
	}
	return fmt.Sprintf("lockstep %s\nrevision %s\nbuilt with %s\n", r.Version, revision, r.Go)
}
