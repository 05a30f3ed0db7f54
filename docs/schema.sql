-- Every table and column of a workspace (`casey.db`), each with a sentence. A test compares the names here with those of a
-- migrated database. The file is for reading: what makes the tables is migrations/, and where it is silent about a `check`,
-- that is where it stands.
--
-- Ids are `<table>_id`. Times are unix milliseconds, UTC, and named …_at, …_until or …_since. A column without `not null` is
-- empty where its sentence says so. All tables are strict but those of an FTS5 index. Triggers come last.

-- Settings (0001)

create table settings ( -- What the operator has set; a key that is not here has its first value.
    key text primary key not null, -- The name of the setting, as in `operator.email`.
    value text not null, -- The value as text, in the tidy form that the check of its key gave it.
    changed_at integer not null -- When it was last set, even to the same value.
) strict, without rowid;

-- People (0002)

create table companies ( -- Organisations that contacts belong to, known by their mail domain.
    company_id integer primary key autoincrement, -- The row.
    name text not null, -- What it is called; made from the domain as long as nothing better is known.
    domain text not null, -- Its mail domain, lower case; never one of a free-mail provider. Empty where a CRM knows none; else no other company's.
    made_at integer not null, -- When it was first seen.
    named_by text not null, -- Who gave the name: `domain` where it was made from that, `crm`, or `operator` (0027).
    phone text not null, -- Its telephone number as a CRM or the operator gave it; may be empty (0027).
    target_since integer, -- Since when the operator wants it as a customer above others; empty if they do not (0027).
    merged_into integer references companies (company_id) -- The company that it is now, since both were merged; empty if they were not (0034).
) strict;

create table contacts ( -- People outside with whom the operator corresponds.
    contact_id integer primary key autoincrement, -- The row.
    company_id integer references companies (company_id), -- Where they work; empty for an address of a free-mail provider.
    name text not null, -- The first name that a mail gave for them; empty where none did.
    made_at integer not null, -- When they were first seen.
    written_at integer, -- When the operator first wrote to them; empty if never. Such a contact is known.
    allowed_at integer, -- When the operator let them in although they had never written to them; empty if not.
    screened_at integer, -- Since when the operator keeps them out: no mail of theirs is work; empty if not.
    opted_out_at integer, -- When they last asked not to be written to; what they wrote until then calls for nothing. Empty if never.
    left_at integer, -- When an automatic answer said that they no longer work there; empty if none did.
    away_until integer, -- Until when nothing is asked of them, because they are away; empty if they never were.
    last_mail_at integer not null, -- When the newest mail with them was written, kept by triggers; 0 before there is one (0018).
    title text not null, -- What they are at their company, as a CRM or the operator gave it; may be empty (0027).
    phone text not null, -- Their telephone number as a CRM or the operator gave it; may be empty (0027).
    touched_at integer, -- When somebody was last in touch with them, by mail or otherwise, as a CRM tells; empty where it does not (0027).
    merged_into integer references contacts (contact_id) -- Who they are, where two contacts were one person; empty for all others (0029).
) strict;

create table addresses ( -- Mail addresses and whose they are.
    address text primary key not null, -- The address, lower case.
    contact_id integer not null references contacts (contact_id), -- Who reads it.
    is_primary integer not null -- 1 for the one address under which the contact is shown.
) strict, without rowid;

create virtual table people_words using fts5 ( -- The words in the names and addresses of contacts, by their beginnings, without case and accents; a row is a contact's (0016).
    name, -- The words of the name.
    address, -- The words of the address under which the contact is shown.
);

create table people_words_data ( -- Where SQLite keeps `people_words`: the words.
    id integer primary key, -- The row, as FTS5 counts them.
    block blob, -- A piece of the index.
);

create table people_words_idx ( -- Where SQLite keeps `people_words`: which piece begins with which word.
    segid, -- A part of the index.
    term, -- The word.
    pgno, -- The piece.
);

create table people_words_docsize ( -- Where SQLite keeps `people_words`: how many words each contact has.
    id integer primary key, -- The contact.
    sz blob, -- The number of words.
    origin integer, -- When the row was written, as FTS5 counts.
);

create table people_words_config ( -- Where SQLite keeps `people_words`: its form.
    k, -- What is set.
    v, -- To which value.
);

-- Connections (0003)

create table connections ( -- Where mail is read from.
    connection_id integer primary key autoincrement, -- The row.
    kind text not null, -- `maildir` for a watched folder, `import` for the one row that stands for all imported files, `operator` for what they ask for, `webhook` for a source that posts by itself, `local` for what is kept here without a CRM.
    name text not null, -- What it is called on screens.
    location text not null, -- The folder that is read; empty for imported files.
    first_read_at integer, -- When a reading first came to its end; empty before that.
    read_up_to_at integer, -- The date of the newest mail that was read; empty before there is one.
    last_success_at integer, -- When a reading last came to its end; a mail that answers is held until that is recent.
    error text, -- Why the last reading failed, in words; empty where it did not.
    made_at integer not null, -- When the connection was made.
    unique (kind, location)
    sign_in_id integer references sign_ins (sign_in_id), -- By which sign-in it is asked; empty where none is needed (0022).
    options text not null, -- What the operator chose for it, as a JSON object; what is not there is as usual (0022).
    cursor text, -- Where the next reading goes on, in the words of its connector; empty before the first (0022).
    n_done integer not null, -- How many things of a first reading are read (0022).
    n_expected integer, -- How many it has in all; empty while that is not known (0022).
    disconnected_at integer, -- Since when it is not read and does not send; empty while it does (0022).
    stopped_at integer -- Since when its first reading is stopped by the operator; empty while it goes on, and once it is done (0035).
) strict;

create table source_files ( -- Files of a connection that were read, so that the next reading opens only new ones.
    connection_id integer not null references connections (connection_id), -- Whose file it is.
    name text not null, -- Its folder and its name without flags, which stays when a mail program marks it as read.
    problem text, -- Why it could not be read, in words; empty where it could.
    read_at integer not null, -- When it was last read.
    primary key (connection_id, name)
) strict, without rowid;

-- Mail (0004)

create table threads ( -- Conversations; which mails belong to one stands with the mails.
    thread_id integer primary key autoincrement, -- The row.
    subject text not null, -- The subject of its first mail without Re: and the like, by which a mail without headers joins.
    is_unjudged integer not null, -- 1 while mail came in that has not been judged for work yet.
    made_at integer not null, -- When its first mail was stored.
    look_at integer -- When it is to be judged again although no mail came, because nobody answered; empty for never.
) strict;

