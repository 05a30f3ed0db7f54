//! What HubSpot can be asked, as its descriptions of the version 2026-03 say it: method, path, query, body, scopes.
//!
//! A path that is not here is refused, so that a client which asks it fails a test.

use super::shapes::{self, Shape};

/// What is done at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    List,
    Create,
    Read,
    Update,
    Archive,
    BatchArchive,
    BatchCreate,
    BatchRead,
    BatchUpdate,
    BatchUpsert,
    GdprDelete,
    Merge,
    Search,
    ReadLinks,
    Link,
    LinkDefault,
    Unlink,
    ReadLinksOfMany,
    LinkMany,
    LinkManyDefault,
    UnlinkMany,
    UnlinkLabels,
    ListOwners,
    ReadOwner,
    ListPipelines,
    ReadPipeline,
    ListStages,
    ListProperties,
    ReadProperty,
    Introspect,
}

/// What a query parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    Text,
    /// Names with commas between.
    Names,
    Truth,
    /// A whole number from 1 up to this.
    UpTo(usize),
}

pub type Queries = &'static [(&'static str, Query)];

/// One thing that can be asked.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    pub method: &'static str,
    /// Segments in braces hold any text.
    pub path: &'static str,
    /// What follows the path.
    pub tail: &'static str,
    pub op: Op,
    pub query: Queries,
    pub body: Option<&'static Shape>,
    /// One of these is enough; none needed where it is empty.
    pub scopes: &'static [&'static str],
}

/// The most objects on one page of a list, and of a search.
pub const LIST_LIMIT: usize = 100;
pub const SEARCH_LIMIT: usize = 200;
/// The most inputs of one batch; associations are read a thousand at a time.
pub const BATCH_LIMIT: usize = 100;
pub const LINKS_BATCH_LIMIT: usize = 1000;
const LINKS_LIMIT: usize = 500;
const OWNERS_LIMIT: usize = 500;

const NONE: Queries = &[];
const LIST: Queries = &[
    ("after", Query::Text),
    ("archived", Query::Truth),
    ("associations", Query::Names),
    ("limit", Query::UpTo(LIST_LIMIT)),
    ("properties", Query::Names),
    ("propertiesWithHistory", Query::Names),
];
const READ: Queries = &[
    ("archived", Query::Truth),
    ("associations", Query::Names),
    ("idProperty", Query::Text),
    ("properties", Query::Names),
    ("propertiesWithHistory", Query::Names),
];
const ARCHIVED: Queries = &[("archived", Query::Truth)];
const BY_PROPERTY: Queries = &[("idProperty", Query::Text)];
const LINKS: Queries = &[("after", Query::Text), ("limit", Query::UpTo(LINKS_LIMIT))];
const OWNERS: Queries =
    &[("after", Query::Text), ("archived", Query::Truth), ("email", Query::Text), ("limit", Query::UpTo(OWNERS_LIMIT))];
const OWNER: Queries = &[("archived", Query::Truth), ("idProperty", Query::Text)];
const PROPERTIES: Queries =
    &[("archived", Query::Truth), ("dataSensitivity", Query::Text), ("locale", Query::Text), ("properties", Query::Text)];

pub const READ_CONTACTS: &str = "crm.objects.contacts.read";
pub const WRITE_CONTACTS: &str = "crm.objects.contacts.write";
pub const READ_COMPANIES: &str = "crm.objects.companies.read";
pub const WRITE_COMPANIES: &str = "crm.objects.companies.write";
pub const READ_DEALS: &str = "crm.objects.deals.read";
pub const WRITE_DEALS: &str = "crm.objects.deals.write";
pub const READ_OWNERS: &str = "crm.objects.owners.read";
const EMAILS: &str = "sales-email-read";

/// All that a client of this kind may want.
pub const SCOPES: &[&str] =
    &[READ_CONTACTS, WRITE_CONTACTS, READ_COMPANIES, WRITE_COMPANIES, READ_DEALS, WRITE_DEALS, READ_OWNERS];
/// Any scope of objects is enough for what lies between them.
const ANY: &[&str] = &[READ_CONTACTS, WRITE_CONTACTS, READ_COMPANIES, WRITE_COMPANIES, READ_DEALS, WRITE_DEALS];
const ANY_OR_OWNERS: &[&str] = SCOPES;
const OF_OWNERS: &[&str] = &[READ_OWNERS, "automation"];

