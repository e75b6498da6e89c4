package ledger

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Hash is a SHA-256 hash of the log: of an entry's text (a leaf) or of two hashes (a node),
// kept apart as in RFC 6962.
type Hash = tlog.Hash

// A Tree is a state of the log: how many entries, and the root hash over them.
type Tree = tlog.Tree

// The hashes of the log are kept in tiles: a tile of level 0 holds the leaves of tileWidth
// entries, a tile of the next level the hashes over tileWidth full tiles below, and so on.
const (
	tileHeight = 6
	tileWidth  = 1 << tileHeight
)

// A Tile is a tile as it is to be stored: Hashes one behind the other, up to 64 of them.
type Tile struct {
	Level  int
	N      int64 // number of the tile in its level, from 0
	Hashes []byte
}

// A tileReader reads stored tiles; every Store is one.
type tileReader interface {
	ReadTile(ctx context.Context, level int, n int64) ([]byte, error)
}

func leafOf(text []byte) Hash { return tlog.RecordHash(text) }

// hashesIn reads hashes of the log out of tiles, for tlog.
func hashesIn(ctx context.Context, tiles tileReader) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]Hash, error) {
		hashes := make([]Hash, len(indexes))
		for i, index := range indexes {
			t := tlog.TileForIndex(tileHeight, index)
			stored, err := tiles.ReadTile(ctx, t.L, t.N)
			if err != nil {
				return nil, err
			}
			if len(stored) < t.W*tlog.HashSize {
				return nil, fmt.Errorf("the log lacks hashes: tile %d of level %d has %d of %d",
					t.N, t.L, len(stored)/tlog.HashSize, t.W)
			}
			hashes[i], err = tlog.HashFromTile(t, stored[:t.W*tlog.HashSize], index)
			if err != nil {
				return nil, err
			}
		}
		return hashes, nil
	})
}

// treeAt is the state of the log when it had size entries.
func treeAt(ctx context.Context, tiles tileReader, size int64) (Tree, error) {
	root, err := tlog.TreeHash(size, hashesIn(ctx, tiles))
	if err != nil {
		return Tree{}, fmt.Errorf("computing the root of the log: %w", err)
	}
	return Tree{N: size, Hash: root}, nil
}

// TreeOf is the present state of a ledger's log.
func TreeOf(ctx context.Context, s Store) (Tree, error) {
	size, err := s.Size(ctx)
	if err != nil {
		return Tree{}, err
	}
	return treeAt(ctx, s, size)
}

// A grower adds leaves to a log. It holds the open tile of each level, and hands out tiles that
// are full; the open ones are those that remain.
type grower struct {
	open []Tile // by level
	full func(Tile) error
}

// newGrower goes on from a log of size entries, whose open tiles it reads.
func newGrower(ctx context.Context, tiles tileReader, size int64) (*grower, error) {
	g := &grower{}
	for level := 0; size > 0; level++ {
		n := size / tileWidth
		stored, err := tiles.ReadTile(ctx, level, n)
		if err != nil {
			return nil, err
		}
		want := int(size%tileWidth) * tlog.HashSize
		if len(stored) != want {
			return nil, fmt.Errorf("the log is damaged: tile %d of level %d has %d bytes, not %d; "+
				"lockstep ledger verify says more", n, level, len(stored), want)
		}
		g.open = append(g.open, Tile{level, n, stored})
		size = n
	}
	return g, nil
}

// add puts a hash behind the others of its level.
func (g *grower) add(level int, hash Hash) error {
	if level == len(g.open) {
		g.open = append(g.open, Tile{Level: level})
	}
	t := &g.open[level]
	t.Hashes = append(t.Hashes, hash[:]...)
	if len(t.Hashes) < tileWidth*tlog.HashSize {
		return nil
	}
	full := *t
	*t = Tile{Level: level, N: full.N + 1}
	if err := g.full(full); err != nil {
		return err
	}
	return g.add(level+1, rootOf(full.Hashes))
}

// rootOf is the hash over a full tile.
func rootOf(hashes []byte) Hash {
	var row [tileWidth]Hash
	for i := range row {
		row[i] = Hash(hashes[i*tlog.HashSize:])
	}
	for width := tileWidth / 2; width > 0; width /= 2 {
		for i := range width {
			row[i] = tlog.NodeHash(row[2*i], row[2*i+1])
		}
	}
	return row[0]
}

// partial are the open tiles that hold anything.
func (g *grower) partial() []Tile {
	var tiles []Tile
	for _, t := range g.open {
		if len(t.Hashes) > 0 {
			tiles = append(tiles, t)
		}
	}
	return tiles
}
