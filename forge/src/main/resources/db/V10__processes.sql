-- Changes take turns, whichever process makes them: each holds this row until it is stored. It counts those of which no
-- event tells, for the other processes to see that what they keep is old.
create table turns (
  id integer primary key,
  changes bigint not null
);
insert into turns (id, changes) values (1, 0);

-- Who asked for what over a live connection: the number of an answer that is to come.
create table asks (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  what varchar(64) not null,
  asked_at timestamp(3) with time zone not null
);
create index asks_user on asks (user_id);
