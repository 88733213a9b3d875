//! The texts of the product in the usual words, those of no gemeente in particular.

use kit::i18n::Translations;
use wijkwerk::kader::inrichting::{Aanspreekvorm, Lidwoord, Woord, WoordSleutel, actions};
use wijkwerk::words::translations;

/// What the basis leaves to every gemeente: key, plural, article.
const LEFT_OPEN: &[(&str, &str, Lidwoord)] = &[
    ("wijkteam", "wijkteams", Lidwoord::Het),
    ("wijkbeheerder", "wijkbeheerders", Lidwoord::De),
    ("bewonersorgaan", "bewonersorganen", Lidwoord::Het),
];

/// The texts, for people who are addressed like this.
pub fn plain(form: Aanspreekvorm) -> Translations {
    let name = wijkwerk::shipped::documents().next().expect("one ships");
    let document = wijkwerk::shipped::document(name).expect("it is listed");
    let mut inrichting = actions::parse(document).expect("what ships is right");
    let basis: toml::Table = wijkwerk::shipped::document("basis")
        .expect("the basis ships")
        .parse()
        .expect("it is TOML");
    inrichting.gemeente.aanspreekvorm = form;
    "Voorbeeld".clone_into(&mut inrichting.gemeente.naam);
    for key in WoordSleutel::ALL {
        let word = basis["woorden"].get(key.key()).map_or_else(
            || left_open(key.key()),
            |word| word.clone().try_into().expect("a word of the basis"),
        );
        inrichting.woorden.insert(*key, word);
    }
    translations(&inrichting).expect("the texts can be loaded")
}

fn left_open(key: &str) -> Woord {
    let (_, plural, article) = LEFT_OPEN
        .iter()
        .find(|(open, ..)| *open == key)
        .unwrap_or_else(|| panic!("the basis has no word for {key}"));
    Woord {
        enkelvoud: key.to_owned(),
        meervoud: (*plural).to_owned(),
        lidwoord: *article,
        singular: key.to_owned(),
        plural: (*plural).to_owned(),
        pad: None,
    }
}
