//! What `wijkwerk doctor` says of the addresses that people see: the page that `/` opens and the links in mails.

use super::doctor::Finding;
use crate::config::Config;
use crate::ids::GemeenteId;

/// Whether `/` opens something and whoever gets a mail can open what is in it.
pub(super) fn finding(config: &Config, gemeenten: &[(GemeenteId, String)]) -> Finding {
    if gemeenten.is_empty() {
        return Err((
            "er is nog geen gemeente".into(),
            "geef `wijkwerk inrichting import`".into(),
        ));
    }
    let slugs: Vec<&str> = gemeenten.iter().map(|(_, slug)| slug.as_str()).collect();
    if let Some(slug) = &config.gemeente
        && !slugs.contains(&slug.as_str())
    {
        return Err((
            format!("op / opent niets: er is geen gemeente {slug}"),
            format!("zet `gemeente` op een van: {}", slugs.join(", ")),
        ));
    }
    let is_here = config.base_url.starts_with("http://localhost")
        || config.base_url.starts_with("http://127.0.0.1");
    if is_here && !config.mail.host.is_empty() {
        return Err((
            format!(
                "mails gaan weg met links naar {}, die alleen op deze machine opengaan",
                config.base_url
            ),
            "zet `base_url` op het adres dat mensen zien".into(),
        ));
    }
    Ok(config.base_url.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_leads_nowhere_is_told_with_what_to_do() {
        let gemeenten = [(GemeenteId(Uuid::nil()), "hier".to_owned())];
        let mut config = Config::default();
        assert_eq!(
            finding(&config, &gemeenten),
            Ok("http://localhost:8080".to_owned()),
            "without mail nobody gets the links"
        );
        let (what, remedy) = finding(&config, &[]).unwrap_err();
        assert_eq!(what, "er is nog geen gemeente");
        assert!(remedy.contains("inrichting import"), "{remedy}");

        config.mail.host = "mail.example".into();
        let (what, remedy) = finding(&config, &gemeenten).unwrap_err();
        assert!(what.contains("http://localhost:8080"), "{what}");
        assert!(remedy.contains("base_url"), "{remedy}");
        config.base_url = "https://wijk.example".into();
        assert!(finding(&config, &gemeenten).is_ok());

        config.gemeente = Some("heir".into());
        let (what, remedy) = finding(&config, &gemeenten).unwrap_err();
        assert!(what.contains("heir"), "{what}");
        assert!(remedy.contains("hier"), "{remedy}");
        config.gemeente = Some("hier".into());
        assert!(finding(&config, &gemeenten).is_ok());
    }
}
