-- What each checker says of a file's contents: the same again, until its stamp is another one. What was kept before is found anew.
drop table check_reports;
create table check_reports (
  blob char(40) not null,
  language varchar(32) not null,
  checker varchar(32) not null,
  stamp varchar(64) not null,
  findings varchar(200000) not null,
  checked_at timestamp(3) with time zone not null,
  primary key (blob, language, checker)
);
