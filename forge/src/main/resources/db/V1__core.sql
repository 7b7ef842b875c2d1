create table users (
  id bigint generated always as identity primary key,
  name varchar(64) not null,
  name_key varchar(64) not null unique,
  email varchar(254) not null,
  email_key varchar(254) not null unique,
  password varchar(200) not null,
  admin boolean not null,
  created_at timestamp(3) with time zone not null
);

create table sessions (
  key_hash char(64) primary key,
  user_id bigint not null references users (id) on delete cascade,
  created_at timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone not null
);
create index sessions_user on sessions (user_id);

create table tokens (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  name varchar(100) not null,
  token_hash char(64) not null unique,
  scopes varchar(200) not null,
  created_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone
);
create index tokens_user on tokens (user_id);

create table settings (
  name varchar(64) primary key,
  content varchar(2000) not null
);

create sequence repo_ids;
create table repos (
  id bigint primary key,
  full_name varchar(200) not null,
  name_key varchar(200) not null unique,
  owner_id bigint not null references users (id),
  parent_id bigint references repos (id) on delete set null,
  description varchar(500) not null,
  private boolean not null,
  stars integer not null,
  forks integer not null,
  created_at timestamp(3) with time zone not null,
  pushed_at timestamp(3) with time zone not null
);
create index repos_owner on repos (owner_id);
create index repos_parent on repos (parent_id);
create index repos_pushed on repos (private, pushed_at desc);

create table collaborators (
  repo_id bigint not null references repos (id) on delete cascade,
  user_id bigint not null references users (id) on delete cascade,
  level varchar(10) not null,
  primary key (repo_id, user_id)
);
create index collaborators_user on collaborators (user_id);

create table stars (
  repo_id bigint not null references repos (id) on delete cascade,
  user_id bigint not null references users (id) on delete cascade,
  starred_at timestamp(3) with time zone not null,
  primary key (repo_id, user_id)
);
create index stars_user on stars (user_id, starred_at desc);
create index stars_repo on stars (repo_id, starred_at desc);

create table event_counter (
  id integer primary key,
  seq bigint not null
);
insert into event_counter (id, seq) values (1, 0);

create table events (
  seq bigint primary key,
  at timestamp(3) with time zone not null,
  kind varchar(40) not null,
  actor varchar(64) not null,
  repo varchar(200) not null,
  repo_id bigint not null,
  topics varchar(500) not null,
  body varchar(8000) not null
);
create index events_repo on events (repo_id, seq desc);
