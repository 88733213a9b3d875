//! A request as handlers see it.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Read;
use kit::i18n::Lang;
use uuid::Uuid;

use super::Form;
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::write::Write;

/// What a request is about: everything a page needs that does not come from its own slice.
pub struct View {
    pub app: App,
    pub frame: Arc<Frame>,
    pub actor: Actor,
    pub lang: Lang,
    pub now: Timestamp,
    /// The path asked for, as the visitor knows it.
    pub path: String,
}

impl View {
    /// The day it is now in this gemeente.
    pub fn today(&self) -> Date {
        self.frame.today(self.now)
    }
}

/// A request whose gemeente, actor and form have been found.
pub struct Req {
    pub view: Arc<View>,
    pub params: BTreeMap<String, String>,
    pub query: Form,
    pub form: Form,
    pub remote: Option<IpAddr>,
    pub cookies: BTreeMap<String, String>,
    /// The token of the link in the address, if this route has one.
    pub token: Option<String>,
}

impl std::ops::Deref for Req {
    type Target = View;
    fn deref(&self) -> &View {
        &self.view
    }
}

impl Req {
    /// The id in the path under `name`; 404 if it is none.
    pub fn id<T: From<Uuid>>(&self, name: &'static str) -> Result<T> {
        self.params
            .get(name)
            .and_then(|text| text.parse::<Uuid>().ok())
            .map(T::from)
            .ok_or(Error::NotFound(name))
    }

    /// The word in the path under `name`.
    pub fn param(&self, name: &'static str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// What to count whoever asks by, without an account: where it comes from. It is kept nowhere but as a hash.
    pub fn asker(&self) -> String {
        self.remote
            .map_or_else(|| "unknown".to_owned(), |address| address.to_string())
    }

    /// Asks the database over one snapshot.
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Read<'_>, &View) -> Result<T> + Send + 'static,
    {
        let view = self.view.clone();
        self.view.app.db().read(move |tx| f(tx, &view)).await
    }

    /// Makes a change that this form counts for once: sent again it gets the first answer.
    pub async fn once<F>(&self, f: F) -> Result<String>
    where
        F: Fn(&mut Write<'_>) -> Result<String> + Send + 'static,
    {
        let request = self.form.request_id();
        self.write(move |ctx| {
            if let Some(answer) = ctx.answered(request)? {
                return Ok(answer);
            }
            let answer = f(ctx)?;
            ctx.remember(request, &answer)?;
            Ok(answer)
        })
        .await
    }

    /// [`Req::once`] for what answers nothing but that it is done.
    pub async fn do_once<F>(&self, f: F) -> Result<()>
    where
        F: Fn(&mut Write<'_>) -> Result<()> + Send + 'static,
    {
        self.once(move |ctx| f(ctx).map(|()| "done".to_owned()))
            .await
            .map(drop)
    }

    /// Makes a change as the actor of this request.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T> + Send + 'static,
    {
        self.view
            .app
            .write(&self.view.frame, &self.view.actor, f)
            .await
    }
}
