-- What somebody is to be told in person: an event of the log, and why. Written with the event.
create table notes (
  user_id bigint not null references users (id) on delete cascade,
  seq bigint not null,
  reason varchar(20) not null,
  actor_id bigint not null,
  repo_id bigint not null,
  unread boolean not null,
  primary key (user_id, seq)
);
create index notes_unread on notes (user_id, unread, seq desc);
