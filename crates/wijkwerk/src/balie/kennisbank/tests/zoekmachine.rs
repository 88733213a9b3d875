//! What search engines read of an item is what its page says.

use serde_json::{Value, json};

use super::*;
use crate::testing::{As, Ask};

on_both_engines!(search_engines_read_of_a_service_what_its_page_says);

fn page(bank: &Bank, id: KennisitemId) -> String {
    let path = format!("/{}/vraag/{}", bank.app.slug(), bank.item(id).sleutel);
    let page = bank.app.send(&Ask::get(&path).by(&As::Nobody).lang("nl"));
    assert_eq!(page.status, 200, "{path}");
    page.text()
}

fn data(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("application/ld+json\">")?;
    let (text, _) = rest.split_once("</script>")?;
    Some(serde_json::from_str(text).unwrap())
}

fn search_engines_read_of_a_service_what_its_page_says(db: TestDb) {
    let bank = Bank::new(db);
    let id = bank.shown();
    let frame = bank.app.frame(bank.app.slug());
    let wijk = frame.wijken().next().unwrap();
    let (wijk, naam) = (wijk.id, wijk.naam.clone());
    let shown = page(&bank, id);
    let told = data(&shown).expect("a service");
    let owner = frame.organisatie(bank.organisatie).unwrap();
    let (service, provider) = if owner.soort == "gemeente" {
        ("GovernmentService", "GovernmentOrganization")
    } else {
        ("Service", "Organization")
    };
    assert_eq!(told["@type"], service, "{told}");
    assert_eq!(
        told["provider"],
        json!({ "@type": provider, "name": owner.naam })
    );
    assert_eq!(told["areaServed"][0]["name"], frame.naam, "{told}");
    for field in ["name", "description", "serviceType"] {
        let said = told[field].as_str().unwrap();
        assert!(!said.is_empty() && shown.contains(said), "{field}: {shown}");
    }
    let channels = told["availableChannel"].as_array().unwrap();
    assert_eq!(channels.len(), 2, "{told}");
    assert_eq!(channels[0]["serviceUrl"], "https://schulden.example/hulp");
    assert_eq!(channels[1]["servicePhone"]["telephone"], "0320-278911");
    assert_eq!(told["audience"], Value::Null);

    // For one wijk, and with something in it that would end the script.
    let mut other = fields();
    other.doelgroep = "Wie </script> wil".to_owned();
    bank.act(&bank.eigenaar, move |ctx| set_gebieden(ctx, id, &[wijk]))
        .unwrap();
    bank.act(&bank.eigenaar, move |ctx| change(ctx, id, &other, true))
        .unwrap();
    let told = data(&page(&bank, id)).expect("a service");
    assert_eq!(told["areaServed"][0]["name"], naam, "{told}");
    assert_eq!(told["audience"]["audienceType"], "Wie </script> wil");

    // What is not shown any more is no service.
    bank.act(&bank.eigenaar, move |ctx| {
        withdraw(ctx, id, "Deze hulp bestaat niet meer.")
    })
    .unwrap();
    assert_eq!(data(&page(&bank, id)), None);
}
