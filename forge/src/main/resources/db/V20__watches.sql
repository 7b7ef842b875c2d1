-- What somebody chose to be told of a repository. Who chose nothing is told what their part in it gives them.
create table watches (
  repo_id bigint not null references repos (id) on delete cascade,
  user_id bigint not null references users (id) on delete cascade,
  level varchar(10) not null,
  watched_at timestamp(3) with time zone not null,
  primary key (repo_id, user_id)
);
create index watches_user on watches (user_id, repo_id);
