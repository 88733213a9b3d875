//! The frame around every page: header, rail, footer, errors; and [`C`], what every template can ask.

mod assets;
mod errors;
mod faults;
mod nav;

use std::sync::Arc;

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::i18n::{Arg as TextArg, Lang, words as say};

pub use assets::{asset_bytes, asset_url, routes as asset_routes};
pub use errors::{error_page, plain_reason, status_title};
pub use faults::Faults;
pub use nav::NavItem;

use crate::access::Permission;
use crate::error::{Arg, Error, Result, Sentence};
use crate::http::{Response, View, html};
use crate::kader::inrichting::Beslissing;

/// What every template can ask: texts, addresses, dates in words, who is looking.
#[derive(Clone)]
pub struct C {
    pub view: Arc<View>,
}

/// A value for a text, from whatever a template has at hand.
pub trait ToArg {
    /// The value.
    fn arg(&self) -> Arg;
}
impl ToArg for i64 {
    fn arg(&self) -> Arg {
        Arg::Number(*self)
    }
}
impl ToArg for usize {
    fn arg(&self) -> Arg {
        Arg::Number(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}
impl ToArg for str {
    fn arg(&self) -> Arg {
        Arg::Text(self.to_owned())
    }
}
impl ToArg for String {
    fn arg(&self) -> Arg {
        Arg::Text(self.clone())
    }
}
impl<T: ToArg + ?Sized> ToArg for &T {
    fn arg(&self) -> Arg {
        (*self).arg()
    }
}

/// A small value from a template, however many references deep it comes.
pub trait Given<V> {
    /// The value itself.
    fn given(&self) -> V;
}
macro_rules! given {
    ($($kind:ty),+ $(,)?) => {$(
        impl Given<$kind> for $kind {
            fn given(&self) -> $kind {
                *self
            }
        }
    )+};
}
given!(
    Date,
    Timestamp,
    i64,
    crate::ids::GebiedId,
    crate::ids::OrganisatieId
);
impl<V, T: Given<V> + ?Sized> Given<V> for &T {
    fn given(&self) -> V {
        (**self).given()
    }
}

fn text_args<'a>(args: &'a [(&'static str, Arg)]) -> Vec<(&'a str, TextArg<'a>)> {
    args.iter()
        .map(|(name, value)| {
            let value = match value {
                Arg::Text(text) => TextArg::Str(text),
                Arg::Number(number) => TextArg::Num(*number),
            };
            (*name, value)
        })
        .collect()
}

/// A sentence in the language and the words of a view.
pub fn sentence(view: &View, sentence: &Sentence) -> String {
    view.frame
        .translations
        .t_args(view.lang, sentence.key, &text_args(&sentence.args))
}

impl C {
    /// What templates of this view ask.
    pub fn of(view: &Arc<View>) -> Self {
        Self { view: view.clone() }
    }

    /// The text `key`.
    pub fn t(&self, key: &str) -> String {
        self.view.frame.translations.t(self.view.lang, key)
    }

    /// The text `key` with one value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl ToArg) -> String {
        self.ta(key, &[(name, value.arg())])
    }

    /// The text `key` with two values.
    pub fn t2(
        &self,
        key: &str,
        a: &'static str,
        first: impl ToArg,
        b: &'static str,
        second: impl ToArg,
    ) -> String {
        self.ta(key, &[(a, first.arg()), (b, second.arg())])
    }

    /// The text `key` with any number of values.
    pub fn ta(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        self.view
            .frame
            .translations
            .t_args(self.view.lang, key, &text_args(args))
    }

    /// A text whose key is made of a prefix and a fixed word: `state-done`.
    pub fn tk(&self, prefix: &str, word: impl std::fmt::Display) -> String {
        self.t(&format!("{prefix}-{}", word.to_string().replace('_', "-")))
    }

    /// An explanation of an error.
    pub fn sentence(&self, said: &Sentence) -> String {
        sentence(&self.view, said)
    }

    /// The language of the page, as `lang` wants it.
    pub fn lang(&self) -> &'static str {
        self.view.lang.html()
    }

    /// The other language.
    pub fn other(&self) -> Lang {
        self.view.lang.other()
    }

    /// The same page in the other language.
    pub fn other_url(&self) -> String {
        format!("{}?taal={}", self.view.path, self.other().html())
    }

    /// The name of the gemeente.
    pub fn gemeente(&self) -> &str {
        &self.view.frame.naam
    }

    /// An address in this gemeente, in its own words: `url("/wijken/noord")`.
    pub fn url(&self, path: &str) -> String {
        url(&self.view, path)
    }

    /// The address of a built asset, with the hash of its contents.
    pub fn asset(&self, name: &str) -> String {
        asset_url(name)
    }

    /// The address of an icon.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", asset_url("icons.svg"))
    }

    /// The address of a photo or other file.
    pub fn file(&self, hash: &str) -> String {
        self.url(&format!("/bestand/{hash}"))
    }

    /// "dinsdag 3 maart, over 5 dagen"
    pub fn day(&self, date: impl Given<Date>) -> String {
        say::date_with_relative(self.view.lang, date.given(), self.view.today())
    }

