-- Who did it, by number, as a name may get another owner; and whether it is news, so that lists of news pass over nothing.
alter table events add column actor_id bigint default 0 not null;
alter table events add column news boolean default false not null;
update events set
  actor_id = coalesce((select u.id from users u where u.name_key = lower(events.actor)), 0),
  news = kind in ('created', 'forked', 'starred', 'pushed', 'released', 'followed', 'renamed');

create index events_news on events (news, seq desc);
create index events_actor_news on events (actor_id, news, seq desc);
create index events_actor_kind on events (actor_id, kind, seq desc);
create index events_repo_news on events (repo_id, news, seq desc);
create index events_repo_kind on events (repo_id, kind, seq desc);
drop index events_repo;
