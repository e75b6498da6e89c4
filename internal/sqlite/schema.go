package sqlite

// applicationID marks a file as a ledger of ours ("LKST"); schemaVersion is raised with every
// change of the schema. Versions are only ever migrated upwards, step by step, in migrations.
const (
	applicationID = 0x4c4b5354
	schemaVersion = 1
)

// migrations lead from version i to i+1.
var migrations = []string{`
create table ledger (
	origin text not null
) strict;
create table entry (
	seq  integer primary key,
	id   text not null unique,
	text blob not null
) strict;
create table tile (
	level  integer not null,
	n      integer not null,
	hashes blob not null,
	primary key (level, n)
) strict, without rowid;
create table checkpoint (
	size   integer not null,
	signed blob not null unique
) strict;
create trigger entry_kept before update on entry
	begin select raise(abort, 'entries are never changed'); end;
create trigger entry_there before delete on entry
	begin select raise(abort, 'entries are never removed'); end;
create trigger tile_grows before update on tile
	when substr(new.hashes, 1, length(old.hashes)) <> old.hashes
		or new.level <> old.level or new.n <> old.n
	begin select raise(abort, 'hashes are never changed'); end;
create trigger tile_there before delete on tile
	begin select raise(abort, 'hashes are never removed'); end;
create trigger checkpoint_kept before update on checkpoint
	begin select raise(abort, 'checkpoints are never changed'); end;
create trigger checkpoint_there before delete on checkpoint
	begin select raise(abort, 'checkpoints are never removed'); end;
create trigger ledger_kept before update on ledger
	begin select raise(abort, 'the name of a ledger is never changed'); end;
`}