create table messages ( -- Mails as they were read; only thread, contact and direction may change later, and what was cut is completed.
    message_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- Through which connection it came.
    source_id text not null, -- Its name there: `mid:` and its Message-ID, or `hash:` and the SHA-256 of its bytes, or of its headers and text where another mail has its Message-ID.
    thread_id integer not null references threads (thread_id), -- The conversation that it belongs to.
    contact_id integer references contacts (contact_id), -- Who wrote it, or to whom the operator wrote; empty where nobody outside stands on it.
    rfc_message_id text, -- Its Message-ID without angle brackets; empty where it has none.
    direction text not null, -- `out` where the operator wrote it, `in` for all else.
    is_automatic integer not null, -- 1 where it is of any other kind than `person`.
    from_name text not null, -- The name in From, decoded; may be empty.
    from_address text not null, -- The address in From, lower case; empty where a machine gave none.
    subject text not null, -- The subject, decoded; may be empty.
    own_text text not null, -- What the writer wrote, without quotes and signature.
    quoted_text text not null, -- What they quoted from earlier mails.
    signature text not null, -- What stands below their text.
    html text, -- The HTML part as it came, not cleaned; empty where there is none.
    raw_headers text not null, -- All header lines as they came.
    sent_at integer not null, -- The date in its header; when it was stored, where that cannot be read.
    sent_offset_minutes integer not null, -- How far the writer's clock was from UTC, to tell their time of day.
    stored_at integer not null, -- When it was stored here, which may be long after it was sent.
    unique (connection_id, source_id)
    kind text not null, -- What it is by itself: `person`, `bulk`, `notice`, `calendar`, `bounce` or `auto_reply`; empty until it was told apart.
    may_be_cut integer not null -- 1 where its file ended in the middle of a line; the whole mail replaces it once it is read (0014).
) strict;

create table message_references ( -- Which mails a mail names in References and In-Reply-To; what threads are made from.
    message_id integer not null references messages (message_id), -- The mail that names another.
    position integer not null, -- The place in the list, from 0, oldest first.
    rfc_message_id text not null, -- The Message-ID that it names, whether or not such a mail is stored.
    primary key (message_id, position)
) strict, without rowid;

create table message_recipients ( -- Addresses that stand on a mail beside its sender.
    message_id integer not null references messages (message_id), -- The mail.
    role text not null, -- The header: `to`, `cc`, `bcc`, `reply_to` or `delivered_to`.
    position integer not null, -- The place in that header, from 0.
    name text not null, -- The name beside the address, decoded; may be empty.
    address text not null, -- The address, lower case.
    primary key (message_id, role, position)
) strict, without rowid;

create table attachments ( -- What was attached to a mail, without its content.
    message_id integer not null references messages (message_id), -- The mail.
    position integer not null, -- The place in the mail, from 0.
    name text not null, -- The file name that the mail gave it; may be empty.
    media_type text not null, -- Its type, as in `application/pdf`.
    size_bytes integer not null, -- Its decoded size.
    primary key (message_id, position)
) strict, without rowid;

create table bounces ( -- Addresses that a mail could not be delivered to, by the report that says so (0011).
    message_id integer not null references messages (message_id), -- The report.
    address text not null, -- The address that failed, lower case.
    severity text not null, -- `hard`, `soft` or `policy`; only a hard one says that the address does not exist.
    status text not null, -- The code of the report (RFC 3463), as in `5.1.1`; empty where it gave none.
    primary key (message_id, address)
) strict, without rowid;

create table outcomes ( -- What came of the operator's mails, meetings, deals and tasks, measured; the score takes them in (0012, 0026, 0031).
    outcome_id integer primary key autoincrement, -- The row.
    kind text not null, -- `email_replied`, `no_response`, `email_bounced`, `opted_out`, `meeting_booked`, `meeting_held`, `meeting_moved`, `meeting_no_show`, `deal_won`, `deal_lost`, `deal_advanced`, `deal_regressed`, `task_completed` or `task_overdue`.
    contact_id integer not null references contacts (contact_id), -- Whose outcome it is.
    message_id integer references messages (message_id), -- The mail that shows it; empty where something else does.
    meeting_id integer references meetings (meeting_id), -- The meeting that shows it; empty where something else does.
    deal_change_id integer references deal_changes (change_id), -- The change of a deal that shows it; empty where something else does.
    task_id integer references tasks (task_id), -- The task that shows it; empty where something else does.
    impact real not null, -- Points before they fade: 8 for a reply, -6 for a reply that says no.
    confidence real not null, -- How sure its detector was, 0 to 1.
    happened_at integer not null, -- When it happened.
    stored_at integer not null, -- When it was noticed.
    check ((message_id is not null) + (meeting_id is not null) + (deal_change_id is not null) + (task_id is not null) = 1),
    unique (message_id, kind, contact_id),
    unique (meeting_id, kind, contact_id),
    unique (deal_change_id, kind, contact_id),
    unique (task_id, kind, contact_id)
) strict;

-- Signals (0005)

create table signals ( -- Facts observed outside that call for work; immutable once stored.
    signal_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- Where it was observed.
    source_id text not null, -- The name of the fact there; with connection and kind it makes the signal one and the same.
    kind text not null, -- What was observed, as in `email_reply`; the kinds stand in api/src/signal.rs.
    play text not null, -- Which row of the plays table it calls for: `answer` or `reply`.
    contact_id integer references contacts (contact_id), -- Whom it is about; empty where nobody is known.
    thread_id integer references threads (thread_id), -- The conversation in which it was observed, as it was then.
    message_id integer references messages (message_id), -- The mail that it was read from.
    excerpt text not null, -- The words of the mail that made it a signal, at most 200 characters.
    occurred_at integer not null, -- When it happened outside.
    stored_at integer not null, -- When it was stored here.
    unique (connection_id, source_id, kind)
) strict;

-- The queue (0006)

create table items ( -- Pieces of ranked work, with the parts of their score as they were when it was made.
    item_id integer primary key autoincrement, -- The row.
    key text not null, -- What it is about, as in `thread:12`; one item with this key may be unfinished at a time.
    play text not null, -- Which row of the plays table it follows.
    action text not null, -- What it proposes to do: `send_email` or `create_task`.
    tab text not null, -- The split of the queue in which it stands: `replies`, `deals`, `meetings`, `follow_ups`, `new_senders`.
    state text not null, -- Where it is in the table of states.
    previous_state text, -- What a snoozed, dismissed or finished item was before; it may go back there only.
    ended_how text, -- How it came to be done: `by_hand`, `sent` or `practised`; empty for all others.
    contact_id integer references contacts (contact_id), -- Whom it is about; empty where nobody is known.
    thread_id integer references threads (thread_id), -- The conversation that it is about.
    subject text not null, -- The subject of the newest mail when it was opened, for the line in the queue.
    window_starts_at integer not null, -- When its urgency begins to rise.
    due_at integer not null, -- When it should be done; its urgency is full from then on.
    expires_at integer, -- When it is no longer worth doing; empty where that never happens.
    snoozed_since integer, -- When it was snoozed; empty while it is not. One that was woken by hand keeps it until its next move.
    snoozed_until integer, -- When it wakes; empty while it is not snoozed. One that was woken by hand keeps it until its next move, so that undo can put it back.
    opened_at integer not null, -- When the item was opened.
    scored_at integer not null, -- When the score and its parts were last stored.
    score real not null, -- The Action Priority Score, 0 to 100, unrounded.
    band text not null, -- `hot`, `warm` or `cool`, as the score gives it.
    revenue real not null, -- The factor, 0 to 1.
    revenue_weight real not null, -- The weight of that factor when it was scored, 0 to 1.
    revenue_points real not null, -- What it adds to the score.
    urgency real not null, -- The factor, 0 to 1.
    urgency_weight real not null, -- The weight of that factor when it was scored, 0 to 1.
    urgency_points real not null, -- What it adds to the score.
    strategic real not null, -- The factor, 0 to 1.
    strategic_weight real not null, -- The weight of that factor when it was scored, 0 to 1.
    strategic_points real not null, -- What it adds to the score.
    effort real not null, -- The factor, 0 to 1; 1 is the most work for the operator.
    effort_weight real not null, -- The weight of that factor when it was scored, 0 to 1.
    effort_points real not null, -- What it adds to the score: the more, the less work it is.
    adjustment real not null, -- What earlier outcomes add or take, in points between -20 and 20.
    limit_points real not null, -- What the ends of the scale cut off or filled up, in points; nearly always 0.
    pile text not null, -- Of which pile there is one open item: `mail:` with a contact, `task:` with a key; empty until an item of an older version is put on one.
    kind text not null, -- The kind of the signal whose row of the plays table it follows.
    counted text not null -- What the score took in beside its play and the time, as JSON: a deal's amount, a target company, a decision maker; empty for nothing (0027).
) strict;

