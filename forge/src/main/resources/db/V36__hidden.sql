-- Hidden from all but its people: what is private, and what belongs to an account that is blocked. Kept with what it follows from.
alter table repos add column hidden boolean default false not null;
update repos set hidden = private or exists (select 1 from users u where u.id = repos.owner_id and u.blocked = true);
drop index repos_pushed;
create index repos_pushed on repos (hidden, pushed_at desc);

-- Forks of blocked people count no longer.
update repos set forks = (
    select count(*) from repos f left join users u on u.id = f.owner_id
    where f.parent_id = repos.id and coalesce(u.blocked, false) = false and (f.hidden = false or repos.private = true))
  where id in (select f.parent_id from repos f join users u on u.id = f.owner_id where u.blocked = true);
