create table releases (
  id bigint generated always as identity primary key,
  repo_id bigint not null references repos (id) on delete cascade,
  tag varchar(255) not null,
  title varchar(200) not null,
  notes varchar(65536) not null,
  early boolean not null,
  author_id bigint references users (id) on delete set null,
  created_at timestamp(3) with time zone not null,
  unique (repo_id, tag)
);

create table release_files (
  id bigint generated always as identity primary key,
  release_id bigint not null references releases (id) on delete cascade,
  name varchar(200) not null,
  stored varchar(64) not null unique,
  size bigint not null,
  sha256 char(64) not null,
  created_at timestamp(3) with time zone not null,
  unique (release_id, name)
);
