package accounts

// schemaVersion is raised with every change of the schema. Versions are only ever migrated
// upwards, step by step, in migrations.
const schemaVersion = 2

// migrations lead from version i to i+1. They are written so that SQLite and PostgreSQL both
// understand them; moments are milliseconds since 1970 in UTC. An account's since is the moment
// from which sessions and tokens count: whatever was made by then has ended.
var migrations = []string{`
create table account (
	name     text primary key,
	display  text not null,
	role     text not null,
	party    text not null,
	digest   text not null,
	disabled integer not null,
	made     bigint not null,
	since    bigint not null
);
create table session (
	token   text primary key,
	data    text not null,
	expires bigint not null
);
create table token (
	id      text primary key,
	name    text not null,
	label   text not null,
	digest  text not null,
	made    bigint not null,
	expires bigint not null
);
create table failure (
	about text not null,
	at    bigint not null
);
create index failure_about on failure (about, at);
create table change (
	at    bigint not null,
	by_   text not null,
	about text not null,
	what  text not null
);
create table version (
	version integer not null
);
`, `
create table note (
	id      text not null,
	version integer not null,
	name    text not null,
	about   text not null,
	text    text not null,
	at      bigint not null,
	primary key (id, version)
);
create index note_name on note (name, about);
create table identity (
	issuer  text not null,
	subject text not null,
	name    text not null,
	primary key (issuer, subject)
);
`}
