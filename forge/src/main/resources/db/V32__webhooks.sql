-- Addresses that are told what happens to a repository.
create table webhooks (
  id bigint generated always as identity primary key,
  repo_id bigint not null references repos (id) on delete cascade,
  url varchar(2000) not null,
  secret varchar(64) not null,
  subjects varchar(200) not null,
  active boolean not null,
  created_at timestamp(3) with time zone not null
);
create index webhooks_repo on webhooks (repo_id);

-- What was sent there, or is to be: written with the event it tells of.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  hook_id bigint not null references webhooks (id) on delete cascade,
  job_id bigint,
  msg_id varchar(64) not null,
  topic varchar(100) not null,
  happened varchar(200000) not null,
  body varchar(500000) default '' not null,
  headers varchar(4000) default '' not null,
  state varchar(16) default 'WAITING' not null,
  tries integer default 0 not null,
  status integer default 0 not null,
  answer varchar(1100) default '' not null,
  problem varchar(1000) default '' not null,
  millis integer default 0 not null,
  made_at timestamp(3) with time zone not null,
  sent_at timestamp(3) with time zone
);
create index webhook_deliveries_hook on webhook_deliveries (hook_id, id);
