//! The straight way to a kept page: the address as it is asked, and the page it led to. A page that did not change since
//! needs no route, no parameters and no key of its own.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use jiff::Timestamp;
use kit::i18n::Lang;

use super::cache::{Cached, Key};
use super::paths::first_word;
use crate::app::App;
use crate::frame::Frame;

/// Most addresses that are known; a visitor can think of any number.
const MOST: usize = 10_000;

/// The addresses that are known.
#[derive(Default)]
pub struct Ways {
    nl: RwLock<HashMap<Box<str>, Way>>,
    en: RwLock<HashMap<Box<str>, Way>>,
}

struct Way {
    /// The frame that gave the address its meaning: another one may give it another.
    frame: Weak<Frame>,
    key: Key,
}

impl Ways {
    fn of(&self, lang: Lang) -> &RwLock<HashMap<Box<str>, Way>> {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// The kept page at this address (without a query), if it is still right.
    pub fn find(&self, app: &App, path: &str, lang: Lang, now: Timestamp) -> Option<Cached> {
        let known = self.of(lang).read().unwrap_or_else(PoisonError::into_inner);
        let way = known.get(path)?;
        let frame = app.known_frame(first_word(path))?;
        let is_current = std::ptr::eq(way.frame.as_ptr(), Arc::as_ptr(&frame))
            && way.key.publieke_versie == app.public_version(frame.id);
        if is_current {
            app.pages().find(&way.key, now)
        } else {
            None
        }
    }

    /// Remembers which page an address led to; its first word names the gemeente.
    pub fn note(&self, frame: &Arc<Frame>, path: &str, lang: Lang, key: Key) {
        if first_word(path) != frame.slug {
            return;
        }
        let mut known = self
            .of(lang)
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(path) {
            known.clear();
        }
        let frame = Arc::downgrade(frame);
        known.insert(path.into(), Way { frame, key });
    }
}
