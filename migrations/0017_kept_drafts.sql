-- Recipients whom the others do not see. The check is widened in place: nothing on the disk changes by that.
pragma writable_schema = on;

update sqlite_schema set sql = replace(sql, 'check (role in (''to'', ''cc''))', 'check (role in (''to'', ''cc'', ''bcc''))')
where type = 'table' and name = 'revision_recipients';

pragma writable_schema = reset;

-- What the operator is typing, as typed, so that a crash does not cost them their words.
create table kept_drafts (
    item_id integer primary key not null references items (item_id),
    revision integer not null,
    to_line text not null,
    cc_line text not null,
    bcc_line text not null,
    subject text not null,
    body text not null,
    kept_at integer not null
) strict;

-- Texts that the operator uses again.
create table templates (
    template_id integer primary key autoincrement,
    name text not null unique collate nocase check (name <> ''),
    body text not null check (body <> ''),
    made_at integer not null,
    changed_at integer not null
) strict;