    /// "dinsdag 3 maart"
    pub fn day_plain(&self, date: impl Given<Date>) -> String {
        say::date_near(self.view.lang, date.given(), self.view.today())
    }

    /// "over 5 dagen"
    pub fn relative(&self, date: impl Given<Date>) -> String {
        say::relative_days(self.view.lang, date.given(), self.view.today())
    }

    /// The day of a moment, in words.
    pub fn moment(&self, at: impl Given<Timestamp>) -> String {
        let local = at.given().to_zoned(self.view.frame.zone.clone()).datetime();
        say::date_and_time(self.view.lang, local, self.view.today())
    }

    /// The day of a moment.
    pub fn day_of(&self, at: impl Given<Timestamp>) -> Date {
        self.view.frame.today(at.given())
    }

    /// Euro, from cents; a round amount without them.
    pub fn euro(&self, cents: impl Given<i64>) -> String {
        let said = say::euro(self.view.lang, cents.given());
        let round = said.strip_suffix(",00").or(said.strip_suffix(".00"));
        round.map_or(said.clone(), ToOwned::to_owned)
    }

    /// "a, b en c"
    pub fn list_and(&self, items: &[String]) -> String {
        say::list_and(self.view.lang, items)
    }

    /// The name of a theme or discipline.
    pub fn subject(&self, key: &str) -> String {
        self.view.frame.subject_name(self.view.lang, key)
    }

    /// The name of a role.
    pub fn role(&self, rol: &str) -> String {
        self.view.frame.role_name(self.view.lang, rol)
    }

    /// The name of a gebied.
    pub fn gebied(&self, id: impl Given<crate::ids::GebiedId>) -> String {
        self.view
            .frame
            .gebied(id.given())
            .map_or_else(String::new, |gebied| gebied.naam.clone())
    }

    /// The name of an organisation.
    pub fn organisatie(&self, id: impl Given<crate::ids::OrganisatieId>) -> String {
        self.view
            .frame
            .organisatie(id.given())
            .map_or_else(String::new, |found| found.naam.clone())
    }

    /// "Sam Voorbeeld" → "SV", for a face without a photo.
    pub fn initials(&self, naam: &str) -> String {
        naam.split_whitespace()
            .filter_map(|word| word.chars().next())
            .filter(|letter| letter.is_uppercase())
            .take(2)
            .collect()
    }

    /// A sentence as the rest of another: its first letter small.
    pub fn within(&self, text: &str) -> String {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_lowercase().chain(letters).collect()
        })
    }

    /// May the visitor do this, anywhere?
    pub fn may(&self, permission: Permission) -> bool {
        self.view
            .actor
            .may(permission, &crate::access::Here::ANYWHERE)
    }

    /// The name of whoever signed in.
    pub fn me(&self) -> Option<&str> {
        self.view
            .actor
            .account()
            .map(|account| account.naam.as_str())
    }

    /// What the rail shows, for the roles of whoever signed in.
    pub fn nav(&self) -> Vec<NavItem> {
        nav::items(self)
    }

    /// What the rail shows, from entry `from` on.
    pub fn nav_from(&self, from: usize) -> Vec<NavItem> {
        nav::items(self).into_iter().skip(from).collect()
    }

    /// How many seconds of doing nothing end a session at the earliest.
    pub fn session_seconds(&self) -> i64 {
        crate::kader::accounts::SURE_SECONDS
    }

    /// Whether this database is a demo.
    pub fn is_demo(&self) -> bool {
        self.view.app.is_demo()
    }

    /// That this term is not decided yet, and who decides it.
    pub fn undecided(&self, term: &str) -> String {
        match self.view.frame.inrichting.term(term) {
            Beslissing::NietBesloten { wie } => self.undecided_by(&wie),
            Beslissing::Besloten(_) => self.t("nog-niet-besloten"),
        }
    }

    /// That something is not decided yet, and that it is for `wie`, as the inrichting writes it, to decide.
    pub fn undecided_by(&self, wie: &str) -> String {
        let wie = match self.view.lang {
            Lang::Nl => wie.to_owned(),
            Lang::En => self.view.frame.inrichting.in_english(wie),
        };
        self.t1("nog-niet-besloten-wie", "wie", wie)
    }

    /// A new id for a form, so that sending it twice counts once.
    pub fn form_id(&self) -> String {
        self.view.app.ids().next(self.view.now).to_string()
    }
}

/// An address in the gemeente of a view, in its own words.
pub fn url(view: &View, path: &str) -> String {
    let slug = &view.frame.slug;
    let rest = path.trim_start_matches('/');
    if rest.is_empty() {
        return format!("/{slug}");
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (word, tail) = rest.split_at(end);
    let ours = view.frame.path_word(word);
    format!("/{slug}/{ours}{tail}")
}

/// Renders a page.
pub fn page(template: &impl Template) -> Result<Response> {
    page_with(200, template)
}

/// Renders a page with another status: a form that has to be corrected.
pub fn page_with(status: u16, template: &impl Template) -> Result<Response> {
    let body = template
        .render()
        .map_err(|error| Error::Internal(error.to_string()))?;
    Ok(html(status, body))
}
