//! Real mails over a real socket into the sink.

use super::*;
use crate::mail::{EmailAddress, MailName, Mailbox, MessageId, Subject, Unsubscribe};
use crate::testing::smtp::{Behaviour, ReceivedMail, SmtpSink};

const TO: &str = "bewoner@voorbeeld.example";

fn sink() -> (SmtpSink, Smtp) {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let config = SmtpConfig::new("127.0.0.1", sink.address().port(), Tls::None);
    (sink, Smtp::new(&config).unwrap())
}

fn message(subject: &str, text: &str) -> Message {
    let name = MailName::parse("Wijkteam \"Noord\", gemeente Fantasië").unwrap();
    let address = EmailAddress::parse("noreply@voorbeeld.example").unwrap();
    Message {
        message_id: MessageId::new("0190-1", "voorbeeld.example").unwrap(),
        date: "2026-03-29T01:30:00Z".parse().unwrap(),
        from: Mailbox {
            name: Some(name),
            address,
        },
        to: EmailAddress::parse(TO).unwrap(),
        subject: Subject::parse(subject).unwrap(),
        text: text.to_owned(),
        html: None,
        reply_to: None,
        auto_submitted: true,
        unsubscribe: None,
    }
}

fn deliver(message: &Message) -> ReceivedMail {
    let (sink, smtp) = sink();
    smtp.send(message).unwrap();
    sink.wait_for(1, Duration::from_secs(5)).remove(0)
}

#[test]
fn a_mail_arrives_as_it_was_written() {
    let subject = "Uw melding 🌳 is klaar — מדרכה תוקנה العربية";
    let mut message = message(subject, "Beste bewoner,\n\nDe tegel ligt recht. 🎉\n");
    message.html = Some("<p>De tegel ligt <b>recht</b>. 🎉</p>\n".into());
    message.reply_to = Some(EmailAddress::parse("wijkteam@voorbeeld.example").unwrap());
    let mail = deliver(&message);
    assert_eq!(mail.from, "noreply@voorbeeld.example");
    assert_eq!(mail.to, [TO]);
    assert_eq!(mail.subject(), subject);
    assert_eq!(mail.text().as_deref(), Some(message.text.trim_end()));
    assert_eq!(
        mail.html().as_deref(),
        message.html.as_deref().map(str::trim_end)
    );
    let header = |name| mail.header(name).unwrap();
    assert_eq!(header("Date"), "Sun, 29 Mar 2026 01:30:00 +0000");
    assert_eq!(header("Message-ID"), "<0190-1@voorbeeld.example>");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("Reply-To"), "wijkteam@voorbeeld.example");
    assert_eq!(header("MIME-Version"), "1.0");
    assert!(header("Content-Type").starts_with("multipart/alternative"));
    assert!(header("From").contains("Fantasië") && header("From").contains("<noreply@"));
    assert_eq!(
        mail.raw.trim_ascii_end(),
        message.to_bytes().unwrap().trim_ascii_end()
    );
    assert!(mail.raw.is_ascii());
}

#[test]
fn a_mail_that_comes_again_says_how_one_tap_ends_it() {
    let mut message = message("Nieuws", "Er is nieuws.");
    let url = format!("https://wijk.voorbeeld.example/l/{}", "a".repeat(60));
    message.unsubscribe = Some(Unsubscribe::parse(&url).unwrap());
    let mail = deliver(&message);
    assert_eq!(mail.header("List-Unsubscribe"), Some(format!("<{url}>")));
    assert_eq!(
        mail.header("List-Unsubscribe-Post").as_deref(),
        Some("List-Unsubscribe=One-Click")
    );
    assert!(!format!("{message:?}").contains(&url));
    message.unsubscribe = None;
    assert_eq!(deliver(&message).count_headers("List-Unsubscribe"), 0);
}

#[test]
fn the_same_message_is_the_same_bytes() {
    let mut one = message("x", "y");
    one.html = Some("<p>y</p>".into());
    assert_eq!(one.to_bytes().unwrap(), one.clone().to_bytes().unwrap());
    one.date = jiff::Timestamp::MIN;
    assert!(String::from_utf8_lossy(&one.to_bytes().unwrap()).contains("1970"));
    one.date = jiff::Timestamp::MAX;
    assert!(String::from_utf8_lossy(&one.to_bytes().unwrap()).contains("9999"));
}

