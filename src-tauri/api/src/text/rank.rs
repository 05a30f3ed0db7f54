//! Words about what became hot, and about weights. A notification never holds a word of a mail's body: it stands on a locked screen.

/// Who a notification is about: their name, and their company.
pub fn hot_title(who: &str, company: Option<&str>) -> String {
    match company {
        Some(company) if !who.is_empty() => format!("{who}, {company}"),
        Some(company) => company.to_owned(),
        None if who.is_empty() => n_became_hot(1),
        None => who.to_owned(),
    }
}

/// What is proposed, and why.
pub fn hot_body(what: &str, why: &str) -> String {
    format!("{what}\n{why}")
}

/// How many became hot while nobody was to be disturbed.
pub fn n_became_hot(n: u64) -> String {
    format!("{} became hot", super::count(n, "item", "items"))
}

/// Of whom the first ones are, and how many more there are.
pub fn hot_people(first: &[String], n_more: usize) -> String {
    let names = first.join(", ");
    if n_more == 0 { names } else { format!("{names} and {n_more} more") }
}

pub fn weight_out_of_range() -> String {
    "A weight is a number from 0 to 1.".to_owned()
}

pub fn weights_do_not_sum(sum: f64) -> String {
    format!("The four weights sum to {sum:.3}; they have to sum to 1.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_names_who_is_known() {
        assert_eq!(hot_title("Ines Duarte", Some("Brightloom")), "Ines Duarte, Brightloom");
        assert_eq!(hot_title("ines@mail.test", None), "ines@mail.test");
        assert_eq!(hot_title("", None), "1 item became hot");
        assert_eq!(hot_people(&["Ines".to_owned(), "Jonas".to_owned()], 1), "Ines, Jonas and 1 more");
    }
}
