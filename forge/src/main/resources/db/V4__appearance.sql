create table appearances (
  user_id bigint primary key references users (id) on delete cascade,
  theme varchar(64) not null
);
