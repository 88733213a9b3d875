//! The sink, spoken to by hand.

use super::*;

fn talk(sink: &SmtpSink, lines: &[&str]) -> Vec<String> {
    let mut stream = TcpStream::connect(sink.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut replies = Vec::new();
    let mut read = |replies: &mut Vec<String>| {
        let mut line = String::new();
        // a reset is a hang-up as well
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            line = "hung up".into();
        }
        replies.push(line.trim_end().chars().take(7).collect::<String>());
    };
    read(&mut replies);
    for line in lines {
        let _ = stream.write_all(format!("{line}\r\n").as_bytes());
        read(&mut replies);
    }
    replies
        .iter()
        .map(|reply| {
            if reply == "hung up" {
                reply.clone()
            } else {
                reply[..3].into()
            }
        })
        .collect()
}

#[test]
fn the_order_of_commands_is_kept() {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let replies = talk(
        &sink,
        &[
            "HELO x",
            "NOOP",
            "RCPT TO:<b@voorbeeld.example>",
            "DATA",
            "MAIL a@b",
            "MAIL FROM:<a@voorbeeld.example>",
            "MAIL FROM:<c@voorbeeld.example>",
            "RCPT TO:<>",
            "RSET",
            "mail from:<> SIZE=99999999",
            "mail from:<> SIZE=10",
            "rcpt to:<b@voorbeeld.example>",
            "data",
            "Subject: x\r\n\r\n..dot\r\n.",
            "TURN",
            "QUIT",
            "NOOP",
        ],
    );
    assert_eq!(
        replies,
        [
            "220", "250", "250", "503", "503", "501", "250", "503", "501", "250", "552", "250",
            "250", "354", "250", "502", "221", "hung up",
        ]
    );
    let mails = sink.wait_for(1, Duration::from_secs(5));
    assert_eq!(mails[0].raw, b"Subject: x\r\n\r\n.dot\r\n");
    assert_eq!(
        (mails[0].from.as_str(), mails[0].to.as_slice()),
        ("", &["b@voorbeeld.example".to_owned()][..])
    );
    sink.clear();
    assert!(sink.mails().is_empty());
}

#[test]
fn a_mail_cut_off_is_not_kept() {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let lines = [
        "HELO x",
        "MAIL FROM:<>",
        "RCPT TO:<b@voorbeeld.example>",
        "DATA",
    ];
    talk(&sink, &lines);
    assert!(sink.wait_for(1, Duration::from_millis(100)).is_empty());
}

#[test]
fn it_stops_when_dropped() {
    let sink = SmtpSink::start("127.0.0.1:0").unwrap();
    let address = sink.address();
    drop(sink);
    assert!(TcpStream::connect(address).is_err());
}
