//! One message to a webhook: a CloudEvent without anything of anybody (NL GOV profile, structured mode).

use serde_json::{Value as Json, json};

use super::gebeurtenis;
use super::outbound::{Fault, Outbound};
use super::teken;
use crate::app::App;
use crate::config::{Gebeurtenis, Webhook};
use crate::frame::Frame;
use crate::journaal::Line;

const TYPE: &str = "application/cloudevents+json; charset=utf-8";

/// What is said of this entry. Said again it has the same id: the write that it came with and its place in the journaal.
fn event(base_url: &str, frame: &Frame, gebeurtenis: Gebeurtenis, line: &Line) -> Json {
    let write = line.body.get("write").and_then(Json::as_str);
    let mut data = gebeurtenis::facts(line);
    data.insert("gemeente".into(), json!(frame.slug));
    data.insert("soort".into(), json!(line.kind));
    data.insert("id".into(), json!(line.subject));
    json!({
        "specversion": "1.0",
        "id": format!("{}.{}", write.unwrap_or_default(), line.seq),
        "source": format!("{base_url}/{}", frame.slug),
        "type": format!("nl.wijkwerk.{gebeurtenis}.v1"),
        "subject": line.subject,
        "time": line.at.to_string(),
        "datacontenttype": "application/json",
        "data": data,
    })
}

/// Tells this entry, signed.
pub(super) fn deliver(
    app: &App,
    frame: &Frame,
    hook: &Webhook,
    out: &Outbound,
    (gebeurtenis, line): (Gebeurtenis, &Line),
) -> Result<(), Fault> {
    let body = event(&app.config().base_url, frame, gebeurtenis, line).to_string();
    let moment = app.clock().now().as_second();
    let secrets = std::iter::once(&hook.secret).chain(&hook.old_secret);
    let signature = teken::header(
        secrets.map(crate::config::Secret::reveal),
        moment,
        body.as_bytes(),
    );
    let moment = moment.to_string();
    let headers = [
        ("Content-Type", TYPE),
        ("Wijkwerk-Timestamp", moment.as_str()),
        ("Wijkwerk-Signature", signature.as_str()),
    ];
    out.post(&hook.url, &headers, &body).map(drop)
}
