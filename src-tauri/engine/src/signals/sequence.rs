//! The order in which the mails of a thread were written: what answers a mail comes after it, whatever the clocks say.

use crate::store::messages::Row;
use std::collections::HashMap;

/// Sorts mails so that each stands behind those that it names. `names` are pairs of a mail's row and a Message-ID that it
/// refers to. Otherwise the date decides, then the name at the source: never the order in which they were read.
pub fn sort(mails: &mut [Row], names: &[(i64, String)]) {
    let by_id: HashMap<&str, i64> =
        mails.iter().filter_map(|mail| Some((mail.rfc_message_id.as_deref()?, mail.message_id))).collect();
    let links: Vec<(i64, i64)> = names
        .iter()
        .filter_map(|(mail, named)| Some((*mail, *by_id.get(named.as_str())?)))
        .filter(|(mail, named)| mail != named)
        .collect();
    // (not before, behind how many of that moment): raised until every answer stands behind what it answers. A ring of mails
    // that name one another would rise for ever; no chain is longer than the thread.
    let mut places: HashMap<i64, (i64, u32)> = mails.iter().map(|mail| (mail.message_id, (mail.sent_at, 0))).collect();
    for _ in 0..mails.len() {
        let mut rose = false;
        for (mail, named) in &links {
            let (Some(&own), Some(&parent)) = (places.get(mail), places.get(named)) else { continue };
            if own <= parent {
                places.insert(*mail, (parent.0, parent.1.saturating_add(1)));
                rose = true;
            }
        }
        if !rose {
            break;
        }
    }
    mails.sort_by(|a, b| {
        let place = |mail: &Row| places.get(&mail.message_id).copied().unwrap_or((mail.sent_at, 0));
        place(a).cmp(&place(b)).then_with(|| a.source_id.cmp(&b.source_id))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::messages::Direction;

    fn mail(id: i64, sent_at: i64) -> Row {
        Row {
            message_id: id,
            connection_id: 1,
            source_id: format!("mid:{id}"),
            thread_id: 1,
            contact_id: None,
            rfc_message_id: Some(id.to_string()),
            direction: Direction::In,
            kind: crate::mail::Kind::Person,
            from_name: String::new(),
            from_address: String::new(),
            subject: String::new(),
            own_text: String::new(),
            sent_at,
            sent_offset_minutes: 0,
            stored_at: sent_at,
            has_quote: false,
            has_html: false,
            has_attachments: false,
        }
    }

    fn sorted(mut mails: Vec<Row>, names: &[(i64, &str)]) -> Vec<i64> {
        let names: Vec<(i64, String)> = names.iter().map(|(mail, named)| (*mail, (*named).to_owned())).collect();
        sort(&mut mails, &names);
        mails.iter().map(|mail| mail.message_id).collect()
    }

    #[test]
    fn an_answer_comes_after_what_it_answers_whatever_the_clocks_say() {
        assert_eq!(sorted(vec![mail(1, 100), mail(2, 40), mail(3, 40)], &[(2, "1"), (3, "2")]), [1, 2, 3]);
        assert_eq!(sorted(vec![mail(2, 100), mail(1, 100)], &[(2, "1")]), [1, 2]);
    }

    #[test]
    fn mails_that_name_one_another_still_come_to_an_end() {
        assert_eq!(sorted(vec![mail(1, 100), mail(2, 100)], &[(1, "2"), (2, "1")]).len(), 2);
    }

    #[test]
    fn without_references_the_date_decides() {
        assert_eq!(sorted(vec![mail(1, 300), mail(2, 200), mail(3, 100)], &[]), [3, 2, 1]);
    }
}
