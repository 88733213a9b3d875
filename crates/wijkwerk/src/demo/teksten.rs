//! What people say in the simulated year: short, ordinary, and about no real event.

use super::tekening::Scene;

/// Something to report: a picture, which theme (by place in the list), which trades, and words for it.
pub struct Voorval {
    pub scene: Scene,
    pub thema: usize,
    pub vakken: &'static [usize],
    pub zinnen: &'static [&'static str],
    pub klaar: &'static str,
}

/// What is reported in the year.
pub const VOORVALLEN: &[Voorval] = &[
    Voorval {
        scene: Scene::Stoeptegel,
        thema: 1,
        vakken: &[0],
        zinnen: &[
            "Er ligt een stoeptegel los. Mijn buurvrouw is bijna gevallen.",
            "De tegels bij het bankje wiebelen. Met een rollator kom je er niet langs.",
            "Stoep is verzakt na de regen, er staat een plas voor de deur.",
        ],
        klaar: "De stoep ligt weer vlak en alle tegels liggen vast.",
    },
    Voorval {
        scene: Scene::Zwerfvuil,
        thema: 0,
        vakken: &[2],
        zinnen: &[
            "Naast de container staan al een week zakken met afval.",
            "Er waait plastic over het hele plein.",
            "Iemand heeft een matras bij het fietsenrek gezet.",
        ],
        klaar: "Al het afval is opgehaald en de plek is schoongespoten.",
    },
    Voorval {
        scene: Scene::Lantaarnpaal,
        thema: 2,
        vakken: &[3, 0],
        zinnen: &[
            "De lantaarn bij het tunneltje doet het niet. Het is er heel donker.",
            "Twee lampen op rij zijn uit, ik loop liever om.",
            "De lamp knippert de hele nacht.",
        ],
        klaar: "Er zit een nieuwe lamp in en het licht brandt weer.",
    },
    Voorval {
        scene: Scene::OverhangendGroen,
        thema: 1,
        vakken: &[1],
        zinnen: &[
            "De heg groeit over de stoep, je moet de straat op.",
            "Takken hangen voor het verkeersbord.",
            "Het pad achter de garages is dichtgegroeid.",
        ],
        klaar: "De heg is teruggesnoeid en het pad is weer vrij.",
    },
    Voorval {
        scene: Scene::Hondenpoep,
        thema: 0,
        vakken: &[2],
        zinnen: &[
            "Het grasveld waar kinderen spelen ligt vol hondenpoep.",
            "Elke ochtend ligt er hondenpoep op de stoep bij de school.",
        ],
        klaar: "Het veld is schoongemaakt en er hangt een bakje met zakjes.",
    },
    Voorval {
        scene: Scene::Graffiti,
        thema: 0,
        vakken: &[2],
        zinnen: &[
            "Er is op de muur van het trafohuisje gespoten.",
            "Lelijke tekens op de achterkant van de school.",
        ],
        klaar: "De muur is schoon en kreeg een laag die tegen verf kan.",
    },
    Voorval {
        scene: Scene::Tak,
        thema: 2,
        vakken: &[1],
        zinnen: &[
            "Er hangt een grote tak los boven het fietspad.",
            "Na de wind ligt er een halve boom op het pad.",
        ],
        klaar: "De losse tak is eruit gehaald en de boom is nagekeken.",
    },
    Voorval {
        scene: Scene::Speeltoestel,
        thema: 3,
        vakken: &[0, 1],
        zinnen: &[
            "De schommel is stuk, er steekt een bout uit.",
            "Er zijn geen plekken meer voor de kleintjes, het toestel is weggehaald.",
        ],
        klaar: "Het toestel is gemaakt en gekeurd. Er kan weer gespeeld worden.",
    },
    Voorval {
        scene: Scene::FietspadKuil,
        thema: 1,
        vakken: &[0],
        zinnen: &[
            "Diepe kuil in het fietspad, net na de bocht.",
            "Het fietspad is kapotgereden door een vrachtwagen.",
        ],
        klaar: "De kuil is gevuld en het fietspad is weer vlak.",
    },
    Voorval {
        scene: Scene::Prullenbak,
        thema: 0,
        vakken: &[2],
        zinnen: &[
            "De prullenbak bij de bushalte zit elke dag propvol.",
            "Prullenbak is van de paal getrapt.",
        ],
        klaar: "Er hangt een grotere bak die vaker wordt geleegd.",
    },
];

/// Reasons for doing nothing, in plain words.
pub const REDENEN: &[&str] = &[
    "Deze grond is van een bewoner. Wij hebben de eigenaar gevraagd om op te ruimen.",
    "Hier komt dit voorjaar nieuw asfalt. Tot die tijd repareren we alleen wat gevaarlijk is.",
    "We hebben gekeken en konden niets vinden. Laat het weten als het terugkomt.",
    "Deze boom is gezond. We snoeien hem met de gewone ronde in de winter.",
];

/// What a partner writes when it is done.
pub const PARTNER_KLAAR: &[&str] = &[
    "De galerij is opgeruimd en de deur sluit weer goed.",
    "We zijn langs geweest en hebben met de bewoners afspraken gemaakt.",
    "De bergingen zijn leeg en er hangt nieuwe verlichting.",
];