/// A kind of object: where it lies, and who may read and write it.
struct Family {
    path: &'static str,
    read: &'static [&'static str],
    write: &'static [&'static str],
}

const CONTACTS: Family = Family { path: "/crm/objects/2026-03/contacts", read: &[READ_CONTACTS], write: &[WRITE_CONTACTS] };
const COMPANIES: Family = Family { path: "/crm/objects/2026-03/companies", read: &[READ_COMPANIES], write: &[WRITE_COMPANIES] };
/// Deals lie under the number of their kind.
const DEALS: Family = Family { path: "/crm/objects/2026-03/0-3", read: &[READ_DEALS], write: &[WRITE_DEALS] };
const TASKS: Family = Family { path: "/crm/objects/2026-03/tasks", read: &[READ_CONTACTS], write: &[WRITE_CONTACTS] };
const NOTES: Family = Family { path: "/crm/objects/2026-03/notes", read: &[READ_CONTACTS], write: &[WRITE_CONTACTS] };
const MAILS: Family =
    Family { path: "/crm/objects/2026-03/emails", read: &[READ_CONTACTS, EMAILS], write: &[WRITE_CONTACTS, EMAILS] };
const MEETINGS: Family = Family { path: "/crm/objects/2026-03/meetings", read: &[READ_CONTACTS], write: &[WRITE_CONTACTS] };

const ONE: &str = "/{id}";

/// Every path, in the order of the descriptions.
pub fn all() -> Vec<Route> {
    let mut all = Vec::new();
    for family in [CONTACTS, COMPANIES, DEALS, TASKS, NOTES, MAILS, MEETINGS] {
        let Family { path, read, write } = family;
        let route = |method, tail, op, query, body, scopes| Route { method, path, tail, op, query, body, scopes };
        all.extend([
            route("GET", "", Op::List, LIST, None, read),
            route("POST", "", Op::Create, NONE, Some(&shapes::CREATE), write),
            route("POST", "/batch/archive", Op::BatchArchive, NONE, Some(&shapes::BATCH_ARCHIVE), write),
            route("POST", "/batch/create", Op::BatchCreate, NONE, Some(&shapes::BATCH_CREATE), write),
            route("POST", "/batch/read", Op::BatchRead, ARCHIVED, Some(&shapes::BATCH_READ), read),
            route("POST", "/batch/update", Op::BatchUpdate, NONE, Some(&shapes::BATCH_UPDATE), write),
            route("POST", "/batch/upsert", Op::BatchUpsert, NONE, Some(&shapes::BATCH_UPDATE), write),
            route("POST", "/search", Op::Search, NONE, Some(&shapes::SEARCH), read),
            route("GET", ONE, Op::Read, READ, None, read),
            route("DELETE", ONE, Op::Archive, NONE, None, write),
            route("PATCH", ONE, Op::Update, BY_PROPERTY, Some(&shapes::UPDATE), write),
        ]);
        if [CONTACTS.path, COMPANIES.path, DEALS.path].contains(&path) {
            all.push(route("POST", "/merge", Op::Merge, NONE, Some(&shapes::MERGE), write));
        }
        if path == CONTACTS.path {
            all.push(route("POST", "/gdpr-delete", Op::GdprDelete, NONE, Some(&shapes::GDPR_DELETE), write));
        }
    }
    all.extend(BETWEEN_AND_BESIDE);
    all
}

const fn route(
    method: &'static str,
    path: &'static str,
    op: Op,
    query: Queries,
    body: Option<&'static Shape>,
    scopes: &'static [&'static str],
) -> Route {
    Route { method, path, tail: "", op, query, body, scopes }
}

const BATCH: &str = "/crm/associations/2026-03/{type}/{to}/batch";
const PIPELINES: &str = "/crm/pipelines/2026-03/{type}";

const fn links(tail: &'static str, op: Op, body: &'static Shape) -> Route {
    Route { tail, ..route("POST", BATCH, op, NONE, Some(body), ANY) }
}

