-- How many stars a repository had at the end of each day (UTC, counted from 1970-01-01) on which that number changed. Stars that
-- were taken back before this table came are in no day of it.
create table star_days (
  repo_id bigint not null references repos (id) on delete cascade,
  on_day integer not null,
  stars integer not null,
  primary key (repo_id, on_day)
);
insert into star_days (repo_id, on_day, stars)
  select repo_id, on_day, sum(given) over (partition by repo_id order by on_day)
  from (select repo_id, cast(floor(extract(epoch from starred_at) / 86400) as integer) as on_day, count(*) as given
    from stars group by repo_id, cast(floor(extract(epoch from starred_at) / 86400) as integer)) d;
