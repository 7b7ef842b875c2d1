-- What got stars lately is found without looking at what did not.
create index star_days_day on star_days (on_day, repo_id);
