-- Tasks that programs of others do, in Celery's protocol; a job tried anew after its end is another run of it.
alter table jobs add column is_foreign boolean default false not null;
alter table jobs add column run_number integer default 0 not null;
alter table jobs add column hard_seconds integer default 0 not null;
alter table jobs add column soft_seconds integer default 0 not null;
create index jobs_foreign on jobs (is_foreign, state);

-- Jobs that programs of others ask for, and where they wait for the answer.
create table job_calls (
  job_id bigint primary key references jobs (id) on delete cascade,
  task_id varchar(255) not null unique,
  reply_to varchar(255) not null,
  correlation_id varchar(255) not null,
  answered boolean default false not null
);
create index job_calls_answered on job_calls (answered);
