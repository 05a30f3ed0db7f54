//! Where CRMs show a contact, a company or a deal, so that the operator can go there.

use crate::connectors::outgoing::connector_of;
use crate::connectors::{LOCAL, RecordOf};
use crate::store::crm::records;
use crate::store::{Conn, connections, sign_ins};
use api::{CompanyId, ConnectionId, ContactId, CrmRecord};

pub async fn of_contact(conn: &mut Conn, id: ContactId) -> anyhow::Result<Vec<CrmRecord>> {
    let sources = records::of_contact(conn, id).await?;
    pages(conn, RecordOf::Contact, sources).await
}

pub async fn of_company(conn: &mut Conn, id: CompanyId) -> anyhow::Result<Vec<CrmRecord>> {
    let sources = records::of_company(conn, id).await?;
    pages(conn, RecordOf::Company, sources).await
}

/// Records, each by its connection and what that calls it; what is kept here is in no CRM.
pub async fn pages(conn: &mut Conn, of: RecordOf, sources: Vec<(ConnectionId, String)>) -> anyhow::Result<Vec<CrmRecord>> {
    let mut all = Vec::with_capacity(sources.len());
    for (id, source_id) in sources {
        let Some(row) = connections::one(conn, id).await?.filter(|row| row.kind != LOCAL) else { continue };
        let sign_in = match row.sign_in() {
            Some(id) => sign_ins::one(conn, id).await?,
            None => None,
        };
        let page = connector_of(&row).and_then(|connector| connector.page_of(sign_in.as_ref()?, of, &source_id));
        all.push(CrmRecord { name: row.name, page });
    }
    Ok(all)
}