create table evidence ( -- Which signals speak for which item.
    item_id integer not null references items (item_id), -- The item.
    signal_id integer not null references signals (signal_id), -- A signal that speaks for it.
    added_at integer not null, -- When it was added to the item.
    play text, -- What it called for when it was last looked at; empty for what an older version stored.
    primary key (item_id, signal_id)
) strict, without rowid;

create table waiting ( -- The signals that call for work as things stand; unlike signals, these rows change with their conversation (0013).
    signal_id integer primary key not null references signals (signal_id), -- The signal.
    thread_id integer not null references threads (thread_id), -- The conversation that it is in now.
    contact_id integer references contacts (contact_id), -- Whose work it is: who wrote last there.
    pile text not null, -- The pile it lies on; of each there is one open item.
    key text not null, -- The key of its play, as in `thread:12`.
    play text not null -- What it calls for.
) strict;

create table moves ( -- Each move of an item from state to state; what undo takes back.
    move_id integer primary key autoincrement, -- The row, in the order of the moves.
    item_id integer not null references items (item_id), -- The item that moved.
    from_state text, -- Where it came from; empty for the move that opened it.
    to_state text not null, -- Where it went.
    actor text not null, -- Who moved it: `operator` or `engine`.
    reason text not null, -- Why, in words.
    moved_at integer not null, -- When.
    undone_at integer, -- When it was taken back, or could no longer be because the item went on; empty while undo may take it.
    batch_move_id integer references moves (move_id) -- The first of the moves that the operator made at once, which undo takes back together; empty for a move by itself (0016).
) strict;

create table tab_counts ( -- How many items stand in each tab, kept by triggers so that a page of the queue counts nothing.
    tab text primary key not null, -- The tab, as in items.
    n_open integer not null, -- Items listed in the queue: new, drafting, review, failed.
    n_snoozed integer not null, -- Items that are snoozed.
    n_hot integer not null -- Listed items whose band is hot.
) strict, without rowid;

-- Drafts (0007)

create table drafts ( -- Which revision of an item's draft is the newest.
    item_id integer primary key references items (item_id), -- The item.
    revision integer not null, -- The number of the newest revision.
    offered_revision integer -- A revision by the operator that a redraft set aside, offered to be taken up; empty for none.
) strict;

create table revisions ( -- The versions of a draft; each is written once and never changes.
    item_id integer not null references items (item_id), -- The item.
    revision integer not null, -- The number of the version, from 1.
    author text not null, -- Who wrote this version: `agent` or `operator`.
    agent text, -- The name of the agent that wrote the draft first.
    from_name text not null, -- The operator's name as it goes into From; may be empty.
    from_address text, -- The mailbox that it goes out from; empty while no address of the operator is known.
    subject text not null, -- The subject.
    body text not null, -- The text without signature and quote.
    signature text not null, -- What is put below the text when it goes.
    quoted text not null, -- The mail that it answers, as it is quoted below.
    answers_message_id integer references messages (message_id), -- The mail that it answers.
    made_at integer not null, -- When this version was made.
    details text not null, -- What its action needs beside that, as canonical JSON (api/src/details.rs); empty for a mail (0025).
    primary key (item_id, revision)
) strict, without rowid;

create table revision_recipients ( -- To whom a revision goes.
    item_id integer not null, -- The item.
    revision integer not null, -- The version.
    role text not null, -- `to`, `cc` or `bcc`.
    position integer not null, -- The place in that header, from 0.
    name text not null, -- The name beside the address; may be empty.
    address text not null, -- The address, lower case.
    put_by text not null, -- Who put it there: `item` for the conversation, `operator`.
    primary key (item_id, revision, role, position),
    foreign key (item_id, revision) references revisions (item_id, revision)
) strict, without rowid;

create table kept_drafts ( -- What the operator is typing, as typed: no revision, and nothing is checked (0017).
    item_id integer primary key not null references items (item_id), -- The item.
    revision integer not null, -- The version that it was typed over.
    to_line text not null, -- What stands in the field To.
    cc_line text not null, -- What stands in the field Cc.
    bcc_line text not null, -- What stands in the field Bcc.
    subject text not null, -- What stands in the field of the subject.
    body text not null, -- What stands in the field of the text.
    kept_at integer not null, -- When it was last kept.
    when_line text not null, -- Of a meeting, what is typed as its time and was not taken yet; else empty (0035).
    place_line text -- Of a meeting, what stands in the field of its place; empty where nothing was typed there (0035).
) strict;

create table templates ( -- Texts that the operator uses again (0017).
    template_id integer primary key autoincrement, -- The row.
    name text not null unique collate nocase, -- What it is called.
    body text not null, -- The text.
    made_at integer not null, -- When it was made.
    changed_at integer not null -- When it was last changed.
) strict;

create table claims ( -- Factual statements of a revision and the stored rows that support them.
    claim_id integer primary key autoincrement, -- The row.
    item_id integer not null, -- The item.
    revision integer not null, -- The version in whose body it stands.
    text text not null, -- The words of the body that state it.
    start_char integer not null, -- Where these words begin in the body, in characters from 0.
    source_kind text, -- The table of the source, `message`, `contact`, `meeting`, `calendar` (a connection), `item` (0024), `deal`, `task` (0027), `post` (0032) or `chat` (0033); empty for a claim without a source.
    source_row_id integer, -- The id of the source in that table; empty for a claim without a source.
    source_excerpt text not null, -- The words of the source; empty for a claim without one.
    foreign key (item_id, revision) references revisions (item_id, revision)
) strict;

-- The outbox (0008)

create table approvals ( -- What the operator decided: one revision, one destination, these very bytes. Voided, never changed.
    approval_id integer primary key autoincrement, -- The row.
    item_id integer not null, -- The item.
    revision integer not null, -- The version that was approved.
    destination text not null, -- Where it may go: `practice`, `connection:` with an id, or `none`.
    fingerprint text not null, -- SHA-256 of the approved bytes, in hexadecimal.
    marker text not null unique, -- 128 random bits in hexadecimal, by which the mail is found again wherever it went.
    rfc_message_id text not null, -- The Message-ID that it goes out with, without angle brackets.
    rendered blob not null, -- The approved mail itself (RFC 5322) without its Date, which is set when it goes.
    approved_at integer not null, -- When it was approved.
    voided_at integer, -- When it ceased to hold; empty while it holds, and after its mail went until the item is reopened.
    void_reason text, -- Why it ceased to hold, in words.
    foreign key (item_id, revision) references revisions (item_id, revision)
) strict;

