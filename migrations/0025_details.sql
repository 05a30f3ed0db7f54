-- What an action needs beside a subject and a text, as canonical JSON; empty for mails.
alter table revisions add column details text not null default '';
