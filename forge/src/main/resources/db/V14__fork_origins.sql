-- The repository whose people alone may see a fork of it that was made while it was private: the first of all its parents.
alter table repos add column origin_id bigint references repos (id) on delete set null;
update repos set origin_id = parent_id where parent_id is not null;
update repos r set origin_id = (select o.origin_id from repos o where o.id = r.origin_id)
  where exists (select 1 from repos o where o.id = r.origin_id and o.origin_id is not null);
update repos r set origin_id = (select o.origin_id from repos o where o.id = r.origin_id)
  where exists (select 1 from repos o where o.id = r.origin_id and o.origin_id is not null);
update repos r set origin_id = (select o.origin_id from repos o where o.id = r.origin_id)
  where exists (select 1 from repos o where o.id = r.origin_id and o.origin_id is not null);
update repos r set origin_id = (select o.origin_id from repos o where o.id = r.origin_id)
  where exists (select 1 from repos o where o.id = r.origin_id and o.origin_id is not null);
update repos r set origin_id = null
  where r.private = false and exists (select 1 from repos o where o.id = r.origin_id and o.private = true);
create index repos_origin on repos (origin_id);
