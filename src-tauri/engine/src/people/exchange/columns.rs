//! What the columns of a file of contacts mean, by their names in four languages and as other programs export them.
//!
//! Pure. A column whose name nobody knows is left out, never guessed from what stands in it.

use api::CsvMeaning;

/// Only letters and digits, small, without what stands above and below them: `E-Mail 1 - Value` is `email1value`.
fn plain(header: &str) -> String {
    let letter = |c: char| match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    };
    header.to_lowercase().chars().map(letter).filter(|c| c.is_ascii_alphanumeric()).collect()
}

const ADDRESS: &[&str] = &[
    "email",
    "emailaddress",
    "emailaddresses",
    "mail",
    "mailaddress",
    "workemail",
    "primaryemail",
    "secondaryemail",
    "otheremails",
    "otheremail",
    "otheremailaddresses",
    "additionalemailaddresses",
    "additionalemails",
    "emailadresse",
    "emailadressen",
    "mailadresse",
    "courriel",
    "adressemail",
    "adresseemail",
    "adressecourriel",
    "adresseelectronique",
    "correo",
    "correoelectronico",
    "direcciondecorreo",
    "direcciondecorreoelectronico",
    "contactemail",
    "businessemail",
    "emailwork",
    "personemail",
];
const FIRST_NAME: &[&str] =
    &["firstname", "first", "givenname", "forename", "vorname", "prenom", "primernombre", "nombredepila", "contactfirstname"];
const LAST_NAME: &[&str] = &[
    "lastname",
    "last",
    "surname",
    "familyname",
    "nachname",
    "familienname",
    "nomdefamille",
    "apellido",
    "apellidos",
    "contactlastname",
    "zuname",
];
const NAME: &[&str] = &[
    "fullname",
    "contactname",
    "displayname",
    "contact",
    "person",
    "fileas",
    "vollername",
    "vollstandigername",
    "kontakt",
    "kontaktname",
    "ansprechpartner",
    "nomcomplet",
    "nometprenom",
    "prenometnom",
    "nombrecompleto",
    "nombreyapellidos",
    "nombreyapellido",
    "contacto",
];
/// Names in one language, and the last or first name in another, where the other half has a column of its own.
const NAME_OR_LAST: &[&str] = &["name", "nom"];
const NAME_OR_FIRST: &[&str] = &["nombre"];
const TITLE: &[&str] = &[
    "title",
    "jobtitle",
    "position",
    "role",
    "organizationtitle",
    "organization1title",
    "funktion",
    "berufsbezeichnung",
    "stelle",
    "rolle",
    "poste",
    "fonction",
    "titreduposte",
    "cargo",
    "puesto",
    "funcion",
];
const PHONE: &[&str] = &[
    "phone",
    "phonenumber",
    "telephone",
    "tel",
    "workphone",
    "businessphone",
    "mobile",
    "mobilephone",
    "mobilephonenumber",
    "cell",
    "cellphone",
    "telefon",
    "telefonnummer",
    "telefonnr",
    "mobiltelefon",
    "mobil",
    "handy",
    "rufnummer",
    "telephoneportable",
    "portable",
    "numerodetelephone",
    "telefono",
    "numerodetelefono",
    "movil",
    "telefonomovil",
];
const COMPANY: &[&str] = &[
    "company",
    "companyname",
    "account",
    "accountname",
    "organization",
    "organisation",
    "organizationname",
    "organization1name",
    "employer",
    "associatedcompany",
    "primaryassociatedcompany",
    "firma",
    "firmenname",
    "unternehmen",
    "unternehmensname",
    "entreprise",
    "nomdelentreprise",
    "societe",
    "empresa",
    "nombredelaempresa",
    "compania",
];
const DOMAIN: &[&str] = &[
    "domain",
    "companydomain",
    "companydomainname",
    "emaildomain",
    "website",
    "websiteurl",
    "companywebsite",
    "web",
    "webseite",
    "homepage",
    "domaine",
    "siteweb",
    "siteinternet",
    "dominio",
    "sitioweb",
    "paginaweb",
];
const SUPPRESSED: &[&str] = &[
    "suppressed",
    "unsubscribed",
    "unsubscribedfromallemail",
    "optout",
    "optedout",
    "emailoptout",
    "optedoutofemail",
    "hasoptedoutofemail",
    "donotemail",
    "donotcontact",
    "abgemeldet",
    "desabonne",
    "debaja",
];
const SUPPRESSED_BECAUSE: &[&str] = &["suppressedbecause", "suppressionreason", "unsubscribereason"];