create table waivers ( -- Claims without a source that the operator let stand, as part of an approval.
    approval_id integer not null references approvals (approval_id), -- The approval.
    claim_id integer not null references claims (claim_id), -- The claim.
    reason text not null, -- Why it may stand.
    primary key (approval_id, claim_id)
) strict, without rowid;

create table outbox ( -- Approved actions and what became of them.
    outbox_id integer primary key autoincrement, -- The row.
    approval_id integer not null unique references approvals (approval_id), -- What allows it; an approval is used once.
    item_id integer not null references items (item_id), -- The item whose work it does.
    state text not null, -- `held`, `sending`, `sent`, `failed`, `unsure` or `cancelled`.
    undo_until integer not null, -- Until when it can be taken back; it goes no sooner.
    due_at integer not null, -- When its item was due at the approval; the line of the outbox is in this order.
    sending_since integer, -- When it was taken in hand; the Date of the mail. Empty before that.
    sent_at integer, -- When it was carried out; empty while it was not.
    reason text, -- Why it did not go, why that is unsure, or how it is known that it went; empty otherwise.
    provider_draft text, -- The draft at the provider from which it is sent; empty before that is made (0022).
    provider_id text, -- What the provider calls what went out; empty where nothing did (0022).
    provider_thread text, -- The provider's name of the conversation that it went into; empty where that is not known (0022).
    sent_message_id text, -- The Message-ID that it went out with, where the provider gave it another; else empty (0022).
    data_begun_at integer -- When its bytes began to be handed in by SMTP; empty before that and after a refusal (0023).
) strict;

create table suppressions ( -- Addresses and domains to which nothing may go.
    what text primary key not null, -- The address or domain, lower case.
    kind text not null, -- `address` or `domain`.
    reason text not null, -- Why; may be empty.
    suppressed_at integer not null -- Since when.
) strict, without rowid;

-- The ledger (0009)

create table ledger ( -- What happened, chained by SHA-256 from the first row. Ids, codes, hashes and times, never text.
    ledger_id integer primary key autoincrement, -- The row, in the order of the chain.
    written_at integer not null, -- When.
    actor text not null, -- Who did it: `operator` or `engine`.
    event text not null, -- What happened, as a code: `item_moved`, `approved`, `sent`.
    subject text not null, -- The row that it happened to, as in `item:12`; may be empty.
    detail text not null, -- Codes and ids that belong to it, as in `review>approved`; may be empty.
    content_hash text not null, -- SHA-256 of the text or mail that it is about; empty where there is none.
    previous_hash text not null, -- The hash of the row before; 64 zeros in the first row.
    hash text not null -- SHA-256 over the fields above, each led by its length.
) strict;

-- Secrets (0021)

create table vault ( -- The key that seals secrets, of which nothing stands here but its check; at most one row.
    vault_id integer primary key, -- Always 1.
    name text not null, -- Under which the keychain keeps the key, and what the check is bound to.
    salt blob, -- Random bytes that go with the passphrase; empty where the key is in a keychain.
    key_check blob not null, -- A known word, sealed: only the right key opens it.
    made_at integer not null -- When the key was made.
) strict;

create table secrets ( -- Tokens and passwords, sealed (XChaCha20-Poly1305) and bound to their owner and name.
    secret_id integer primary key autoincrement, -- The secret.
    owner text not null, -- What it belongs to, as in `connection:3`.
    name text not null, -- Which of its owner's secrets it is, as in `refresh_token`.
    sealed blob not null, -- A version byte, the nonce, and what was sealed.
    changed_at integer not null -- When it was stored last.
) strict;

-- Services (0022)

create table sign_ins ( -- Services that the operator is signed in to; the tokens are among the secrets.
    sign_in_id integer primary key autoincrement, -- The row, and as `sign_in:` and this, the owner of its secrets.
    service text not null, -- Which one: `google` or `hubspot`.
    base_url text not null, -- Where it is, where that is not the service's own place; else empty.
    client_id text not null, -- The operator's own name as an application there.
    address text not null, -- The mailbox that was signed in to, lower case; of a portal, its name.
    subject text not null, -- The service's own name of whoever signed in, which stays when an address changes.
    scopes text not null, -- What was allowed, with spaces between.
    state text not null, -- `good`, `again` where the operator has to sign in again, `out` where they signed out.
    error text, -- Why they have to, in words; empty otherwise.
    expires_at integer not null, -- When the access token ends; of a token that was pasted, never.
    refreshed_by text, -- The name of the process that is fetching a new token; empty where none is.
    refreshed_until integer, -- When another one may; empty where none is.
    made_at integer not null, -- When it was first signed in to.
    changed_at integer not null, -- When it was last signed in to.
    unique (service, base_url, subject)
    quota_left integer, -- How many quota units of a minute's worth were left then, below zero where sending took more; empty before the first reading (0035).
    quota_at integer -- When that was noted; empty before the first reading (0035).
) strict;

create table provider_mails ( -- What a provider calls the mails that we read there.
    connection_id integer not null references connections (connection_id), -- Through which connection.
    provider_id text not null, -- Its name of the mail.
    provider_thread text not null, -- Its name of the conversation.
    rfc_message_id text, -- The mail's Message-ID, by which it is found among the mails; empty where it has none.
    labels text not null, -- The provider's labels, with spaces between and around; `(deleted)` and `(left_out)` are ours.
    primary key (connection_id, provider_id)
) strict, without rowid;

-- Sending by SMTP (0023)

create table smtp_servers ( -- Where the mails of a connection that sends by SMTP are handed in; the password is among the secrets.
    connection_id integer primary key references connections (connection_id), -- The connection.
    host text not null, -- The server's name or address.
    port integer not null, -- Its port, 1 to 65535.
    security text not null, -- `tls` from the first byte, `starttls` after a greeting, `none` only to this machine.
    user_name text not null -- Whom the server knows; empty where it asks for nobody.
) strict;

-- Jobs (0010)

create table jobs ( -- Background work that is to be done; a finished job has no row.
    job_id integer primary key autoincrement, -- The row.
    kind text not null, -- What to do: `sync`, `draft`, `send`, `tick` or `tokens`.
    subject integer not null, -- The id of the row to do it to; 0 where there is none.
    run_at integer not null, -- Not before then.
    n_attempts integer not null, -- How often it was begun since it last went well.
    lease_owner text, -- The name of the process that has it in hand; empty where none has.
    lease_until integer, -- When another process may take it although the first may still live; empty where none has it.
    last_error text, -- Why it failed the last time, in words; empty where it did not.
    asked_again integer not null, -- 1 where it was asked for anew while it was in hand, so that it runs once more.
    made_at integer not null, -- When it was first asked for.
    unique (kind, subject)
) strict;

create table problems ( -- Failures that the operator should know of, one row for each, counted.
    problem_id integer primary key autoincrement, -- The row.
    area text not null, -- What failed: `import`, or the kind of a job.
    subject text not null, -- The file or the id of the row that it happened to.
    words text not null, -- What happened, in words.
    first_at integer not null, -- When it happened first.
    last_at integer not null, -- When it happened last.
    n_times integer not null, -- How often it happened.
    unique (area, subject)
) strict;

-- Decisions about senders (0015)