/// Something a team works on together.
pub struct Onderwerp {
    pub titel: &'static str,
    pub behoefte: &'static str,
    pub bron: &'static str,
    pub thema: usize,
    pub afspraken: &'static [&'static str],
    pub resultaat: &'static str,
}

/// What the teams take up in the year.
pub const ONDERWERPEN: &[Onderwerp] = &[
    Onderwerp {
        titel: "Veilig naar huis door de achterpaden",
        behoefte: "Bewoners lopen 's avonds om, omdat het achter de huizen donker is.",
        bron: "Uit de meldingen van het afgelopen jaar en een avondronde met bewoners.",
        thema: 2,
        afspraken: &[
            "Lampen plaatsen in de donkere poorten",
            "Twee avonden per maand lopen we samen een ronde",
            "Bewoners snoeien hun eigen heg, wij brengen gereedschap",
        ],
        resultaat: "De poorten zijn verlicht en bewoners lopen niet meer om.",
    },
    Onderwerp {
        titel: "Schone hoeken bij de containers",
        behoefte: "Rond de containers blijft afval staan en dat trekt nieuw afval aan.",
        bron: "Dezelfde plekken komen elke week terug.",
        thema: 0,
        afspraken: &[
            "Elke maandag en donderdag extra ophalen op de drie drukste plekken",
            "Bij nieuwe bewoners langsgaan met uitleg over afval",
            "Containers een andere plek geven waar auto's ze niet blokkeren",
        ],
        resultaat: "De hoeken zijn schoon gebleven, ook na het weekend.",
    },
    Onderwerp {
        titel: "Een speelplek die van de buurt is",
        behoefte: "Ouders willen een plek waar kleine en grote kinderen samen kunnen zijn.",
        bron: "Gesprekken op het plein met dertig ouders en kinderen.",
        thema: 3,
        afspraken: &[
            "Ontwerp maken met de kinderen uit de straat",
            "Het oude toestel weghalen en de grond vlak maken",
            "Een groep bewoners houdt de plek schoon",
        ],
        resultaat: "De speelplek is open en een groep bewoners zorgt ervoor.",
    },
    Onderwerp {
        titel: "Heel en begaanbaar met een rollator",
        behoefte: "Ouderen komen niet bij de winkel omdat de stoep ongelijk is.",
        bron: "Een wandeling met acht ouderen en hun meldingen.",
        thema: 1,
        afspraken: &[
            "De route van de flats naar de winkel vlak leggen",
            "Bankjes plaatsen op twee plekken onderweg",
            "Na een maand opnieuw samen lopen",
        ],
        resultaat: "De route is vlak en er staan twee bankjes.",
    },
    Onderwerp {
        titel: "Rust op het plein in de avond",
        behoefte: "Omwonenden slapen slecht door geluid op het plein.",
        bron: "Brief van omwonenden en gesprekken met jongeren.",
        thema: 2,
        afspraken: &[
            "Afspraken maken met de jongeren over tijd en plek",
            "Een plek zoeken waar jongeren welkom zijn",
            "In de zomer vaker langsgaan",
        ],
        resultaat: "Het is na elf uur stil en de jongeren hebben een eigen plek.",
    },
    Onderwerp {
        titel: "Elkaar kennen in de nieuwe straten",
        behoefte: "Nieuwe bewoners kennen hun buren niet.",
        bron: "Gesprekken aan de deur bij zestig adressen.",
        thema: 3,
        afspraken: &[
            "Een straatdag met koffie op twee plekken",
            "Een bewoner per straat als aanspreekpunt zoeken",
        ],
        resultaat: "In elke straat is er iemand die nieuwe buren welkom heet.",
    },
];

/// First and last names that are plainly made up.
pub const VOORNAMEN: &[&str] = &[
    "Noor", "Sam", "Robin", "Lotte", "Joris", "Imke", "Tess", "Daan", "Fenna", "Milo", "Saar",
    "Bram", "Yara", "Teun", "Puck", "Jip", "Mees", "Liv", "Guus", "Roos", "Finn", "Evi", "Stijn",
    "Nora", "Cas", "Julie", "Pim", "Bo", "Sven", "Kiki",
];
pub const ACHTERNAMEN: &[&str] = &[
    "Verzonnen",
    "Voorbeeld",
    "Fictief",
    "Bedacht",
    "Zogenaamd",
    "Fantasie",
    "Denkbeeld",
    "Wellicht",
    "Misschien",
    "Nietecht",
    "Sprookje",
    "Droombeeld",
    "Zomaar",
    "Verhaal",
    "Proefpersoon",
];

/// Streets that exist nowhere together.
pub const STRATEN: &[&str] = &[
    "Lange Laan",
    "Korte Dreef",
    "Tweede Hof",
    "Achterpad",
    "Voorplein",
    "Schelpenpad",
    "Regenboogstraat",
    "Fluitenpad",
    "Waterkant",
    "Molenhof",
    "Sterrenplein",
    "Zandweg",
];
