-- People who own repositories together. Groups and users share one space of names.
create table user_groups (
  id bigint generated always as identity primary key,
  name varchar(64) not null,
  name_key varchar(64) not null unique,
  title varchar(100) not null,
  about varchar(500) not null,
  created_at timestamp(3) with time zone not null
);

create table group_members (
  group_id bigint not null references user_groups (id) on delete cascade,
  user_id bigint not null references users (id) on delete cascade,
  role varchar(10) not null,
  joined_at timestamp(3) with time zone not null,
  primary key (group_id, user_id)
);
create index group_members_user on group_members (user_id);

-- A repository belongs to a user or to a group.
alter table repos add column group_id bigint references user_groups (id);
alter table repos alter column owner_id drop not null;
alter table repos add constraint repos_one_owner check ((owner_id is null) <> (group_id is null));
create index repos_group on repos (group_id);

-- Who may do more with a repository than a stranger: those who were let, and those of its group.
alter table collaborators rename to helpers;
create view collaborators as
  select repo_id, user_id, level from helpers
  union all
  select r.id as repo_id, m.user_id, case m.role when 'owner' then 'admin' else 'write' end as level
    from repos r join group_members m on m.group_id = r.group_id;
