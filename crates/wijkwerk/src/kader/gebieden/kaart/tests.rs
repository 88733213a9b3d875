//! What the picture must hold, and what must never get into it.

use super::*;

fn vlak(sleutel: &str, lon: f64, href: Option<&str>) -> KaartVlak {
    KaartVlak {
        sleutel: sleutel.to_owned(),
        naam: format!("Wijk {sleutel}"),
        href: href.map(str::to_owned),
        class: "is-open".to_owned(),
        rings: vec![vec![
            (lon, 52.0),
            (lon + 0.1, 52.0),
            (lon + 0.1, 52.1),
            (lon, 52.1),
            (lon, 52.0),
        ]],
    }
}

fn opdracht<'a>(vlakken: &'a [KaartVlak], punten: &'a [KaartPunt]) -> Kaartopdracht<'a> {
    Kaartopdracht {
        id: "kaart-1",
        titel: "Kaart",
        omschrijving: "De wijken",
        breedte: 640,
        hoogte: 480,
        achtergrond: &[],
        vlakken,
        punten,
        genummerd: true,
    }
}

#[test]
fn a_map_has_shapes_names_a_title_and_a_list() {
    let vlakken = [
        vlak("west", 5.0, Some("/wijken/west")),
        vlak("oost", 5.1, Some("/wijken/oost")),
    ];
    let kaart = draw(&opdracht(&vlakken, &[]));
    assert!(kaart.svg.starts_with("<svg ") && kaart.svg.ends_with("</svg>"));
    assert!(kaart.svg.contains("viewBox=\"0 0 640 480\""));
    assert!(
        kaart
            .svg
            .contains("<title id=\"kaart-1-titel\">Kaart</title>")
    );
    assert!(
        kaart
            .svg
            .contains("<desc id=\"kaart-1-uitleg\">De wijken</desc>")
    );
    assert!(
        kaart
            .svg
            .contains("<a class=\"ww-map__link\" href=\"/wijken/west\" aria-label=\"Wijk west\">")
    );
    assert!(
        kaart.svg.contains("role=\"group\""),
        "links in an image would be hidden"
    );
    // Once for a wide picture, once for a narrow one.
    assert_eq!(kaart.svg.matches("<text ").count(), 4);
    assert_eq!(kaart.svg.matches("text-anchor=\"middle\"").count(), 2);
    assert_eq!(kaart.svg.matches("data-sleutel=").count(), 2);
    assert!(kaart.svg.contains(&kaart.projectie.data_attributes()));
    assert!(!kaart.svg.contains("style"));
    let names: Vec<(usize, &str)> = kaart
        .lijst
        .iter()
        .map(|regel| (regel.nummer, regel.naam.as_str()))
        .collect();
    assert_eq!(names, [(1, "Wijk west"), (2, "Wijk oost")]);
    let plain = draw(&opdracht(&[vlak("west", 5.0, None)], &[]));
    assert!(plain.svg.contains("role=\"img\"") && !plain.svg.contains("<a "));
}

#[test]
fn hostile_text_stays_text() {
    let mut boos = vlak("\"><script>", 5.0, Some("javascript:alert(1)"));
    boos.naam = "<img src=x onerror='1'>\u{0}\u{202e}&".to_owned();
    boos.class = "a\" onload=\"b".to_owned();
    let punt = KaartPunt {
        lat: 52.05,
        lon: 5.05,
        class: String::new(),
        label: "</title><script>".to_owned(),
        href: Some("//elders.example".to_owned()),
    };
    let boze = [boos];
    let punten = [punt];
    let mut opdracht = opdracht(&boze, &punten);
    opdracht.titel = "</svg>";
    let svg = draw(&opdracht).svg;
    for forbidden in ["<script", "<img", "javascript:", "elders", "onload=", "\0"] {
        assert!(!svg.contains(forbidden), "{forbidden:?} in {svg}");
    }
    assert_eq!(svg.matches("</svg>").count(), 1);
    assert_eq!(draw(&opdracht).lijst[0].href, None);
}