create table sender_decisions ( -- What the operator decided about people who wrote for the first time; undo takes it back.
    decision_id integer primary key autoincrement, -- The row.
    contact_id integer not null references contacts (contact_id), -- About whom.
    decision text not null, -- `allowed` or `screened`: let in, or kept out.
    allowed_before integer, -- What `contacts.allowed_at` was before it.
    screened_before integer, -- What `contacts.screened_at` was before it.
    item_id integer references items (item_id), -- Their mail item that stood open; empty where there was none.
    item_state text, -- The state of that item; empty where there was none.
    snoozed_since integer, -- Since when that item was snoozed; empty where it was not.
    snoozed_until integer, -- Until when that item was snoozed; empty where it was not.
    after_move integer not null, -- The newest move of any item when it was made, which gives it its place among them; 0 before the first.
    decided_at integer not null, -- When it was made.
    undone_at integer -- When it was taken back; empty if it was not.
) strict;

-- What became hot (0019)

create table became_hot ( -- Items that became hot, each once ever, and what the operator was told of it.
    item_id integer primary key references items (item_id), -- The item.
    noted_at integer not null, -- When it became hot.
    settled_at integer, -- When there was nothing more to tell of it; empty while the operator is to be told.
    settled_how text, -- `told` by itself, `told_together` with others, `seen` while the window was in front, `passed` where it was no news or no longer true; empty before.
    check ((settled_at is null) = (settled_how is null))
) strict;

-- Decisions about suppressions (0020)

create table suppression_decisions ( -- What the operator suppressed or no longer does; undo takes it back.
    decision_id integer primary key autoincrement, -- The row.
    what text not null, -- The address or domain, as in `suppressions.what`.
    reason_before text, -- The reason of the entry that stood there before it; empty where none did.
    since_before integer, -- Since when that entry stood there; empty where none did.
    after_move integer not null, -- The newest move of any item when it was made, which gives it its place among them; 0 before the first.
    after_sender_decision integer not null, -- The newest decision about a sender when it was made; 0 before the first.
    decided_at integer not null, -- When it was made.
    undone_at integer -- When it was taken back; empty if it was not.
) strict;

-- Meetings (0024)

create table meetings ( -- Events of the calendars that are read, with somebody outside or not.
    meeting_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- Through which they are read.
    calendar text not null, -- The calendar, as the options of the connection name it; `primary` for the main one.
    event_id text not null, -- The name at the calendar; each occurrence of a series has its own.
    ical_uid text not null, -- The name in all calendars, which the occurrences of a series share; empty where none is told.
    thread_id integer references threads (thread_id), -- The conversation without mails by which it is judged; empty while nobody outside attends.
    title text not null, -- What it is called, on one line; may be empty.
    starts_at integer not null, -- When it begins; of a whole day, its first moment in the zone of the calendar.
    ends_at integer not null, -- When it ends.
    zone text not null, -- The name of its time zone; may be empty.
    is_all_day integer not null, -- 1 for whole days.
    status text not null, -- `confirmed`, `tentative` or `cancelled`; the last also for one that is gone from its calendar.
    organizer text not null, -- The address of who called it; empty where none is told.
    our_response text not null, -- What the operator said to it: `needs_action`, `accepted`, `tentative` or `declined`.
    place text not null, -- Where it is held, as the calendar has it; may be empty.
    link text not null, -- Where it is held over the internet; may be empty.
    marker text, -- By what it is known as made here; empty where it was not.
    updated_at integer not null, -- When it last changed, by the clock of the calendar; 0 where that is not told.
    no_show_at integer, -- When the operator said that nobody came; empty where they did not, and once it is moved.
    stored_at integer not null, -- When it was first read.
    moved_at integer -- When it was last put to another time, as far as was noticed; empty where it was not (0026).
) strict;

create table meeting_attendees ( -- Who attends a meeting, the operator included.
    meeting_id integer not null references meetings (meeting_id), -- The meeting.
    address text not null, -- The address, lower case.
    position integer not null, -- The place in the invitation, from 0.
    name text not null, -- As the invitation shows it; may be empty.
    response text not null, -- `needs_action`, `accepted`, `tentative` or `declined`.
    responded_at integer not null, -- When that response was first seen, by the clock of the calendar, never in the future.
    contact_id integer references contacts (contact_id), -- Who that is; empty for the operator, their colleagues and rooms.
    primary key (meeting_id, address)
) strict, without rowid;

create table no_show_decisions ( -- What the operator said of who came to a meeting; undo takes it back (0026).
    decision_id integer primary key autoincrement, -- The row.
    meeting_id integer not null references meetings (meeting_id), -- Of which meeting.
    no_show_before integer, -- What `meetings.no_show_at` was before it.
    after_move integer not null, -- The newest move of any item when it was made, which gives it its place among them; 0 before the first.
    after_sender_decision integer not null, -- The newest decision about a sender when it was made; 0 before the first.
    after_suppression_decision integer not null, -- The newest decision about a suppression when it was made; 0 before the first.
    decided_at integer not null, -- When it was made.
    undone_at integer -- When it was taken back; empty if it was not.
) strict;

-- Deals and what belongs to them (0027)

create table pipelines ( -- Ways that deals go, stage by stage.
    pipeline_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The CRM that has it, or the one that is kept here.
    source_id text not null, -- What its CRM calls it.
    name text not null, -- What it is called on screens.
    position integer not null, -- Its place among the pipelines, from 0.
    archived_at integer, -- When it was gone from its CRM; empty while it is there.
    unique (connection_id, source_id)
) strict;

create table stages ( -- The steps of a pipeline; their order says what is forward.
    stage_id integer primary key autoincrement, -- The row.
    pipeline_id integer not null references pipelines (pipeline_id), -- The pipeline.
    source_id text not null, -- What its CRM calls it.
    name text not null, -- What it is called on screens.
    position integer not null, -- Its place in the pipeline, from 0.
    probability real not null, -- How likely a deal in it is won, 0 to 1.
    ends text not null, -- `won` or `lost` where a deal ends in it, else empty.
    archived_at integer, -- When it was gone from its CRM; empty while it is there.
    unique (pipeline_id, source_id)
) strict;

create table owners ( -- Whose work the records of a CRM are.
    owner_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The CRM that knows them.
    source_id text not null, -- What it calls them.
    name text not null, -- Their name; may be empty.
    address text not null, -- Their mail address, lower case; may be empty.
    archived_at integer, -- When they were gone from the CRM; empty while they are there.
    unique (connection_id, source_id)
) strict;

create table crm_records ( -- What a CRM calls our contacts and companies.
    record_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The CRM.
    kind text not null, -- `contact` or `company`.
    source_id text not null, -- What the CRM calls it.
    contact_id integer references contacts (contact_id), -- Who that is; empty for a company.
    company_id integer references companies (company_id), -- Which company that is; empty for a contact.
    thread_id integer unique references threads (thread_id), -- The conversation without mails by which a lead is judged; empty for a company and whoever is none.
    modified_at integer not null, -- When it last changed, by the clock of the CRM.
    archived_at integer, -- When the CRM had put it away; empty while it stands.
    unique (connection_id, kind, source_id)
) strict;