/// What lies between objects, and beside them.
static BETWEEN_AND_BESIDE: [Route; 17] = [
    links("/archive", Op::UnlinkMany, &shapes::UNLINK_MANY),
    links("/associate/default", Op::LinkManyDefault, &shapes::LINK_MANY_DEFAULT),
    links("/create", Op::LinkMany, &shapes::LINK_MANY),
    links("/labels/archive", Op::UnlinkLabels, &shapes::LINK_MANY),
    links("/read", Op::ReadLinksOfMany, &shapes::LINKS_OF_MANY),
    route("PUT", "/crm/objects/2026-03/{type}/{id}/associations/default/{to}/{to_id}", Op::LinkDefault, NONE, None, ANY),
    route("GET", "/crm/objects/2026-03/{type}/{id}/associations/{to}", Op::ReadLinks, LINKS, None, ANY),
    route("PUT", "/crm/objects/2026-03/{type}/{id}/associations/{to}/{to_id}", Op::Link, NONE, Some(&shapes::LINK), ANY),
    route("DELETE", "/crm/objects/2026-03/{type}/{id}/associations/{to}/{to_id}", Op::Unlink, NONE, None, ANY),
    route("GET", "/crm/owners/2026-03", Op::ListOwners, OWNERS, None, OF_OWNERS),
    route("GET", "/crm/owners/2026-03/{id}", Op::ReadOwner, OWNER, None, OF_OWNERS),
    route("GET", PIPELINES, Op::ListPipelines, NONE, None, ANY_OR_OWNERS),
    Route { tail: "/{id}", ..route("GET", PIPELINES, Op::ReadPipeline, NONE, None, ANY_OR_OWNERS) },
    Route { tail: "/{id}/stages", ..route("GET", PIPELINES, Op::ListStages, NONE, None, ANY_OR_OWNERS) },
    route("GET", "/crm/properties/2026-03/{type}", Op::ListProperties, PROPERTIES, None, ANY_OR_OWNERS),
    route("GET", "/crm/properties/2026-03/{type}/{id}", Op::ReadProperty, PROPERTIES, None, ANY_OR_OWNERS),
    // It is asked with a form, and with a token in it.
    route("POST", "/oauth/2026-03/token/introspect", Op::Introspect, NONE, None, NONE_NEEDED),
];

const NONE_NEEDED: &[&str] = &[];

/// What stands in the places of a path that hold any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub kind: String,
    pub id: String,
    pub to: String,
    pub to_id: String,
}

impl Route {
    fn segments(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').chain(self.tail.split('/')).filter(|segment| !segment.is_empty())
    }

    /// What the path names, where it is this one; and how many of its segments are fixed.
    pub fn fits(&self, path: &[&str]) -> Option<(usize, Named)> {
        let mut named = Named::default();
        let mut n_fixed = 0;
        let mut given = path.iter();
        for wanted in self.segments() {
            let segment = (*given.next()?).to_owned();
            match wanted {
                "{type}" => named.kind = segment,
                "{id}" => named.id = segment,
                "{to}" => named.to = segment,
                "{to_id}" => named.to_id = segment,
                fixed if fixed == segment => n_fixed += 1,
                _ => return None,
            }
        }
        if named.kind.is_empty() {
            named.kind = self.path.rsplit('/').next().unwrap_or_default().to_owned();
        }
        given.next().is_none().then_some((n_fixed, named))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn written(route: &Route) -> String {
        format!("{} {}{}", route.method, route.path, route.tail)
    }

    #[test]
    fn each_path_is_there_once_and_finds_itself() {
        let all = all();
        assert_eq!(all.len(), 98, "as many as the descriptions have of these kinds");
        let names: HashSet<String> = all.iter().map(written).collect();
        assert_eq!(names.len(), all.len());
        for route in &all {
            let path = format!("{}{}", route.path, route.tail);
            assert!(path.contains("/2026-03"), "{path}");
            let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
            let best = all
                .iter()
                .filter(|other| other.method == route.method)
                .filter_map(|other| Some((other.fits(&segments)?.0, written(other))))
                .max();
            assert_eq!(best.map(|(_, name)| name), Some(written(route)));
        }
    }

    #[test]
    fn what_is_posted_has_a_shape_and_what_is_got_has_none() {
        for route in all() {
            let has_body = matches!(route.method, "POST" | "PATCH") || route.op == Op::Link;
            assert_eq!(route.body.is_some(), has_body && route.op != Op::Introspect, "{}", written(&route));
            assert!(route.method == "GET" || route.query.len() <= 1, "{}", written(&route));
            assert_eq!(route.scopes.is_empty(), route.op == Op::Introspect, "{}", written(&route));
        }
    }
}
