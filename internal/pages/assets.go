package pages

import (
	"embed"
	"io/fs"
	"path"

	"lockstep/internal/draw"
)

//go:embed static
var static embed.FS

// Assets are the style sheet, the script and the icon, by name. The sheet ends with the rules of
// the pictures that stand in pages.
func Assets() (map[string][]byte, error) {
	assets := map[string][]byte{}
	err := fs.WalkDir(static, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := static.ReadFile(name)
		assets[path.Base(name)] = text
		return err
	})
	assets["app.css"] = append(assets["app.css"], "\n/* Pictures */\n"+draw.Sheet()...)
	return assets, err
}