create table deals ( -- Deals as their CRM last told of them, or as they are kept here.
    deal_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The CRM that has it, or the one that is kept here.
    source_id text not null, -- What its CRM calls it.
    thread_id integer not null unique references threads (thread_id), -- The conversation without mails by which it is judged.
    name text not null, -- What it is called; may be empty.
    stage_id integer references stages (stage_id), -- Where it stands; empty where its CRM names a stage that no pipeline has.
    amount_cents integer, -- Its amount in hundredths of its currency; empty where none is told.
    currency text not null, -- The currency as in ISO 4217, upper case; empty where none is told.
    owner_id integer references owners (owner_id), -- Whose it is; empty where nobody's.
    company_id integer references companies (company_id), -- With which company; empty where none is told.
    closes_at integer, -- When it is expected to be decided; empty where that is not told.
    active_at integer, -- When something last happened with it, as its CRM tells; empty where it does not.
    opened_at integer not null, -- When it was made in its CRM.
    modified_at integer not null, -- When it last changed, by the clock of its CRM.
    archived_at integer, -- When its CRM had put it away; empty while it stands.
    stored_at integer not null, -- When it was first read.
    unique (connection_id, source_id)
) strict;

create table deal_contacts ( -- Who has a part in a deal.
    deal_id integer not null references deals (deal_id), -- The deal.
    contact_id integer not null references contacts (contact_id), -- The contact.
    position integer not null, -- Their place, from 0; the first is the main one.
    primary key (deal_id, contact_id)
) strict, without rowid;

create table deal_changes ( -- What changed about deals between two readings; signals are made from it.
    change_id integer primary key autoincrement, -- The row.
    deal_id integer not null references deals (deal_id), -- The deal.
    field text not null, -- What changed: `opened`, `stage`, `amount` or `close_date`.
    before text not null, -- What it was: a stage's id, hundredths and currency, or milliseconds; empty for nothing.
    after text not null, -- What it is since then, in the same form.
    is_own integer not null, -- 1 where it was changed from here, which is no news.
    changed_at integer not null, -- When, by the clock of its CRM.
    stored_at integer not null -- When it was noticed.
) strict;

create table tasks ( -- Things to do, as a CRM keeps them or as they are kept here.
    task_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The CRM that has it, or the one that is kept here.
    source_id text not null, -- What its CRM calls it.
    thread_id integer not null unique references threads (thread_id), -- The conversation without mails by which it is judged.
    title text not null, -- What is to be done, on one line; may be empty.
    body text not null, -- More about it; may be empty.
    due_at integer, -- By when; empty where that is not told.
    done_at integer, -- When it was done; empty while it is to do.
    owner_id integer references owners (owner_id), -- Whose work it is; empty where nobody's.
    contact_id integer references contacts (contact_id), -- About whom; empty where nobody.
    company_id integer references companies (company_id), -- About which company; empty where none.
    deal_id integer references deals (deal_id), -- About which deal; empty where none.
    modified_at integer not null, -- When it last changed, by the clock of its CRM.
    archived_at integer, -- When its CRM had put it away; empty while it stands.
    stored_at integer not null, -- When it was first read.
    unique (connection_id, source_id)
) strict;

create table notes ( -- What the operator noted of people, companies and deals.
    note_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The CRM that has it, or the one that is kept here.
    source_id text not null, -- What its CRM calls it.
    body text not null, -- The text.
    contact_id integer references contacts (contact_id), -- About whom; empty where nobody.
    company_id integer references companies (company_id), -- About which company; empty where none.
    deal_id integer references deals (deal_id), -- About which deal; empty where none.
    written_at integer not null, -- When it was written.
    stored_at integer not null, -- When it was stored here.
    unique (connection_id, source_id)
) strict;

-- Records that are kept here (0028)

create table record_decisions ( -- What the operator changed of the records that are kept here; undo takes it back.
    decision_id integer primary key autoincrement, -- The row.
    kind text not null, -- `deal_made`, `deal_changed`, `task_made`, `task_finished` or `contacts_merged`.
    subject integer not null, -- The id of the deal, the task, or the contact who was kept.
    before text not null, -- What undo needs to put it back, as a JSON object; may be empty.
    after_move integer not null, -- The newest move of any item when it was made, which gives it its place among them; 0 before the first.
    after_sender_decision integer not null, -- The newest decision about a sender when it was made; 0 before the first.
    after_suppression_decision integer not null, -- The newest decision about a suppression when it was made; 0 before the first.
    after_no_show_decision integer not null, -- The newest decision about who came to a meeting when it was made; 0 before the first.
    decided_at integer not null, -- When it was made.
    undone_at integer -- When it was taken back, or could no longer be; empty while undo may take it.
) strict;

-- Merged contacts (0029)

create table merged_rows ( -- What moved from one contact to another when they were merged; undo puts it back.
    decision_id integer not null references record_decisions (decision_id), -- The merge.
    what text not null, -- Of which table: `address`, `message`, `outcome`, `item`, `deal`, `task`, `note`, `meeting` or `crm_record`; `joined_item` for one that stayed and whose work joined another's, `deal_of_both` where both had a part.
    row_id integer not null, -- Its id; of an address whether it was the first one.
    detail text not null, -- The address; of an item where it lay, as JSON; of a deal the place among its people. Else empty.
    primary key (decision_id, what, row_id, detail)
) strict, without rowid;

create table told_apart ( -- Contacts that look alike and are two people.
    contact_id integer not null references contacts (contact_id), -- The one with the lower id.
    other_contact_id integer not null references contacts (contact_id), -- The other.
    told_at integer not null, -- When the operator said so.
    primary key (contact_id, other_contact_id),
    check (contact_id < other_contact_id)
) strict, without rowid;

create table merged_company_rows ( -- What moved from one company to another when they were merged; undo puts it back (0034).
    decision_id integer not null references record_decisions (decision_id), -- The merge.
    what text not null, -- Of which table: `contact`, `crm_record`, `deal`, `task` or `note`; `company` for one that was merged before.
    row_id integer not null, -- Its id.
    primary key (decision_id, what, row_id)
) strict, without rowid;

create table companies_told_apart ( -- Companies that look alike and are two (0034).
    company_id integer not null references companies (company_id), -- The one with the lower id.
    other_company_id integer not null references companies (company_id), -- The other.
    told_at integer not null, -- When the operator said so.
    primary key (company_id, other_company_id),
    check (company_id < other_company_id)
) strict, without rowid;

create table crm_writes ( -- What was written to a CRM, or kept here in place of one: by this our own changes are told from news, and taken back (0030).
    write_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- Where it was written.
    outbox_id integer not null references outbox (outbox_id), -- The action by which it was.
    kind text not null, -- Of what: `deal`, `task`, `note` or `email`.
    source_id text not null, -- What its CRM calls the record; empty until it says so.
    field text not null, -- `made`, `stage`, or `done`.
    before text not null, -- What stood there: a stage by our id, a time in Unix milliseconds; empty for nothing.
    after text not null, -- What was to stand there, in the same way; of what was made, the marker of its action.
    begun_at integer not null, -- When it began to be written.
    written_at integer, -- When it stood there; empty while nobody knows.
    undone_at integer, -- When the operator took it back; empty where they did not.
    unique (outbox_id, connection_id, kind, field)
) strict;

create table mail_logs ( -- In which CRMs a mail is to be kept once it is sent, as its approval said (0030).
    outbox_id integer not null references outbox (outbox_id), -- The action by which it is sent.
    connection_id integer not null references connections (connection_id), -- Where it is to be kept; the row goes once it is, or cannot be.
    primary key (outbox_id, connection_id)
) strict, without rowid;

-- Sources that post by themselves (0032)

