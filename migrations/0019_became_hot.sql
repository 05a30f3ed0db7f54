-- Items that became hot, each once ever, and what the operator was told of it.
create table became_hot (
    item_id integer primary key references items (item_id),
    noted_at integer not null,
    settled_at integer,
    settled_how text check (settled_how in ('told', 'told_together', 'seen', 'passed')),
    check ((settled_at is null) = (settled_how is null))
) strict;

create index became_hot_waiting on became_hot (noted_at) where settled_at is null;
create index became_hot_settled on became_hot (settled_at) where settled_at is not null;
