//! What a website asks of programs that visit it (RFC 9309): the rules for us, or those for everybody.

/// The name that a website can ask us by.
pub(super) const NAME: &str = "wijkwerk-linkcontrole";

/// Whether these rules let us visit this path. The longest rule that fits counts; of two as long the milder one.
pub(super) fn allows(robots: &str, path: &str) -> bool {
    let (own, all) = rules(robots);
    let rules = if own.is_empty() { all } else { own };
    rules
        .iter()
        .filter(|(_, pattern)| fits(pattern, path))
        .max_by_key(|(is_allowed, pattern)| (pattern.len(), *is_allowed))
        .is_none_or(|(is_allowed, _)| *is_allowed)
}

type Rules<'a> = Vec<(bool, &'a str)>;

/// The rules for us and those for everybody.
fn rules(robots: &str) -> (Rules<'_>, Rules<'_>) {
    let (mut own, mut all) = (Vec::new(), Vec::new());
    let (mut is_own, mut is_all, mut in_names) = (false, false, false);
    for line in robots.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        let rule = match key.trim().to_ascii_lowercase().as_str() {
            "user-agent" => {
                if !in_names {
                    (is_own, is_all) = (false, false);
                }
                is_own |= value.eq_ignore_ascii_case(NAME);
                is_all |= value == "*";
                in_names = true;
                continue;
            }
            "allow" => (true, value),
            "disallow" => (false, value),
            _ => continue,
        };
        in_names = false;
        if value.is_empty() {
            continue;
        }
        if is_own {
            own.push(rule);
        }
        if is_all {
            all.push(rule);
        }
    }
    (own, all)
}

/// `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        if to_end && n + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    !to_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_says_where_it_wants_no_programs() {
        let everybody =
            "User-agent: *\nDisallow: /zoek\nAllow: /zoek/hulp\nDisallow: /*.pdf$ # geen folders\n";
        let us = "User-agent: ander\nDisallow: /\n\nuser-agent: Wijkwerk-Linkcontrole\nuser-agent: derde\ndisallow: /prive\n\n\
                  User-agent: *\nDisallow: /";
        for (robots, path, expected) in [
            ("", "/", true),
            ("Disallow: /", "/", true),
            ("User-agent: *\nDisallow:", "/x", true),
            ("User-agent: *\nDisallow: /", "/x", false),
            ("<html>niet gevonden</html>", "/x", true),
            (everybody, "/", true),
            (everybody, "/zoek?x=1", false),
            (everybody, "/zoek/hulp", true),
            (everybody, "/folder.pdf", false),
            (everybody, "/folder.pdf?v=2", true),
            (us, "/hulp", true),
            (us, "/prive/hulp", false),
            ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true),
        ] {
            assert_eq!(allows(robots, path), expected, "{path} in {robots}");
        }
    }
}