create table webhooks ( -- Sources that post by themselves, as forms do; their secrets are among the secrets.
    connection_id integer primary key references connections (connection_id), -- The row; its connection is disconnected while it is switched off.
    name text not null unique, -- The last part of its address.
    proof text not null, -- How posts prove where they come from: `sha256`, `bearer`, `hubspot` or `slack`.
    public_url text not null, -- The whole address that the service posts to; empty where that need not be known.
    mapping text not null, -- What stands where in a post: a JSON object of JSON pointers.
    n_posts integer not null, -- How many posts it has.
    changed_at integer not null -- When it was last changed.
) strict;

create table posts ( -- What sources posted, stored as it came before anybody was told that it is.
    post_id integer primary key autoincrement, -- The row.
    connection_id integer not null references webhooks (connection_id), -- The source.
    identity text not null, -- By what it is told from others of its source: a hash of its id, else of its content.
    content text not null, -- A hash of the body, which stays when that is forgotten.
    media text not null, -- `json` or `form`.
    body text not null, -- What was posted, as it came; empty once it is read and old.
    state text not null, -- `waiting` to be read, `taken`, `unmapped` where nobody was found in it, `ignored` where it is a colleague's or was given up.
    fault text not null, -- What was not found, in words; empty where nothing is missing.
    kind text not null, -- What it is called; may be empty.
    email text not null, -- The address of whoever filled it in; empty before it is read.
    name text not null, -- Their name; may be empty.
    company text not null, -- Their company as they wrote it; may be empty.
    words text not null, -- What they wrote; may be empty.
    fields text not null, -- What else is shown, as a JSON list of names and values.
    contact_id integer references contacts (contact_id), -- Who filled it in; empty unless it is taken.
    thread_id integer references threads (thread_id), -- The conversation by which it is judged; empty unless it is taken.
    arrived_at integer not null -- When it came.
) strict;

create table refusals ( -- How often posts were turned away, by day; of what was posted nothing is kept.
    connection_id integer not null, -- The source; 0 where it was for none.
    reason text not null, -- Why, as the contract names it.
    day_at integer not null, -- When the operator's day began.
    n_times integer not null, -- How often.
    last_at integer not null, -- When last.
    primary key (connection_id, reason, day_at)
) strict, without rowid;

-- What the monitor noticed (0036)

create table findings ( -- What the monitor noticed of what is stored, each once.
    finding_id integer primary key autoincrement, -- The row.
    kind text not null, -- `form_waits`, `reply_waits`, `deal_waits`, `overdue` and `stale` of an item; `quiet` and `broken` of a source.
    subject text not null, -- What it is about: an item, or a connection and since when nothing came.
    words text not null, -- What is said of a source; empty for an item.
    found_at integer not null, -- When it was first noticed.
    ended_at integer, -- Since when it is no longer so; empty while it is.
    unique (kind, subject)
) strict;

-- Indexes. Those that `primary key` and `unique` make are not listed.

create unique index companies_domain on companies (domain) where domain <> ''; -- The company of a domain.
create index companies_by_name on companies (name collate nocase, company_id); -- Companies by name.
create index contacts_company on contacts (company_id); -- The contacts of a company.
create index contacts_by_mail on contacts (last_mail_at); -- Those with the newest mail first.
create index addresses_contact on addresses (contact_id); -- The addresses of a contact.
create index threads_unjudged on threads (thread_id) where is_unjudged = 1; -- What waits to be judged, without looking at the rest.
create index messages_thread on messages (thread_id, sent_at); -- The mails of a conversation in their order.
create index messages_rfc_message_id on messages (rfc_message_id); -- The mail that another one names.
create index messages_contact on messages (contact_id, sent_at, message_id, direction, kind, thread_id); -- The newest mails with somebody, to find a thread by its subject, and how their correspondence went.
create index messages_from on messages (from_address); -- What an address wrote, when the operator's own addresses change.
create index message_references_to on message_references (rfc_message_id); -- The mails that name a mail which arrives after them.
create index signals_thread on signals (thread_id, occurred_at); -- The signals of a conversation in their order.
create index signals_occurred on signals (occurred_at); -- The newest signals.
create index signals_of_kind on signals (kind, occurred_at); -- The newest signals of a kind.
create index messages_untold on messages (message_id) where kind = ''; -- Mails of an older version that are to be told apart.
create index message_recipients_address on message_recipients (address); -- Who was written to.
create index bounces_address on bounces (address); -- The reports about an address.
create index threads_look_at on threads (look_at) where look_at is not null; -- What is to be judged again by time alone.
create index outcomes_contact on outcomes (contact_id, happened_at); -- The outcomes of a contact.
create index outcomes_happened on outcomes (happened_at); -- The outcomes that still count.
create index waiting_thread on waiting (thread_id); -- What waits in a conversation.
create index waiting_pile on waiting (pile); -- What waits on a pile.
create unique index items_open_pile on items (pile) where pile <> '' and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved'); -- One unfinished item for each pile.
create index items_without_pile on items (contact_id) where pile = '' and state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved'); -- Unfinished items of an older version.
create index items_open_key on items (key) where state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved'); -- The unfinished items for a key.
create index items_ranked on items (score desc, due_at, opened_at, item_id, tab, state) where state in ('new', 'drafting', 'review', 'failed') and tab <> 'new_senders'; -- The queue in its order.
create index items_ranked_in_tab on items (tab, score desc, due_at, opened_at, item_id, state) where state in ('new', 'drafting', 'review', 'failed'); -- One tab of the queue in its order.
create index items_snoozed on items (snoozed_until, item_id) where state = 'snoozed'; -- The next items to wake.
create index items_expiring on items (expires_at) where state in ('new', 'drafting', 'review', 'failed') and expires_at is not null; -- The next items to expire.
create index items_of_contact on items (contact_id); -- The items of a contact.
create index items_thread on items (thread_id); -- The items of a conversation.
create index evidence_signal on evidence (signal_id); -- Whether a signal already speaks for an item.
create index moves_item on moves (item_id, move_id); -- The history of an item.
create index moves_undoable on moves (move_id) where actor = 'operator' and undone_at is null and to_state in ('snoozed', 'dismissed', 'done', 'approved'); -- The move that undo takes back next.
create index moves_batch on moves (batch_move_id) where batch_move_id is not null; -- The moves that were made at once.
create index moves_decided on moves (moved_at) where actor = 'operator' and to_state in ('snoozed', 'dismissed', 'done', 'approved'); -- When the operator decided, newest last.
create index sender_decisions_undoable on sender_decisions (decision_id) where undone_at is null; -- The decision about a sender that undo takes back next.
create index suppression_decisions_undoable on suppression_decisions (decision_id) where undone_at is null; -- The decision about a suppression that undo takes back next.
create index no_show_decisions_undoable on no_show_decisions (decision_id) where undone_at is null; -- The decision about a meeting that undo takes back next.
create index record_decisions_undoable on record_decisions (decision_id) where undone_at is null; -- The decision about a record that undo takes back next.
create index crm_writes_begun on crm_writes (connection_id, kind, source_id) where written_at is null; -- What is being written, or may have been.
create index claims_revision on claims (item_id, revision); -- The claims of a revision.
create unique index approvals_live on approvals (item_id) where voided_at is null; -- One approval that holds for each item.
create index outbox_waiting on outbox (due_at, outbox_id) where state in ('held', 'sending', 'unsure'); -- The line of the outbox.
create index outbox_item on outbox (item_id); -- The actions of an item.
create unique index meetings_thread on meetings (thread_id) where thread_id is not null; -- The meeting by which a conversation is judged.
create index meetings_same on meetings (ical_uid, starts_at) where ical_uid <> ''; -- The same meeting in several calendars.
create index meetings_ends on meetings (connection_id, calendar, ends_at); -- The meetings of a calendar that are not long over.
create index meeting_attendees_contact on meeting_attendees (contact_id) where contact_id is not null; -- The meetings with somebody.
create index crm_records_contact on crm_records (contact_id) where contact_id is not null; -- What CRMs call a contact.
create index crm_records_company on crm_records (company_id) where company_id is not null; -- What CRMs call a company.
create index deals_stage on deals (stage_id); -- The deals in a stage.
create index deals_by_change on deals (modified_at) where archived_at is null; -- Those that changed last first.
create index deals_worth on deals (stage_id, currency, amount_cents) where archived_at is null; -- What stands in each stage.
create index deals_company on deals (company_id) where company_id is not null; -- The deals with a company.
create index deal_contacts_contact on deal_contacts (contact_id); -- The deals in which somebody has a part.
create index deal_changes_deal on deal_changes (deal_id, changed_at); -- What changed about a deal.
create index tasks_contact on tasks (contact_id) where contact_id is not null; -- The tasks about somebody.
create index tasks_company on tasks (company_id) where company_id is not null; -- The tasks about a company.
create index tasks_deal on tasks (deal_id) where deal_id is not null; -- The tasks about a deal.
create index notes_contact on notes (contact_id, written_at) where contact_id is not null; -- The notes about somebody.
create index notes_company on notes (company_id, written_at) where company_id is not null; -- The notes about a company.
create index notes_deal on notes (deal_id, written_at) where deal_id is not null; -- The notes about a deal.
create index posts_identity on posts (connection_id, identity, arrived_at); -- The post that a replay repeats.
create index posts_arrived on posts (connection_id, arrived_at); -- What a source posted on a day.
create index posts_waiting on posts (connection_id, post_id) where state = 'waiting'; -- What is to be read.
create index posts_unmapped on posts (connection_id, post_id) where state = 'unmapped'; -- In what nobody was found.
create index posts_whole on posts (arrived_at) where body <> '' and state in ('taken', 'ignored'); -- What is kept as it came.
create index posts_thread on posts (thread_id) where thread_id is not null; -- The form by which a conversation is judged.
create index posts_contact on posts (contact_id) where contact_id is not null; -- What somebody filled in.
create index findings_standing on findings (found_at) where ended_at is null; -- What stands.
create index ledger_event on ledger (event); -- The rows of an event, and which events there are.
create index ledger_subject on ledger (subject); -- The rows about one thing.
create index became_hot_waiting on became_hot (noted_at) where settled_at is null; -- What the operator is to be told of.
create index became_hot_settled on became_hot (settled_at) where settled_at is not null; -- What they were told on a day.
create index jobs_due on jobs (run_at); -- The next job.
create index chat_messages_stored on chat_messages (connection_id, stored_at); -- What came in from a chat since a moment.
create index chat_messages_news on chat_messages (thread_id, stored_at); -- What came in of a conversation since a moment.

