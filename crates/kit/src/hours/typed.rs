//! From what a volunteer types (`ma-vr 9-12.30, wo ook 13.30-17`) to an expression.
//!
//! What comes out is shown back in words before anyone stores it, so where people leave something
//! unsaid the usual reading is taken: "9 tot 5" ends in the afternoon. A word that is not known, or
//! that belongs to nothing, is named; nothing is left out in silence.

use super::Hours;
use super::evaluate::DAY;
use super::expression::{
    DaySelector, HolidayDays, HoursError, Join, Kind, MAX_RULES, Nth, Problem, Rule, Span,
    WeekRange, WeekdayRange,
};
use super::parse::check_size;
use super::vocabulary::{Part, Token, Word, tokens};

type Result<T> = std::result::Result<T, HoursError>;

/// Understands ordinary Dutch or English, and OSM syntax as it is.
pub fn from_typed(text: &str) -> Result<Hours> {
    check_size(text)?;
    if let Ok(hours) = Hours::parse(text) {
        return Ok(hours);
    }
    let all = tokens(text)?;
    let mut reader = Reader {
        tokens: &all,
        at: 0,
        clause: Clause::default(),
        before_comma: None,
        nth: vec![],
        part: None,
        rules: vec![],
    };
    while reader.at < all.len() {
        reader.step()?;
    }
    reader.flush()?;
    reader.no_loose_nth()?;
    if reader.rules.is_empty() {
        return Err(HoursError {
            problem: Problem::Empty,
            word: String::new(),
            at: 0,
        });
    }
    Hours::parse(
        &Hours {
            rules: reader.rules,
        }
        .to_string(),
    )
}

/// A rule in the making.
#[derive(Clone, Default)]
pub(super) struct Clause {
    join: Option<Join>,
    /// Days named before an "en" behind which others are named in another way: "feestdagen en juli". They are both meant,
    /// not only the days that are both.
    also: Vec<DaySelector>,
    pub(super) days: DaySelector,
    pub(super) times: Vec<Span>,
    kind: Option<Kind>,
    comment: Option<String>,
    /// What it is came before its days: "gesloten op maandag".
    is_kind_first: bool,
    /// Its first word, for saying what is wrong.
    first: Option<Token>,
}

impl Clause {
    fn has_days(&self) -> bool {
        !self.days.is_every_day()
    }

    /// Whether a day that comes next begins another rule.
    fn is_complete(&self) -> bool {
        !self.times.is_empty() || (self.kind.is_some() && !self.is_kind_first)
    }
}

pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) clause: Clause,
    /// The clause as it was at the last comma, while what it is came first.
    before_comma: Option<Clause>,
    nth: Vec<(Nth, Token)>,
    pub(super) part: Option<Part>,
    rules: Vec<Rule>,
}