/// What each of these columns means.
pub fn meanings(headers: &[String]) -> Vec<Option<CsvMeaning>> {
    let all: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let has = |names: &[&str]| all.iter().any(|header| names.contains(&header.as_str()));
    let (has_first, has_last) = (has(FIRST_NAME), has(LAST_NAME));
    let meaning = |header: &String| {
        let is = |names: &[&str]| names.contains(&header.as_str());
        if is(ADDRESS) || is_numbered(header, "email") {
            Some(CsvMeaning::Address)
        } else if is(FIRST_NAME) || is(NAME_OR_FIRST) && has_last {
            Some(CsvMeaning::FirstName)
        } else if is(LAST_NAME) || is(NAME_OR_LAST) && has_first && !has_last {
            Some(CsvMeaning::LastName)
        } else if is(NAME) || is(NAME_OR_LAST) || is(NAME_OR_FIRST) {
            Some(CsvMeaning::Name)
        } else if is(TITLE) {
            Some(CsvMeaning::Title)
        } else if is(PHONE) || is_numbered(header, "phone") {
            Some(CsvMeaning::Phone)
        } else if is(COMPANY) {
            Some(CsvMeaning::Company)
        } else if is(DOMAIN) || is_numbered(header, "website") {
            Some(CsvMeaning::Domain)
        } else if is(SUPPRESSED) {
            Some(CsvMeaning::Suppressed)
        } else if is(SUPPRESSED_BECAUSE) {
            Some(CsvMeaning::SuppressedBecause)
        } else {
            None
        }
    };
    all.iter().map(meaning).collect()
}

/// As Google and Outlook number what somebody has several of: `email1value`, `email2address`, `email2`.
fn is_numbered(header: &str, what: &str) -> bool {
    let rest = header.strip_prefix(what).map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|left| header.len() > what.len() + left.len() && matches!(left, "" | "value" | "address"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use CsvMeaning::{Address, Company, Domain, FirstName, LastName, Name, Phone, Suppressed, Title};

    fn of(headers: &str) -> Vec<Option<CsvMeaning>> {
        meanings(&headers.split('|').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn the_headers_of_four_languages_and_of_common_exports_are_known() {
        for (headers, expected) in [
            ("Name|Email|Title|Company", vec![Some(Name), Some(Address), Some(Title), Some(Company)]),
            (
                "Vorname|Name|E-Mail-Adresse|Firma|Telefon",
                vec![Some(FirstName), Some(LastName), Some(Address), Some(Company), Some(Phone)],
            ),
            (
                "Prénom|Nom|Courriel|Société|Fonction",
                vec![Some(FirstName), Some(LastName), Some(Address), Some(Company), Some(Title)],
            ),
            ("Nombre|Apellidos|Correo electrónico|Teléfono", vec![Some(FirstName), Some(LastName), Some(Address), Some(Phone)]),
            ("Nombre|Correo", vec![Some(Name), Some(Address)]),
            ("Nom|Courriel", vec![Some(Name), Some(Address)]),
            (
                "Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Associated Company|Job Title|Unsubscribed from all email",
                vec![
                    None,
                    Some(FirstName),
                    Some(LastName),
                    Some(Address),
                    Some(Phone),
                    None,
                    Some(Company),
                    Some(Title),
                    Some(Suppressed),
                ],
            ),
            (
                "First Name|Last Name|Title|Account Name|Email|Email Opt Out|Mobile",
                vec![Some(FirstName), Some(LastName), Some(Title), Some(Company), Some(Address), Some(Suppressed), Some(Phone)],
            ),
            (
                "First Name|Last Name|Organization Name|Organization Title|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Value|Website 1 - Value",
                vec![Some(FirstName), Some(LastName), Some(Company), Some(Title), None, Some(Address), Some(Phone), Some(Domain)],
            ),
            ("FIRST_NAME|e mail|", vec![Some(FirstName), Some(Address), None]),
        ] {
            assert_eq!(of(headers), expected, "{headers}");
        }
    }
}
