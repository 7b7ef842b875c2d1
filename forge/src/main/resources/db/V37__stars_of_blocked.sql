-- Stars of accounts that were blocked before such stars left the counts.
update repos set stars = (
    select count(*) from stars s join users u on u.id = s.user_id where s.repo_id = repos.id and u.blocked = false)
  where id in (select s.repo_id from stars s join users u on u.id = s.user_id where u.blocked = true);

delete from star_days where on_day = cast(floor(extract(epoch from current_timestamp) / 86400) as integer)
  and repo_id in (select s.repo_id from stars s join users u on u.id = s.user_id where u.blocked = true);
insert into star_days (repo_id, on_day, stars)
  select r.id, cast(floor(extract(epoch from current_timestamp) / 86400) as integer), r.stars from repos r
  where r.id in (select s.repo_id from stars s join users u on u.id = s.user_id where u.blocked = true);