impl<'a> Reader<'a> {
    pub(super) fn word(&self, ahead: usize) -> Option<&'a Word> {
        self.tokens.get(self.at + ahead).map(|token| &token.word)
    }

    /// How many words from `ahead` on say nothing by themselves.
    pub(super) fn skips(&self, ahead: usize) -> usize {
        let rest = self.tokens.get(self.at + ahead..).unwrap_or_default();
        rest.iter()
            .take_while(|token| token.word == Word::Skip)
            .count()
    }

    fn step(&mut self) -> Result<()> {
        let token = &self.tokens[self.at];
        let mut used = 1;
        match &token.word {
            Word::Skip => {}
            Word::And => {}
            Word::Comma => {
                if self.clause.is_kind_first && self.clause.has_days() {
                    self.before_comma = Some(self.clause.clone());
                }
            }
            Word::Break => {
                if self.clause.is_complete() || self.clause.kind.is_some() {
                    self.flush()?;
                }
            }
            Word::Days(from, to) => {
                self.open_clause(token)?;
                self.part_days(|days| !days.weekdays.is_empty() || !days.holidays.is_empty());
                let mut to = *to;
                if self.word(1) == Some(&Word::To) {
                    let skipped = self.skips(2);
                    let Some(Word::Days(_, last)) = self.word(2 + skipped) else {
                        return Err(self.tokens[self.at + 1].wrong(Problem::Loose));
                    };
                    to = *last;
                    used = 3 + skipped;
                }
                let nth = self.nth.drain(..).map(|(nth, _)| nth).collect();
                self.clause.days.weekdays.push(WeekdayRange {
                    from: *from,
                    to,
                    nth,
                    days: 0,
                });
                self.part = None;
            }
            Word::Month(month) => {
                self.open_clause(token)?;
                self.part_days(|days| !days.dates.is_empty());
                used = self.months(*month);
            }
            Word::Number(day, None) if self.is_date() => {
                self.open_clause(token)?;
                self.part_days(|days| !days.dates.is_empty());
                used = self.date(*day)?;
            }
            Word::Number(..) | Word::Half => used = self.times(false)?,
            Word::From => used = 1 + self.from()?,
            Word::Nth(nth) => {
                if self.clause.is_complete() {
                    self.flush()?;
                }
                self.nth.push((Nth(*nth), token.clone()));
            }
            Word::Public | Word::School => {
                self.open_clause(token)?;
                self.part_days(|days| !days.weekdays.is_empty() || !days.holidays.is_empty());
                self.clause.days.holidays.push(HolidayDays {
                    is_school: token.word == Word::School,
                    days: 0,
                });
            }
            Word::EveryOther(first) => {
                self.open_clause(token)?;
                self.part_days(|days| !days.weeks.is_empty());
                self.clause.days.weeks.push(WeekRange {
                    from: *first,
                    to: 53,
                    step: 2,
                });
            }
            Word::Week => {
                self.open_clause(token)?;
                self.part_days(|days| !days.weeks.is_empty());
                used = self.weeks()?;
            }
            Word::Closed => {
                if !self.clause.times.is_empty() || self.clause.kind.is_some() {
                    self.flush()?;
                }
                self.be(Kind::Closed, None, token);
            }
            Word::Appointment | Word::Comment(_) => self.comment(token)?,
            Word::Also => {
                if self.clause.is_complete() {
                    self.flush()?;
                }
                self.clause.join = Some(Join::AsWell);
            }
            Word::Otherwise => {
                self.flush()?;
                self.clause.join = Some(Join::Otherwise);
                self.clause.first = Some(token.clone());
            }
            Word::AllDay => {
                self.touch(token);
                self.clause.times.push(Span {
                    from: 0,
                    to: Some(DAY),
                    is_open_ended: false,
                });
            }
            Word::Part(part) => used = self.part(*part, token)?,
            Word::Year(_) | Word::To => return Err(token.wrong(Problem::Loose)),
        }
        self.at += used;
        Ok(())
    }

    /// Days come: into the clause at hand, or into a new one when that has its times.
    fn open_clause(&mut self, token: &Token) -> Result<()> {
        if self.clause.is_complete() {
            self.flush()?;
        }
        self.touch(token);
        Ok(())
    }

    /// Sets the days of the clause apart when an "en" comes before days that are named in a way it has none of yet.
    fn part_days(&mut self, has_such: impl Fn(&DaySelector) -> bool) {
        let before = self.tokens[..self.at].iter().rev();
        let mut before = before.skip_while(|token| token.word == Word::Skip);
        let is_joined = before.next().is_some_and(|token| token.word == Word::And);
        if is_joined && self.clause.has_days() && !has_such(&self.clause.days) {
            let days = std::mem::take(&mut self.clause.days);
            self.clause.also.push(days);
            self.before_comma = None;
        }
    }

    pub(super) fn touch(&mut self, token: &Token) {
        self.clause.first.get_or_insert_with(|| token.clone());
    }

    fn be(&mut self, kind: Kind, comment: Option<String>, token: &Token) {
        self.touch(token);
        self.clause.is_kind_first = !self.clause.has_days() && self.clause.times.is_empty();
        self.clause.kind = Some(kind);
        self.clause.comment = comment;
    }

    fn comment(&mut self, token: &Token) -> Result<()> {
        let text = match &token.word {
            Word::Comment(text) => text.clone(),
            _ => token.raw.to_lowercase(),
        };
        // "9-12 en op afspraak": at all other times.
        let is_besides = self.at > 0 && self.tokens[self.at - 1].word == Word::And;
        if self.clause.kind.is_some() || (is_besides && !self.clause.times.is_empty()) {
            self.flush()?;
        }
        self.be(Kind::Unknown, Some(text), token);
        Ok(())
    }

    /// "gesloten op ma, wo 9-12": the times belong to what stands after the comma.
    pub(super) fn split_at_comma(&mut self) {
        let Some(before) = self.before_comma.take() else {
            return;
        };
        let was = &before.days;
        let now = &mut self.clause.days;
        let after = DaySelector {
            years: vec![],
            dates: now.dates.split_off(was.dates.len()),
            weeks: now.weeks.split_off(was.weeks.len()),
            weekdays: now.weekdays.split_off(was.weekdays.len()),
            holidays: now.holidays.split_off(was.holidays.len()),
            needs_both: false,
        };
        let rules = rules_of(&before, self.rules.is_empty());
        self.rules.extend(rules);
        self.clause = Clause {
            days: after,
            first: self.clause.first.take(),
            ..Clause::default()
        };
    }

    fn part(&mut self, part: Part, token: &Token) -> Result<usize> {
        let skipped = self.skips(1);
        match self.word(1 + skipped) {
            Some(Word::Number(..) | Word::Half | Word::From) => {
                self.part = Some(part);
                Ok(1)
            }
            _ => Err(token.wrong(Problem::Loose)),
        }
    }

    fn no_loose_nth(&self) -> Result<()> {
        match self.nth.first() {
            Some((_, token)) => Err(token.wrong(Problem::Loose)),
            None => Ok(()),
        }
    }

    /// Ends the clause: it becomes a rule.
    fn flush(&mut self) -> Result<()> {
        let clause = std::mem::take(&mut self.clause);
        self.before_comma = None;
        self.part = None;
        let Some(first) = &clause.first else {
            return Ok(());
        };
        self.no_loose_nth()?;
        let is_first = self.rules.is_empty();
        let is_bare = !clause.has_days() && clause.times.is_empty();
        let says_nothing = clause.kind.is_none() && clause.times.is_empty();
        let closes_nothing = clause.kind == Some(Kind::Closed)
            && is_bare
            && !(is_first && self.at >= self.tokens.len());
        if says_nothing || closes_nothing {
            return Err(first.wrong(Problem::Loose));
        }
        if self.rules.len() + clause.also.len() >= MAX_RULES {
            return Err(first.wrong(Problem::TooManyRules));
        }
        let mut rules = rules_of(&clause, is_first);
        for rule in &mut rules {
            if clause.join.is_none() && !is_first && self.adds(rule) {
                rule.join = Join::AsWell;
            }
            if is_bare && !is_first && rule.kind == Kind::Unknown {
                rule.join = Join::Otherwise;
            }
        }
        self.rules.extend(rules);
        Ok(())
    }

    /// Whether a rule at other times is meant besides what was said: the same days once more, or a
    /// day of the month.
    fn adds(&self, rule: &Rule) -> bool {
        let is_counted = rule.days.weekdays.iter().any(|range| !range.nth.is_empty());
        let is_same = self.rules.iter().any(|before| before.days == rule.days);
        let is_apart = self
            .rules
            .iter()
            .flat_map(|before| &before.times)
            .all(|old| {
                rule.times.iter().all(|new| {
                    let end = |span: &Span| span.to.unwrap_or(DAY);
                    end(old) <= new.from || end(new) <= old.from
                })
            });
        rule.kind != Kind::Closed && !rule.times.is_empty() && (is_counted || is_same) && is_apart
    }
}

/// One rule, or one for each way in which its days were named.
fn rules_of(clause: &Clause, is_first: bool) -> Vec<Rule> {
    let join = clause.join.filter(|_| !is_first).unwrap_or(Join::Instead);
    let days = clause.also.iter().chain([&clause.days]);
    days.map(|days| Rule {
        join,
        days: days.clone(),
        times: clause.times.clone(),
        kind: clause.kind.unwrap_or(Kind::Open),
        comment: clause.comment.clone(),
    })
    .collect()
}
