//! Recipients as one types them: a line of text to the engine, one piece for each person to whoever looks at it.
//!
//! Must never change or drop what somebody typed: what is no address is marked and stays.

use api::Recipient;

/// The longest address that a mail server takes, in bytes (RFC 5321, 4.5.3.1.3, without the brackets).
const ADDRESS_AT_MOST: usize = 254;

/// One recipient as it stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As typed: `Inês Duarte <ines@brightloom.example>`.
    pub typed: String,
    /// The name, or the address of somebody whose name is not given.
    pub shown: String,
    pub address: String,
    /// Whether mail can be addressed to it. The engine has the last word.
    pub is_address: bool,
}

impl Entry {
    pub fn read(typed: &str) -> Self {
        let (name, address) = match typed.rsplit_once('<') {
            Some((name, rest)) => (name.trim().trim_matches('"').trim(), rest.trim().strip_suffix('>').unwrap_or_default()),
            None => ("", typed.trim()),
        };
        let is_address = is_address(address);
        let shown = if name.is_empty() || !is_address { typed } else { name };
        Self { typed: typed.to_owned(), shown: shown.trim().to_owned(), address: address.to_owned(), is_address }
    }
}

/// Whether this can be an address, by the rules of the engine: something on both sides of one `@`, and nothing that would
/// begin another recipient.
fn is_address(text: &str) -> bool {
    let is_refused = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c);
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && !text.contains(is_refused)
        && !domain.contains('@')
        && domain.split('.').all(|part| !part.is_empty())
        && text.len() <= ADDRESS_AT_MOST
}

/// As one types them: `Inês Duarte <ines@brightloom.example>, joao@brightloom.example`.
pub fn list(recipients: &[Recipient]) -> String {
    join(&recipients.iter().map(|one| written(&one.name, &one.address)).collect::<Vec<_>>())
}

/// A name and an address as they stand in a mail header; the name in quotation marks where it would end the entry.
pub fn written(name: &str, address: &str) -> String {
    let name = name.replace(['"', '\\'], "");
    if name.is_empty() {
        address.to_owned()
    } else if name.contains([',', ';', '<', '>', '@', '(', ')']) {
        format!("\"{name}\" <{address}>")
    } else {
        format!("{name} <{address}>")
    }
}

pub fn join(entries: &[String]) -> String {
    entries.join(", ")
}

/// Apart at commas, semicolons and line ends, but not within quotation marks.
pub fn split(list: &str) -> Vec<String> {
    let (mut all, mut rest) = ended(list);
    all.push(std::mem::take(&mut rest));
    all.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// The entries that a comma, a semicolon or a line end closes, and what is still being typed behind them.
pub fn ended(list: &str) -> (Vec<String>, String) {
    let (mut all, mut one, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in list.chars() {
        match c {
            '"' => {
                is_quoted = !is_quoted;
                one.push(c);
            }
            ',' | ';' | '\n' | '\r' if !is_quoted => all.push(std::mem::take(&mut one)),
            _ => one.push(c),
        }
    }
    let all = all.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
    (all, one)
}

/// The entries of a line that stand as pieces, while `typed`, its end, still stands in the field.
pub fn pieces(line: &str, typed: &str) -> Vec<String> {
    let mut all = split(line);
    if all.last().is_some_and(|last| last == typed.trim()) {
        all.pop();
    }
    all
}

/// The whole line again: the pieces, and what is being typed.
pub fn line(pieces: &[String], typed: &str) -> String {
    let typed = typed.trim();
    let mut all = pieces.to_vec();
    if !typed.is_empty() {
        all.push(typed.to_owned());
    }
    join(&all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_apart_at_commas_but_not_within_quotation_marks() {
        let both = split("\"Duarte, Ines\" <ines@brightloom.example>; joao@brightloom.example,, \npriya@vellumtech.example");
        let expected = ["\"Duarte, Ines\" <ines@brightloom.example>", "joao@brightloom.example", "priya@vellumtech.example"];
        assert_eq!(both, expected);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (name, address) in [("Duarte, Ines", "ines@brightloom.example"), ("", "joao@brightloom.example")] {
            let entry = Entry::read(&written(name, address));
            assert_eq!((entry.address.as_str(), entry.is_address), (address, true));
            assert_eq!(entry.shown, if name.is_empty() { address } else { name });
        }
    }

    #[test]
    fn what_is_no_address_is_told_and_kept_as_typed() {
        for typed in ["ines", "ines@", "@brightloom.example", "a b@c.example", "Ines <ines@>", "a@b..example"] {
            let entry = Entry::read(typed);
            assert_eq!((entry.is_address, entry.shown.as_str()), (false, typed), "{typed}");
        }
        assert!(!Entry::read(&format!("{}@b.example", "a".repeat(300))).is_address);
        assert!(Entry::read("日本 <sales@例え.test>").is_address);
    }

    #[test]
    fn what_is_being_typed_is_a_part_of_the_line_and_no_piece_yet() {
        let line = line(&["a@b.example".to_owned()], " joa");
        assert_eq!(line, "a@b.example, joa");
        assert_eq!(pieces(&line, " joa"), ["a@b.example"]);
        assert_eq!(pieces(&line, ""), ["a@b.example", "joa"]);
    }

    #[test]
    fn a_comma_ends_an_entry() {
        assert_eq!(ended("a@b.example, \"Duarte, In"), (vec!["a@b.example".to_owned()], " \"Duarte, In".to_owned()));
        assert_eq!(ended("a@b.example"), (Vec::new(), "a@b.example".to_owned()));
    }
}
