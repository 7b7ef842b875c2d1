alter table users add column full_name varchar(100) default '' not null;
alter table users add column website varchar(200) default '' not null;
alter table users add column about varchar(500) default '' not null;
alter table users add column blocked boolean default false not null;

alter table sessions add column id bigint generated always as identity;
alter table sessions add column agent varchar(300) default '' not null;
alter table sessions add column remote varchar(64) default '' not null;
create unique index sessions_id on sessions (id);

alter table tokens add column expires_at timestamp(3) with time zone;

create table ssh_keys (
  id bigint generated always as identity primary key,
  user_id bigint references users (id) on delete cascade,
  repo_id bigint references repos (id) on delete cascade,
  writes boolean not null,
  title varchar(100) not null,
  key_type varchar(60) not null,
  key_blob varchar(4000) not null,
  fingerprint varchar(60) not null unique,
  created_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  check ((user_id is null) <> (repo_id is null))
);
create index ssh_keys_user on ssh_keys (user_id);
create index ssh_keys_repo on ssh_keys (repo_id);

alter table repos add column website varchar(200) default '' not null;
alter table repos add column archived boolean default false not null;

create table protected_branches (
  id bigint generated always as identity primary key,
  repo_id bigint not null references repos (id) on delete cascade,
  pattern varchar(200) not null,
  level varchar(10) not null,
  unique (repo_id, pattern)
);

create table password_links (
  key_hash char(64) primary key,
  user_id bigint not null references users (id) on delete cascade,
  expires_at timestamp(3) with time zone not null
);
create index password_links_user on password_links (user_id);

create table audit (
  id bigint generated always as identity primary key,
  at timestamp(3) with time zone not null,
  actor varchar(64) not null,
  deed varchar(40) not null,
  subject varchar(200) not null,
  detail varchar(300) not null
);
