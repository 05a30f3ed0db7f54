//! What was deleted for good: no search and no archive tells of that, only that there are fewer records there than here.
//!
//! Counted with each look at the archives. Where some are missing, all of that kind are asked for by their names, once for the same
//! numbers, and those that are not there are put away. Must never put away what it did not ask for.

use super::cursor::{Cursor, Gap};
use super::kinds::Kind;
use super::portal::PER_PAGE;
use super::reading::Reading;
use super::wire::said;
use crate::connectors::halt::Halt;
use crate::store::crm::standing::{self, Table};
use std::collections::HashSet;

const fn table(kind: Kind) -> Table {
    match kind {
        Kind::Companies => Table::Companies,
        Kind::Contacts => Table::Contacts,
        Kind::Deals => Table::Deals,
        Kind::Tasks => Table::Tasks,
    }
}

impl Reading<'_> {
    /// Notes of which kinds there are fewer there than here.
    pub async fn count_gaps(&mut self) -> Result<(), Halt> {
        let mut next = self.cursor.clone();
        for kind in Kind::ALL.into_iter().filter(|kind| self.portal.may_read(*kind)) {
            self.asking = kind.scope();
            let Some(n_there) = self.portal.count(kind).await? else { continue };
            let n_here = standing::count(&mut *self.cx.read().await?, self.connection, table(kind)).await?;
            if n_here > n_there && self.cursor.known_gaps.get(&kind) != Some(&(n_there, n_here)) {
                next.gaps.push(Gap { kind, after: String::new() });
            }
            next.known_gaps.insert(kind, (n_there, n_here));
        }
        if next == self.cursor {
            return Ok(());
        }
        let write = self.begin_write().await?;
        self.commit(write, next).await
    }

    /// Asks for all records of the kinds in which some are missing, and puts away those that are not there.
    pub async fn close_gaps(&mut self) -> Result<(), Halt> {
        while let Some(gap) = self.cursor.gaps.first().cloned() {
            let limit = i64::try_from(PER_PAGE).unwrap_or(i64::MAX);
            let here =
                standing::sources(&mut *self.cx.read().await?, self.connection, table(gap.kind), &gap.after, limit).await?;
            let further = here.last().map(|last| Gap { after: last.clone(), ..gap.clone() });
            let gaps = further.into_iter().chain(self.cursor.gaps.iter().skip(1).cloned()).collect();
            let mut gone: Vec<&str> = Vec::new();
            if !here.is_empty() && self.portal.may_read(gap.kind) {
                self.asking = gap.kind.scope();
                let page = self.portal.some(gap.kind, &here).await?;
                let there: HashSet<String> = page.results.iter().filter_map(|record| said(record.get("id")?)).collect();
                gone.extend(here.iter().filter(|id| !there.contains(*id)).map(String::as_str));
            }
            let next = Cursor { gaps, ..self.cursor.clone() };
            self.archive(gap.kind, &gone, next).await?;
            self.go_on_or_stop()?;
        }
        Ok(())
    }
}
