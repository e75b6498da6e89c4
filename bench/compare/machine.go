package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine says on what the figures were measured, as far as the system tells.
func machine() string {
	told := []string{field("/proc/cpuinfo", "model name"),
		fmt.Sprintf("%d cores", runtime.NumCPU()), memory(), system(), runtime.Version()}
	var known []string
	for _, words := range told {
		if words != "" {
			known = append(known, words)
		}
	}
	return strings.Join(known, ", ")
}

// load is the load average of the last one, five and fifteen minutes, "" where it is not told.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(text))[:3], ", ")
}

func memory() string {
	var kilobytes int
	_, err := fmt.Sscanf(field("/proc/meminfo", "MemTotal"), "%d kB", &kilobytes)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d GB of memory", (kilobytes+1<<19)>>20)
}

func system() string {
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return runtime.GOOS
	}
	for line := range strings.Lines(string(text)) {
		if name, is := strings.CutPrefix(line, "PRETTY_NAME="); is {
			return strings.Trim(strings.TrimSpace(name), `"`)
		}
	}
	return runtime.GOOS
}

// field is the value of the first line "name : value" of a file, "" where there is none.
func field(file, name string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		key, value, found := strings.Cut(line, ":")
		if found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
