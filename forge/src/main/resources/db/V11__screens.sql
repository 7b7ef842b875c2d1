create table boards (
  id bigint generated always as identity primary key,
  name varchar(64) not null unique,
  title varchar(100) not null,
  everything boolean not null,
  panels varchar(200) not null,
  rotation integer not null,
  language varchar(20) not null,
  zone varchar(64) not null,
  distance varchar(10) not null,
  bare boolean not null,
  night_from varchar(5) not null,
  night_until varchar(5) not null
);

create table board_repos (
  board_id bigint not null references boards (id) on delete cascade,
  repo_id bigint not null references repos (id) on delete cascade,
  hidden boolean not null,
  primary key (board_id, repo_id)
);
create index board_repos_repo on board_repos (repo_id);

create table screens (
  id bigint generated always as identity primary key,
  name varchar(100) not null,
  model varchar(100) not null,
  token_hash char(64) not null unique,
  approved_by varchar(64) not null,
  created_at timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone,
  remote varchar(64) not null,
  health varchar(2000) not null
);

create table screen_boards (
  screen_id bigint not null references screens (id) on delete cascade,
  board_id bigint not null references boards (id) on delete cascade,
  place integer not null,
  primary key (screen_id, board_id)
);
create index screen_boards_board on screen_boards (board_id);

create table screen_keys (
  key_hash char(64) primary key,
  screen_id bigint not null references screens (id) on delete cascade,
  ticket boolean not null,
  expires_at timestamp(3) with time zone not null
);
create index screen_keys_screen on screen_keys (screen_id);

create table pairings (
  id bigint generated always as identity primary key,
  device_hash char(64) not null unique,
  code_hash varchar(64) not null unique,
  model varchar(100) not null,
  name varchar(100) not null,
  remote varchar(64) not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  polled_at timestamp(3) with time zone,
  pause integer not null,
  denied boolean not null,
  screen_id bigint references screens (id) on delete cascade
);

create index events_at on events (at);
create index stars_at on stars (starred_at);