-- Chats (0033)

create table chat_channels ( -- Conversations of chats that are read.
    chat_channel_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- Through which they are read.
    source_id text not null, -- What the service calls it.
    name text not null, -- Its name without a mark; of a direct message, who it is with. May be empty.
    kind text not null, -- `channel`, `group` for several people, or `direct` for one.
    unique (connection_id, source_id)
) strict;

create table chat_people ( -- People of chats, as far as they were met.
    chat_person_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The chat.
    source_id text not null, -- What the service calls them.
    name text not null, -- Their name there; may be empty.
    address text not null, -- Their address, lower case; empty where the service does not tell it.
    is_bot integer not null, -- 1 for a program.
    is_member integer not null, -- 1 for whoever is of the workspace itself, and no guest.
    contact_id integer references contacts (contact_id), -- Who they are here, by their address, else made for them; empty for the operator, colleagues and programs.
    read_at integer not null, -- When they were last asked about.
    unique (connection_id, source_id)
) strict;

create table chat_messages ( -- What was said where the operator was named or written to.
    chat_message_id integer primary key autoincrement, -- The row.
    connection_id integer not null references connections (connection_id), -- The chat.
    source_id text not null, -- The channel and the time by which the service names it, as in `C1/1795186800.000100`.
    channel text not null, -- The conversation, as the service calls it.
    root text not null, -- The message that began its thread, by its time; empty where it is in none.
    thread_id integer not null references threads (thread_id), -- The conversation without mails by which it is judged.
    person text not null, -- Who said it, as the service calls them; may be empty.
    is_own integer not null, -- 1 for the operator, and for the bot that speaks for them.
    is_bot integer not null, -- 1 for a program.
    is_named integer not null, -- 1 where it names the operator.
    text text not null, -- Plain words.
    gone_at integer, -- When it was found to be taken back; empty where it stands.
    sent_at integer not null, -- When it was said.
    stored_at integer not null, -- When it was first read.
    unique (connection_id, source_id)
) strict;

create table chat_events ( -- What came in from a chat by itself, kept before it is acknowledged.
    connection_id integer not null references connections (connection_id), -- The chat.
    event_id text not null, -- What the service calls the event; the same one is taken once.
    payload text not null, -- As it came, JSON; empty once it was worked through.
    stored_at integer not null, -- When it came in.
    done_at integer, -- When it was worked through; empty while it waits.
    primary key (connection_id, event_id)
) strict, without rowid;

create table chat_posts ( -- Messages of ours that began to be posted.
    outbox_id integer primary key references outbox (outbox_id), -- The action.
    connection_id integer not null references connections (connection_id), -- The chat.
    begun_at integer not null, -- When it began to be posted.
    source_id text -- What the service calls the message; empty while nobody knows.
) strict;

-- Triggers, which hold for whoever writes to the file.
--
-- trigger signals_are_immutable: Refuses to change a stored signal.
-- trigger people_words_made: Notes the words of a new contact.
-- trigger people_words_named: Notes the words of a contact anew when they get a name.
-- trigger contacts_newest_mail_when_stored: Keeps the time of a contact's newest mail when one is stored.
-- trigger contacts_newest_mail_when_changed: Works that time out anew when a mail turns out to be with somebody else.
-- trigger items_start_new: Refuses an item that does not begin as `new`.
-- trigger items_move: Refuses a move that the table of states does not have; the same table stands in api/src/state.rs.
-- trigger items_counted_when_made: Counts a new item in its tab.
-- trigger items_counted_when_changed: Counts an item anew when its state, tab or band changes.
-- trigger revisions_are_immutable: Refuses to change a revision.
-- trigger approvals_are_immutable: Refuses to change anything of an approval but that it is void, and why.
-- trigger outbox_start_held: Refuses an action that does not begin as `held`.
-- trigger outbox_move: Refuses a move that the outbox's table of states does not have.
-- trigger ledger_is_append_only_update: Refuses to change a row of the ledger.
-- trigger ledger_is_append_only_delete: Refuses to remove a row of the ledger.