#[test]
fn awkward_bodies_survive() {
    let long = "zeer ".repeat(5000);
    for text in [
        ".\n..\n.verborgen\n\n.\n",
        "From iemand\nBcc: x@voorbeeld.example\n\nSubject: nee\n",
        "=3D en = en =\n",
        "spaties aan het eind   \ntab\t\n",
        "https://voorbeeld.example/l/abc?x=1&y=2\n",
        long.as_str(),
        "\u{0}\u{7}\n",
        "",
    ] {
        let mail = deliver(&message("x", text));
        assert_eq!(mail.text().unwrap(), text.trim_end_matches('\n'));
        assert_eq!(mail.count_headers("Bcc") + mail.count_headers("Subject"), 1);
        let longest = mail.raw.split(|b| *b == b'\n').map(<[u8]>::len).max();
        assert!(longest.is_some_and(|length| length < 200), "{longest:?}");
    }
}

#[test]
fn a_long_subject_is_folded_and_read_back() {
    for subject in [
        "é".repeat(200),
        "woord ".repeat(33).trim().to_owned(),
        "🌳".repeat(100),
    ] {
        assert_eq!(deliver(&message(&subject, "x")).subject(), subject);
    }
}

#[test]
fn refusals_are_told_apart() {
    let (sink, smtp) = sink();
    let mail = message("x", "y");
    let permanent = |code| SendError::Permanent { code };
    let temporary = |code| SendError::Temporary { code };
    for (behaviour, expected) in [
        (Behaviour::Refuse(550), permanent(550)),
        (Behaviour::Refuse(450), temporary(450)),
        (Behaviour::RefuseData(554), permanent(554)),
        (Behaviour::RefuseData(451), temporary(451)),
    ] {
        sink.behave_for(TO, behaviour);
        let error = smtp.send(&mail).unwrap_err();
        assert_eq!(error, expected);
        assert_eq!(
            error.may_retry(),
            matches!(error, SendError::Temporary { .. })
        );
    }
    sink.behave_for(TO, Behaviour::RefuseData(535));
    assert!(
        smtp.send(&mail).unwrap_err().may_retry(),
        "a refused login is not the mail's fault"
    );
    sink.behave_for(TO, Behaviour::Drop);
    let error = smtp.send(&mail).unwrap_err();
    assert!(matches!(error, SendError::Unreachable { .. }), "{error:?}");
    assert!(!error.to_string().contains("bewoner"));
    sink.behave_for(TO, Behaviour::Accept);
    sink.behave(Behaviour::Refuse(550));
    smtp.send(&mail).unwrap();
    assert_eq!(sink.mails_for(TO).len(), 1);
    assert_eq!(sink.mails().len(), 1);
}

#[test]
fn a_server_that_is_gone_or_silent_or_lacks_encryption_is_unreachable() {
    let (sink, smtp) = sink();
    let port = sink.address().port();
    let strict = Smtp::new(&SmtpConfig::new("127.0.0.1", port, Tls::StartTls)).unwrap();
    let error = strict.send(&message("x", "y")).unwrap_err();
    assert!(matches!(error, SendError::Unreachable { .. }), "{error:?}");
    assert!(sink.mails().is_empty());
    drop(sink);
    let error = smtp.send(&message("x", "y")).unwrap_err();
    assert_eq!(
        error,
        SendError::Unreachable {
            reason: "connection refused".into()
        }
    );

    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut config = SmtpConfig::new("127.0.0.1", silent.local_addr().unwrap().port(), Tls::None);
    config.timeout = Duration::from_millis(200);
    let error = Smtp::new(&config)
        .unwrap()
        .send(&message("x", "y"))
        .unwrap_err();
    assert_eq!(
        error,
        SendError::Unreachable {
            reason: "no answer in time".into()
        }
    );
}

#[test]
fn a_foreign_domain_is_sent_where_the_server_can() {
    let mut mail = message("x", "y");
    mail.to = EmailAddress::parse("info@café.example").unwrap();
    assert_eq!(deliver(&mail).to, ["info@café.example"]);
}

#[test]
fn a_password_does_not_travel_in_the_open() {
    let mut config = SmtpConfig::new("mail.voorbeeld.example", 25, Tls::None);
    config.credentials = Some(("wijk".into(), "geheim".into()));
    assert!(matches!(
        Smtp::new(&config),
        Err(ConfigError::OpenPassword { .. })
    ));
    assert!(!format!("{config:?}").contains("geheim"));
    config.tls = Tls::Tls;
    Smtp::new(&config).unwrap();
}
