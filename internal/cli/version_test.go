package cli

import (
	"runtime/debug"
	"testing"
)

// TestVersion: what the build did not note is unknown, never left out and never made up.
func TestVersion(t *testing.T) {
	settings := func(pairs ...string) []debug.BuildSetting {
		var list []debug.BuildSetting
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return list
	}
	tests := []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"nothing noted", nil, "lockstep unknown\nrevision unknown\nbuilt with unknown\n"},
		{"without version control", &debug.BuildInfo{GoVersion: "go1.26.0"},
			"lockstep unknown\nrevision unknown\nbuilt with go1.26.0\n"},
		{"from a folder", &debug.BuildInfo{GoVersion: "go1.26.0",
			Main: debug.Module{Version: "(devel)"}, Settings: settings("vcs.revision", "abc",
				"vcs.time", "2026-11-01T08:00:00Z", "vcs.modified", "true")},
			"lockstep unknown\nrevision abc of 2026-11-01T08:00:00Z, changed since\n" +
				"built with go1.26.0\n"},
		{"released", &debug.BuildInfo{GoVersion: "go1.26.0",
			Main:     debug.Module{Version: "v0.1.0"},
			Settings: settings("vcs.revision", "abc", "vcs.modified", "false")},
			"lockstep v0.1.0\nrevision abc\nbuilt with go1.26.0\n"},
	}
	for _, tt := range tests {
		if got := versionOf(tt.info, tt.info != nil).told(); got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}
