//! Sums of the formation beside those per origin.

use kit::testing::TestDb;

use super::Register;
use crate::kader::formatie::NewRegel;
use crate::kader::formatie::actions::{allot, fill};
use crate::testing::{As, Ask};

kit::on_both_engines!(l_60_fte_sum_per_function_and_employer_too);

fn l_60_fte_sum_per_function_and_employer_too(db: TestDb) {
    let register = Register::new(db);
    let frame = register.app.frame(register.app.slug());
    let [one, other] = [0, 1].map(|n| frame.organisaties[n].id);
    let (wijken, today) = (register.wijken(), register.today);
    let (before, new) = (register.agreed(2000, 0), register.agreed(1000, 0));
    let part = |afspraak, functie: &'static str, fte, gebied, organisatie| {
        let new = NewRegel {
            afspraak,
            functie: functie.to_owned(),
            fte,
            gebied: Some(gebied),
            organisatie,
            valid_from: today,
        };
        register.write(move |ctx| allot(ctx, &new)).unwrap()
    };
    let first = part(before, "Opbouwwerker", 1500, wijken[0], one);
    part(before, "Wijkadviseur", 500, wijken[0], other);
    part(new, "Opbouwwerker", 750, wijken[1], other);
    let account = register.account("wijkteamlid");
    register
        .write(move |ctx| fill(ctx, first, account, 900, None, today))
        .unwrap();
    let stand = register.stand(today);
    let functies: Vec<_> = stand
        .functies
        .iter()
        .map(|(n, s)| (n.as_str(), *s))
        .collect();
    let expected = [("Opbouwwerker", (2250, 900)), ("Wijkadviseur", (500, 0))];
    assert_eq!(functies, expected);
    assert_eq!(stand.werkgevers.len(), 2);
    assert_eq!(stand.werkgevers[&one], (1500, 900));
    assert_eq!(stand.werkgevers[&other], (1250, 0));
    let path = format!("/{}/formatie", register.app.slug());
    let who = As::Role("regisseur".to_owned());
    let page = register.app.send(&Ask::get(&path).by(&who).lang("nl"));
    let text = page.text();
    for (kop, total) in [("Per functie</h2>", "2,75"), ("Per werkgever</h2>", "2,75")] {
        let (_, table) = text.split_once(kop).expect(kop);
        let (table, _) = table.split_once("</table>").unwrap();
        assert!(table.contains("2,25") || table.contains("1,25"), "{table}");
        assert!(
            table.contains(&format!("<strong>{total}</strong>")),
            "{table}"
        );
    }
}
