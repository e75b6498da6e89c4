package postgres

// schemaVersion is raised with every change of the schema. Versions are only ever migrated
// upwards, step by step, in migrations.
const schemaVersion = 1

// migrations lead from version i to i+1, inside the ledger's own schema.
var migrations = []string{`
create table ledger (
	origin  text not null,
	version integer not null
);
create table entry (
	seq  bigint primary key,
	id   text collate "C" not null unique,
	text bytea not null
);
create table tile (
	level  integer not null,
	n      bigint not null,
	hashes bytea not null,
	primary key (level, n)
);
create table checkpoint (
	size   bigint not null,
	signed bytea not null unique
);
create function kept() returns trigger language plpgsql as $$
begin
	raise exception 'what the ledger holds is never changed or removed';
end $$;
create function grows() returns trigger language plpgsql as $$
begin
	if substr(new.hashes, 1, length(old.hashes)) <> old.hashes
		or new.level <> old.level or new.n <> old.n then
		raise exception 'hashes are never changed';
	end if;
	return new;
end $$;
create trigger entry_kept before update or delete on entry
	for each row execute function kept();
create trigger tile_grows before update on tile for each row execute function grows();
create trigger tile_there before delete on tile for each row execute function kept();
create trigger checkpoint_kept before update or delete on checkpoint
	for each row execute function kept();
`}
