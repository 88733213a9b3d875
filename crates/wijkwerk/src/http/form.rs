//! Reading what was filled in: fields and files, with limits, NUL bytes refused at the edge.

use std::fmt::Write as _;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{HeaderMap, Request, header};
use uuid::Uuid;

use crate::error::{Error, Result, Sentence};

/// Most fields in one form.
const MAX_FIELDS: usize = 400;
/// Most files in one form.
const MAX_FILES: usize = 8;

/// A file that was sent along.
#[derive(Clone, Debug)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Bytes,
}

/// The fields of a form, in order, and its files.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
}

impl Form {
    /// Reads the body of a request, at most `limit` bytes.
    pub async fn read(request: Request<Body>, limit: usize) -> Result<Self> {
        let too_large = || Error::TooLarge(Sentence::new("fout-te-groot"));
        let length = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.parse::<usize>().ok());
        if length.is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let form = if content_type(request.headers()).starts_with("multipart/form-data") {
            Self::multipart(request, limit).await?
        } else {
            let bytes = axum::body::to_bytes(request.into_body(), limit)
                .await
                .map_err(|_| too_large())?;
            Self::parse(&bytes)?
        };
        form.checked()
    }

    /// Reads `a=b&c=d`.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).map_err(|_| unreadable())?;
        let fields = text
            .split('&')
            .filter(|pair| !pair.is_empty())
            .take(MAX_FIELDS + 1)
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                Some((decode(name)?, decode(value)?))
            })
            .collect::<Option<Vec<_>>>()
            .ok_or_else(unreadable)?;
        Ok(Self {
            fields,
            files: Vec::new(),
        })
    }

    async fn multipart(request: Request<Body>, limit: usize) -> Result<Self> {
        let broken = unreadable;
        let too_large = || Error::TooLarge(Sentence::new("fout-te-groot"));
        let mut request = request;
        axum::extract::DefaultBodyLimit::disable().apply(&mut request);
        let (parts, body) = request.into_parts();
        let body = Body::new(http_body_util::Limited::new(body, limit));
        let mut reader = Multipart::from_request(Request::from_parts(parts, body), &())
            .await
            .map_err(|_| broken())?;
        let mut form = Self::default();
        loop {
            let field = match reader.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => return Ok(form),
                Err(error) if error.status().as_u16() == 413 => return Err(too_large()),
                Err(error) if error.body_text().contains("length limit") => return Err(too_large()),
                Err(_) => return Err(broken()),
            };
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(ToOwned::to_owned);
            let bytes = field.bytes().await.map_err(|_| too_large())?;
            match file_name {
                // A file field in which nothing was chosen; an empty file that was chosen has a name.
                Some(file_name) if bytes.is_empty() && file_name.is_empty() => {}
                Some(file_name) if form.files.len() < MAX_FILES => {
                    form.files.push(Upload {
                        field: name,
                        name: file_name,
                        bytes,
                    });
                }
                Some(_) => return Err(too_large()),
                None => {
                    let value = String::from_utf8(bytes.to_vec()).map_err(|_| broken())?;
                    form.fields.push((name, value));
                }
            }
        }
    }

    fn checked(self) -> Result<Self> {
        if self.fields.len() > MAX_FIELDS {
            return Err(Error::TooLarge(Sentence::new("fout-te-groot")));
        }
        if self
            .fields
            .iter()
            .any(|(name, value)| name.contains('\0') || value.contains('\0'))
        {
            return Err(unreadable());
        }
        Ok(self)
    }

    /// The first value of a field, trimmed; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// The value of a field, unless it is empty.
    pub fn opt(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|value| !value.is_empty())
    }

    /// Every value of a field that may be chosen more than once.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.fields
            .iter()
            .filter(|(found, value)| found == name && !value.is_empty())
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// The field as another type, if it is there and right.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.opt(name)?.parse().ok()
    }

    /// Whether a mail program says, without a page of ours, that a mail must not come again (RFC 8058).
    pub fn is_one_click(&self) -> bool {
        self.text("List-Unsubscribe") == "One-Click"
    }

    /// The id of this form: a repeat of it shows the first answer.
    pub fn request_id(&self) -> Option<Uuid> {
        self.parsed("aanvraag")
    }

    /// The files of one field.
    pub fn files(&self, field: &str) -> impl Iterator<Item = &Upload> {
        self.files.iter().filter(move |file| file.field == field)
    }

    /// Whether files came along.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Every field, to show a form again as it was filled in.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// A form made by code: tests and the demo year.
    pub fn of(fields: &[(&str, &str)]) -> Self {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Self {
            fields,
            files: Vec::new(),
        }
    }

    /// The same with one more field.
    pub fn with_field(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// What could not be read at all is wrong as a whole.
fn unreadable() -> Error {
    Error::field("formulier", "fout-onleesbaar")
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Undoes `%41` and `+`; `None` if the result is no UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let pair = [bytes.next()?, bytes.next()?];
                let pair = std::str::from_utf8(&pair).ok()?;
                out.push(u8::from_str_radix(pair, 16).ok()?);
            }
            other => out.push(other),
        }
    }
    String::from_utf8(out).ok()
}

/// A value as it may stand in the query of an address: what `decode` undoes.
pub fn in_query(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_out_of_an_address_as_it_went_in() {
        assert_eq!(in_query("a&b=é %"), "a%26b%3D%C3%A9%20%25");
        for text in ["", "a&b=é %", "1 + 1", "~-_.", "نعم"] {
            assert_eq!(decode(&in_query(text)).as_deref(), Some(text));
        }
    }
}