#[test]
fn points_are_links_with_a_name_and_lie_where_the_projection_says() {
    let punten = [KaartPunt {
        lat: 52.05,
        lon: 5.05,
        class: "ww-map__dot--own".to_owned(),
        label: "Lantaarn".to_owned(),
        href: Some("/m/1".to_owned()),
    }];
    let vlakken = [vlak("west", 5.0, None)];
    let kaart = draw(&opdracht(&vlakken, &punten));
    let (x, y) = kaart.projectie.to_view(52.05, 5.05);
    assert!(
        kaart
            .svg
            .contains(&format!("cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\""))
    );
    assert!(kaart.svg.contains("href=\"/m/1\" aria-label=\"Lantaarn\""));
    let alone = draw(&opdracht(&[], &punten));
    assert!(alone.svg.contains("cx=\"320.0\" cy=\"240.0\""));
}

#[test]
fn water_is_drawn_behind_and_named_only_where_it_shows() {
    let vlakken = [vlak("west", 5.0, None)];
    let sea = |naam: &str, west: f64, east: f64| KaartVlak {
        sleutel: naam.to_owned(),
        naam: naam.to_owned(),
        href: None,
        class: String::new(),
        rings: vec![vec![(west, 51.0), (east, 51.0), (east, 53.0), (west, 53.0)]],
    };
    let achtergrond = [sea("Zee", 4.0, 4.98), sea("Ver", 8.0, 9.0)];
    let mut opdracht = opdracht(&vlakken, &[]);
    opdracht.breedte = 800;
    opdracht.achtergrond = &achtergrond;
    let kaart = draw(&opdracht);
    let (water, land) = (
        kaart.svg.find("ww-map__ground"),
        kaart.svg.find("ww-map__areas"),
    );
    assert!(water.unwrap() < land.unwrap());
    assert!(kaart.svg.contains(">Zee</text>") && !kaart.svg.contains(">Ver</text>"));
    assert_eq!(kaart.lijst.len(), 1);
}

#[test]
fn empty_broken_and_huge_shapes_give_a_valid_picture() {
    let mut broken = vlak("west", 5.0, None);
    broken.rings = vec![
        vec![],
        vec![(f64::NAN, 52.0), (5.0, f64::INFINITY)],
        vec![(5.0, 52.0)],
    ];
    let many = (0..100_000).map(|n| {
        let turn = f64::from(n) / 100_000.0 * std::f64::consts::TAU;
        (5.0 + 0.1 * turn.cos(), 52.0 + 0.05 * turn.sin())
    });
    let mut huge = vlak("groot", 5.0, None);
    huge.rings = vec![many.collect()];
    for vlakken in [vec![], vec![broken.clone()], vec![broken, huge]] {
        let svg = draw(&opdracht(&vlakken, &[])).svg;
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert!(svg.len() < 60_000, "{} bytes", svg.len());
    }
}

#[test]
fn a_number_stands_for_a_name_only_where_a_list_tells_it() {
    let mut small = vlak("klein", 5.0, None);
    small.naam = "Een lange naam zonder streepje".replace(' ', "");
    small.rings = vec![vec![(5.0, 52.0), (5.01, 52.0), (5.01, 52.01), (5.0, 52.01)]];
    let vlakken = [vlak("west", 5.0, None), small];
    let mut opdracht = opdracht(&vlakken, &[]);
    let told = draw(&opdracht);
    assert!(told.svg.contains(">2</text>") && told.lijst[1].op_nummer);
    assert!(!told.lijst[0].op_nummer);
    opdracht.genummerd = false;
    let plain = draw(&opdracht);
    assert!(!plain.svg.contains(">2</text>") && !plain.lijst[1].op_nummer);
}

#[test]
fn a_picture_is_as_high_as_its_areas_ask_within_bounds() {
    // At 52 degrees this square of degrees is about 1.6 times as high as wide.
    let square = [vlak("west", 5.0, None)];
    assert_eq!(height_for(&square, 300, 200, 900), 480);
    assert_eq!(height_for(&square, 300, 200, 400), 400);
    let broad = [vlak("west", 5.0, None), vlak("oost", 6.0, None)];
    assert_eq!(height_for(&broad, 300, 200, 400), 200);
    assert_eq!(height_for(&[], 300, 200, 400), 200);
}
