create table follows (
  follower_id bigint not null references users (id) on delete cascade,
  followed_id bigint not null references users (id) on delete cascade,
  followed_at timestamp(3) with time zone not null,
  primary key (follower_id, followed_id)
);
create index follows_followed on follows (followed_id, followed_at desc);
