create table former_names (
  name_key varchar(200) primary key,
  repo_id bigint not null references repos (id) on delete cascade
);
create index former_names_repo on former_names (repo_id);
