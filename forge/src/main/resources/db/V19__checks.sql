-- What checkers say of a file's contents: found by its blob, so the same contents are never checked twice.
create table check_reports (
  blob char(40) not null,
  language varchar(32) not null,
  findings varchar(200000) not null,
  checked_at timestamp(3) with time zone not null,
  primary key (blob, language)
);

-- What a check of all changed files came to.
create table check_runs (
  repo_id bigint not null references repos (id) on delete cascade,
  base char(40) not null,
  tip char(40) not null,
  summary varchar(200000) not null,
  checked_at timestamp(3) with time zone not null,
  primary key (repo_id, base, tip)
);

-- Where what is pushed is checked without being asked for.
create table checks_on_push (
  repo_id bigint primary key references repos (id) on delete cascade
);
