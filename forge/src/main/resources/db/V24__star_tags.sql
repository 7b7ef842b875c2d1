-- Somebody's own words for what they starred; nobody else sees them, and they go with the star.
create table star_tags (
  user_id bigint not null,
  repo_id bigint not null,
  tag varchar(30) not null,
  primary key (user_id, repo_id, tag),
  foreign key (repo_id, user_id) references stars (repo_id, user_id) on delete cascade
);
create index star_tags_tag on star_tags (user_id, tag);
create index star_tags_star on star_tags (repo_id, user_id);

-- How many contributions somebody made to a repository on a day (UTC, counted from 1970-01-01).
create table active_days (
  user_id bigint not null references users (id) on delete cascade,
  on_day integer not null,
  repo_id bigint not null references repos (id) on delete cascade,
  deeds integer not null,
  primary key (user_id, on_day, repo_id)
);
create index active_days_repo on active_days (repo_id);
insert into active_days (user_id, on_day, repo_id, deeds)
  select u.id, cast(floor(extract(epoch from e.at) / 86400) as integer), r.id, count(*)
  from events e join users u on u.name_key = lower(e.actor) join repos r on r.id = e.repo_id
  where e.kind in ('created', 'forked', 'pushed', 'released')
  group by u.id, cast(floor(extract(epoch from e.at) / 86400) as integer), r.id;
