werkplannen-titel = { -Werkplan-mv }
werkplannen-jaren = Jaren en plannen
werkplannen-herkomst = { $deel } van { $totaal } { -aandachtsgebied-mv } komen van bewoners.
werkplannen-herkomst-afspraken = Daarmee komen { $deel } van { $totaal } { -afspraak-mv } van bewoners.
werkplannen-te-lang = Deze tekst is te lang. Maak hem korter.
werkplannen-geen-contactgegevens = Dit wordt openbaar. Haal het e-mailadres of telefoonnummer eruit.
werkplannen-organisatie-onbekend = Kies een organisatie uit de lijst.
werkplannen-persoon-andere-organisatie = Deze persoon werkt niet bij deze organisatie. Kies iemand anders of laat het leeg.
werkplannen-reden-leeg = Schrijf kort op waarom.
werkplan-een = { -Werkplan }
werkplan-versie = Versie { $versie }, vastgesteld
werkplan-vastgesteld-op = Versie { $versie }, vastgesteld op { $dag }
werkplan-concept = Nog niet vastgesteld
werkplan-nog-niet = Nog geen { -werkplan }
werkplan-begin = Begin { -een-werkplan }
werkplan-openbaar = Bekijk wat iedereen ziet
werkplan-welke = Welke { -afspraak-mv }
werkplan-alles = Alles
werkplan-van-mij = Van mij
werkplan-niets = Hier staat nog niets.
werkplan-niets-uitleg = Begin met wat bewoners vragen: maak { -een-aandachtsgebied }.
werkplan-plannen = Plannen in deze { -wijk-mv }
werkplan-plannen-geen = Partners en { -gemeente } hebben hier nog geen plannen gezet.
werkplan-plannen-klaar = { $klaar } van { $totaal } werken klaar
werkplan-plannen-meer = { $aantal ->
    [one] Nog één plan
   *[other] Nog { $aantal } plannen
    }
werkplan-vorig = Naast vorig jaar
werkplan-vaststellen = Vaststellen
werkplan-niemand-ingestemd = Nog niemand heeft met de volgende versie ingestemd.
werkplan-zoals-toen = Zo is deze versie vastgesteld. Wat daarna gebeurde, staat er niet in.
werkplan-zoals-nu = Bekijk hoe het er nu voor staat
werkplan-nieuwste = Bekijk versie { $versie }, de nieuwste
werkplan-eerder = Eerdere versies
werkplan-eerder-leeg = Dit is de eerste versie. Komt er een nieuwe, dan blijft deze hier te lezen.
werkplan-ingestemd = Ingestemd:
werkplan-wacht-op = We wachten op
werkplan-stem-in = Stem in met versie { $versie }
werkplan-leeg = Dit plan is leeg. Maak eerst { -een-aandachtsgebied }.
werkplan-niets-nieuws = Er is niets veranderd sinds de laatste versie.
werkplan-al-ingestemd = { $organisatie } heeft al ingestemd met deze versie.
werkplan-zonder-organisatie = { -aanspreek.vorm ->
    [je] Instemmen kan alleen namens een organisatie. Jouw account hoort bij geen organisatie.
   *[u] Instemmen kan alleen namens een organisatie. Uw account hoort bij geen organisatie.
    }
werkplan-geen-team = Alleen een team maakt { -een-werkplan }.
werkplan-jaar-onbekend = Vul een jaar in tussen 2000 en 2100.
wp-aandachtsgebied-nieuw = Voeg { -een-aandachtsgebied } toe
wp-aandachtsgebied-opname = Hiermee begint het. Wat hieronder komt te staan, leest iedereen: neem de woorden van de melder niet over.
wp-aandachtsgebied-opgenomen = Gemaakt. { -De-melding } hoort er nu bij, en wie het meldde krijgt bericht. Stel nu voor wie wat doet.
wp-aandachtsgebied-wacht = Dit telt pas als iedereen met { -de-werkplan } heeft ingestemd. Maak eerst { -afspraak-mv } als die er nog niet zijn.
wp-aandachtsgebied-naar-plan = Naar het instemmen
wp-aandachtsgebied-wijzig = Wijzig
wp-aandachtsgebied-waarom = Waarom
wp-aandachtsgebied-integraal = Integraal
wp-aandachtsgebied-integraal-uitleg = Twee of meer organisaties doen mee. Daarom mag dit integraal heten.
wp-aandachtsgebied-zijkant = { -Melding-mv }, partners en knoppen
wp-aandachtsgebied-los-op = Het is opgelost
wp-aandachtsgebied-neem-mee = Neem mee naar volgend jaar
wp-aandachtsgebied-laat-los = Laat los, met reden
wp-aandachtsgebied-titel-leeg = { -aanspreek.vorm ->
    [je] Schrijf op wat je wilt bereiken.
   *[u] Schrijf op wat u wilt bereiken.
    }
wp-aandachtsgebied-behoefte-leeg = Schrijf op wie dit nodig heeft en waarom.
wp-aandachtsgebied-wijk-leeg = Kies { -een-wijk }.
wp-aandachtsgebied-wijk-ander-team = Kies alleen { -wijk-mv } van dit team.
wp-aandachtsgebied-thema-leeg = Kies een of meer thema's.
wp-aandachtsgebied-thema-onbekend = Kies een thema uit de lijst.
wp-aandachtsgebied-niet-integraal = Integraal mag pas als twee organisaties { -een-afspraak } hebben aangenomen.
wp-aandachtsgebied-veld-onbekend = Dit veld hoort niet bij de gekozen { -wijk-mv }.
wp-aandachtsgebied-veranderd = Iemand anders heeft dit net veranderd. Open het opnieuw en kijk wat er nu staat.
wp-aandachtsgebied-afgesloten = Dit is afgesloten en verandert niet meer.
wp-aandachtsgebied-kan-niet = Dat kan nu niet: dit is al afgesloten of nog niet vastgesteld.
wp-aandachtsgebied-zonder-resultaat = Leg eerst vast wat er is bereikt.
wp-aandachtsgebied-open-afspraken = Er zijn nog open { -afspraak-mv }. Rond die eerst af of laat ze los.
wp-aandachtsgebied-niet-naar-dit-plan = Kies een later plan van hetzelfde team.
wp-aandachtsgebied-staat-proposed = Voorgesteld
wp-aandachtsgebied-staat-adopted = Vastgesteld
wp-aandachtsgebied-staat-active = Loopt
wp-aandachtsgebied-staat-resolved = Opgelost
wp-aandachtsgebied-staat-carried-over = Mee naar het volgende jaar
wp-aandachtsgebied-staat-dropped = Vervallen
wp-behoefte-van-bewoners = Gevraagd door bewoners
wp-behoefte-van-partner = Gevraagd door een partner
wp-behoefte-van-gemeente = Gevraagd door de { -gemeente }
wp-behoefte-bron = Hoe we het weten
wp-behoefte-niet-onderbouwd = Behoefte niet onderbouwd
wp-afspraken-titel = { -Afspraak-mv }
wp-afspraken-geen = Er is nog niets afgesproken.
wp-afspraken-gekozen = Deze { -afspraak-mv }
wp-afspraken-klaar = { $klaar } van { $totaal } { -afspraak-mv } klaar
wp-afspraak-een = { -Afspraak }
wp-afspraak-nieuw = Maak { -een-afspraak }
wp-afspraak-nieuw-uitleg = De organisatie neemt het daarna zelf aan. Wie dit opschrijft, kan dat niet voor een ander doen.
wp-afspraak-geen-naam = Geen naam
wp-afspraak-alle-wijken = Alle { -wijk-mv }
wp-afspraak-stel-voor = Stel voor
wp-afspraak-neemt-u-aan = { -aanspreek.vorm ->
    [je] Neemt jouw organisatie dit aan?
   *[u] Neemt uw organisatie dit aan?
    }
wp-afspraak-neem-aan = Neem aan
wp-afspraak-kan-niet-want = Kan niet, want …
wp-afspraak-wijs-af = Wijs af
wp-afspraak-is-klaar = Het is klaar
wp-afspraak-lever = Meld het klaar
wp-afspraak-stel-vast = Het is nagekomen
wp-afspraak-vaststellen-uitleg = Bekijk het bewijs. Klopt het?
wp-afspraak-niet-nagekomen = Nog niet nagekomen, want …
wp-afspraak-niet-nagekomen-uitleg = { $wie } gaat er weer mee verder en krijgt de reden per mail, als er een adres is.
wp-afspraak-stuur-terug = Stuur terug
wp-afspraak-laat-los = Laat los, met reden
wp-afspraak-zijkant = { -aanspreek.vorm ->
    [je] Wat je kunt doen
   *[u] Wat u kunt doen
    }
wp-afspraak-hoe-het-gaat = Hoe het gaat
wp-afspraak-kies = { -aanspreek.vorm ->
    [je] Kies wat je wilt doen.
   *[u] Kies wat u wilt doen.
    }
wp-afspraak-wat-leeg = Schrijf op wat er gebeurt.
wp-afspraak-zonder-organisatie = Kies welke organisatie dit doet.
wp-afspraak-twee-eigenaars = Kies een organisatie of iemand zonder organisatie, niet allebei.
wp-afspraak-partij-naam-leeg = Schrijf op wie het is. Dat wordt niet openbaar.
wp-afspraak-zonder-datum = Kies een datum waarop het klaar is.
wp-afspraak-datum-voorbij = Deze datum is al voorbij. Kies een latere.
wp-afspraak-wijk-elders = Kies { -een-wijk } die hierbij hoort.
wp-afspraak-zonder-persoon = Er staat nog geen naam bij. Dat mag, maar een naam helpt.
wp-afspraak-voortgang-leeg = Schrijf kort op wat er is gebeurd.
wp-afspraak-kan-niet = Dat kan nu niet.
wp-afspraak-nog-niet-aangenomen = Dit is nog niet aangenomen.
wp-afspraak-vervallen = Dit is vervallen.
wp-afspraak-al-klaar = Dit is al klaar gemeld.
wp-afspraak-al-aangenomen = Dit is al aangenomen.
wp-afspraak-nog-niet-geleverd = Dit is nog niet klaar gemeld.
wp-afspraak-staat-proposed = Wacht op aannemen
wp-afspraak-staat-accepted = Aangenomen
wp-afspraak-staat-in-progress = Loopt
wp-afspraak-staat-delivered = Klaar
wp-afspraak-staat-verified = Nagekomen
wp-afspraak-staat-dropped = Vervallen
wp-afspraak-stap-proposed = De organisatie neemt het aan
wp-afspraak-stap-accepted = Beginnen
wp-afspraak-stap-in-progress = Afmaken en laten zien
wp-afspraak-stap-delivered = Nakijken of het klopt
wp-afspraak-stap-verified = Niets meer
wp-afspraak-stap-dropped = Niets meer
wp-afspraak-gedaan-proposed = Voorgesteld
wp-afspraak-gedaan-accepted = Aangenomen
wp-afspraak-gedaan-declined = Afgewezen
wp-afspraak-gedaan-progressed = Voortgang
wp-afspraak-gedaan-delivered = Klaar gemeld
wp-afspraak-gedaan-verified = Nagekomen
wp-afspraak-gedaan-reopened = Nog niet nagekomen
wp-afspraak-gedaan-dropped = Vervallen
wp-afspraak-gedaan-contributed = Bijdrage vastgelegd
wp-afspraak-gedaan-carried-over = Mee naar het volgende jaar
wp-afspraak-gedaan-reminded = Herinnerd
wp-afspraak-gedaan-link-made = Link gestuurd
wp-afspraak-gedaan-photo-released = Foto voor iedereen te zien
wp-afspraak-gedaan-withdrawn = Foto niet meer voor iedereen te zien
wp-afspraak-gedaan-erased = Naam en e-mailadres gewist
wp-afspraak-gedaan-link-revoked = Link ingetrokken
wp-partij-titel = Iemand zonder organisatie
wp-partij-uitleg = Bijvoorbeeld een winkelier. De naam en het e-mailadres worden nooit openbaar.
wp-partij-bewoner = Een bewoner
wp-partij-ondernemer = Een ondernemer
wp-partij-bedrijf = Een bedrijf
wp-partij-organisatie = Een andere organisatie
wp-partij-weg = { -Een-partner }
wp-eigen-doel = Om { -de-afspraak } te maken en er mails over te sturen.
wp-wissen-zeker = Ja, wis mijn naam en e-mailadres. Deze link werkt daarna niet meer.
wp-wissen-blijft = Dit blijft: { -de-afspraak }, wat er is gedaan en wat daarover is gezegd. Bij wie het doet, staat dan alleen nog: { $wie }.
wp-gewist-titel = De gegevens zijn gewist
wp-gewist = De naam en het e-mailadres zijn weg en deze link werkt niet meer. Dit blijft staan, zonder naam:
wp-partners-titel = Wie doen mee
wp-bijdragen-titel = Wie brengt wat in
wp-bijdragen-geen = Nog niets vastgelegd.
wp-bijdrage-wie = Van wie
wp-bijdrage-wat = Wat
wp-bijdrage-nieuw = Leg een bijdrage vast
wp-bijdrage-leg-vast = Leg vast
wp-bijdrage-gepland = Toegezegd, nog niet gedaan
wp-bijdrage-toegezegd = { $wat } toegezegd
wp-bijdrage-tot-nu-toe = { $wat } tot nu toe
wp-bijdrage-uren-kort = { $uren } uur
wp-bijdrage-van-bewoners = Bewoners
wp-bijdrage-van-partner = Partner
wp-bijdrage-van-gemeente = { -Gemeente }
wp-bijdrage-leeg = Vul uren, euro of materiaal in.
wp-bijdrage-getal = Vul een getal in dat klopt.
wp-bijdrage-welke-partner = Kies welke partner dit inbrengt.
wp-bewijs-titel = Bewijs
wp-bewijs-foto = Maak of kies een foto
wp-bewijs-foto-uitleg = JPEG, PNG of WebP. Liever zonder mensen en kentekens.
wp-bewijs-foto-van = Foto bij:
wp-bewijs-of-bezoek = Of schrijf op wie is gaan kijken, wanneer, en wat er te zien was.
wp-bewijs-feit = Dit staat in het systeem.
wp-bewijs-feit-onwaar = Dit staat niet zo in het systeem.
wp-foto-vrij = Iedereen kan deze foto zien.
wp-foto-neem-terug = Laat de foto niet meer aan iedereen zien
wp-foto-trek-in = Trek de foto in
wp-foto-al-vrij = Deze foto is al voor iedereen te zien.
wp-foto-niet-vrij = Deze foto is niet voor iedereen te zien.
wp-resultaten-titel = Wat het opleverde
wp-resultaten-geen = Nog niets vastgelegd.
wp-resultaat-nieuw = Leg vast wat er is bereikt
wp-resultaat-leg-vast = Leg vast
wp-resultaat-oordeel = { $opgelost } van { $van } melders: opgelost
wp-resultaat-wat-leeg = Schrijf op wat er is veranderd.
wp-resultaat-te-vroeg = Dit is nog niet vastgesteld, dus er kan nog geen resultaat zijn.
wp-doorlooptijd-afspraak = { $dagen ->
    [0] Dezelfde dag was er { -een-afspraak }.
    [one] Na één dag was er { -een-afspraak }.
   *[other] Na { $dagen } dagen was er { -een-afspraak }.
    }
wp-doorlooptijd-resultaat = { $dagen ->
    [0] Dezelfde dag was het volgens een melder opgelost.
    [one] Na één dag was het volgens een melder opgelost.
   *[other] Na { $dagen } dagen was het volgens een melder opgelost.
    }
wp-melding-over = { $onderwerp } in { $wijk }
wp-melding-onder = Nummer { $nummer }, { $dag }
wp-kaart-meldingen = { $aantal ->
    [0] Kaart, nog zonder { -melding-mv }
    [one] Kaart met één { -melding }
   *[other] Kaart met { $aantal } { -melding-mv }
    }
wp-rode-draad = Rode draad
wp-wat-nu = Wat kan er nu
wp-resultaat-nog-geen-oordeel = nog geen oordeel van wie het vroeg
wp-vorig-aandachtsgebieden = { -Aandachtsgebied-mv }
wp-mee-uit-eerder = Mee uit een eerder jaar
wp-nagekomen = { $n } van { $m } op tijd
wp-strip-hoe-ver = Hoe ver is het
wp-combineren-titel = Dit kan misschien samen
wp-combineren-dichtbij = hoogstens 200 meter van elkaar
wp-plannen-titel = Plannen van partners en { -gemeente }
wp-plannen-uitleg = Wat staat er al op de planning? Dan kan het werk samen.
wp-plannen-geen = Er zijn nog geen plannen.
wp-plannen-kaart = Waar het werk is
wp-plannen-kaart-uitleg = Op de kaart staat gepland werk waarvan de plek bekend is. Alles staat ook in de lijst hieronder.
wp-kaart-plannen = { $aantal ->
    [one] Kaart met één gepland werk
   *[other] Kaart met { $aantal } geplande werken
    }
wp-kaart-speld = Kaart van { -de-gemeente }
wp-kaart-speld-uitleg = Zet de speld waar het werk is. Zonder kaart kan het ook: vul de graden in.
wp-plannen-gemeente-klaar = { -Gemeentelijk-wijkplan }: { $klaar } van { $totaal } klaar
wp-plan-nieuw = Voeg een plan toe
wp-plan-soort-titel = Wat voor plan
wp-plan-soort-partnerplan = { -Partnerplan }
wp-plan-soort-gemeentelijk-wijkplan = { -Gemeentelijk-wijkplan }
wp-plan-staat-planned = Gepland
wp-plan-staat-done = Uitgevoerd
wp-plan-staat-cancelled = Gaat niet door
wp-plan-kwartaal = Kwartaal { $nummer }
wp-plan-klaar = Het is uitgevoerd
wp-plan-al-klaar = Dit plan is al klaar.
wp-plan-wat-leeg = Schrijf op wat er gebeurt.
wp-plan-zonder-organisatie = Een plan hoort bij een organisatie.
wp-plan-kwartaal-onbekend = Vul een kwartaal in van 1 tot 4.
wp-organen-titel = Andere groepen
wp-team-wie = Wie zitten erin
wp-team-vacant = Vacant: { $zetel }
wp-team-vervanger = vervanger: { $naam }
wp-team-proef = Proef
wp-team-gewoon = Gewoon team
wp-team-vanaf = vanaf { $dag }
wp-team-tot = tot en met { $dag }
wp-team-zonder-wijkbeheerder = Dit team heeft nog geen { -wijkbeheerder }.
wp-team-leidinggevende = Er zit een leidinggevende in dit uitvoerende team.
wp-team-voorgesteld = Dit team is voorgesteld. Er ontstaan nog geen verplichtingen.
wp-zetel-soort-mandatory = Vaste plek
wp-zetel-soort-optional = Vrije plek
wp-zetel-soort-guest = Gast
wp-telling-titel = Nagekomen per partner
wp-stand-kept = Op tijd
wp-stand-late = Te laat
wp-stand-dropped = Vervallen
wp-stand-open = Open
wp-telling-kept = { $aantal } op tijd
wp-telling-late = { $aantal } te laat
wp-telling-open = { $aantal } open
wp-strip-wanneer = Volgende datum
wp-strip-geen-datum = Nog geen datum
wp-strip-wie = Nu bij
wp-strip-niemand = Nog niemand
wp-strip-volgende = Volgende stap
wp-strip-maak-afspraak = Een { -afspraak } maken
wp-strip-openbaar = Te zien voor iedereen
wp-strip-openbaar-ja = Ja
wp-strip-openbaar-na = Na vaststellen
wp-strip-openbaar-na-aannemen = Na aannemen en vaststellen
wp-strip-openbaar-zonder-naam = Ja, zonder namen van mensen
wp-strip-beloofd = Beloofd voor
wp-draad-titel = Wat er gebeurde
wp-kruimelpad = { -aanspreek.vorm ->
    [je] Waar je bent
   *[u] Waar u bent
    }
wp-afdrukken = Druk af
wp-geef-door = Geef door
wp-veld-titel = { -aanspreek.vorm ->
    [je] Wat wil je bereiken?
   *[u] Wat wilt u bereiken?
    }
wp-veld-titel-uitleg = Eén zin die een bewoner begrijpt. Dit wordt openbaar, dus zonder namen.
wp-veld-behoefte = Wie heeft dit nodig, en waarom?
wp-veld-behoefte-uitleg = Ook dit wordt openbaar.
wp-veld-behoefte-van = Wie vraagt erom?
wp-veld-behoefte-bron = Hoe weten we dat?
wp-veld-behoefte-bron-uitleg = Bijvoorbeeld: een schouw, een enquête, cijfers.
wp-veld-wijken = Voor welke { -wijk-mv }?
wp-veld-themas = Waar gaat het over?
wp-veld-partners = Wie doen mee?
wp-veld-owner = Wie trekt dit?
wp-veld-aard = Soort aanpak
wp-veld-eigen-initiatief = Eigen initiatief van een partner
wp-veld-integraal = Integraal: twee of meer organisaties
wp-veld-wat = Wat?
wp-veld-organisatie = Organisatie
wp-veld-account = Persoon
wp-veld-due = Wanneer is het klaar?
wp-veld-nieuwe-due = Nieuwe datum
wp-veld-nieuwe-due-uitleg = Blijft dit leeg, dan geldt de datum die is afgesproken.
wp-veld-gebied = { -Wijk }
wp-veld-uren = Uren
wp-veld-euro = Euro
wp-veld-materiaal = Materiaal
wp-veld-partij-naam = Naam
wp-veld-partij-email = E-mailadres
wp-veld-voortgang = Wat is er gebeurd?
wp-veld-reason = Waarom?
wp-veld-visited-by = Wie is gaan kijken?
wp-veld-visited-on = Wanneer?
wp-veld-seen = Wat was er te zien?
wp-veld-plaats = Straat of plek
wp-veld-lat = Breedtegraad, zoals 52.100000
wp-veld-lon = Lengtegraad, zoals 5.100000
wp-veld-jaar = Jaar
wp-veld-kwartaal = Kwartaal
wp-aandachtsgebied-meldingen = { $aantal ->
    [0] nog geen { -melding-mv }
    [one] { $aantal } { -melding }
   *[other] { $aantal } { -melding-mv }
    }
wp-aandachtsgebied-zonder-meldingen = Nog geen { -melding-mv }
wp-aandachtsgebied-zonder-meldingen-uitleg = Hoort { -een-melding } hierbij? Kies dat bij het beslissen over { -melding-mv }. Dan staat die hier.
wp-afspraak-te-laat = { $dagen } { $dagen ->
    [one] dag
   *[other] dagen
    } te laat
wp-twee-vragen = Neem iets alleen op als het antwoord op beide vragen ja is.
wp-twee-vragen-nee = Is een van beide antwoorden nee? Dan is het werk voor de straat of voor één partij.
wp-twee-vragen-terug = Kies waar het dan heen gaat
vergaderingen-titel = Vergaderingen
vergadering-ritme = { $keer ->
    [one] Komt één keer per jaar bijeen. Dit jaar: { $aantal } van 1.
   *[other] Komt { $keer } keer per jaar bijeen. Dit jaar: { $aantal } van { $keer }.
    }
vergadering-aantal = { $aantal ->
    [0] Er is dit jaar nog geen vergadering genoteerd.
    [one] Kwam dit jaar één keer bijeen.
   *[other] Kwam dit jaar { $aantal } keer bijeen.
    }
vergadering-laatste = De laatste keer was op { $dag }.
vergadering-achter = Volgens het ritme was de volgende vergadering uiterlijk op { $dag }. Spreek een dag af.
vergadering-aanwezig = Voor deze plek was er dit jaar { $n } van { $m } keer iemand ({ $deel } procent)
vergadering-noteer = Noteer een vergadering
vergadering-op = Wanneer was die?
vergadering-wie = Voor welke plek was er iemand?
vergadering-wie-uitleg = We bewaren de plek, niet wie er zat. Nog een keer dezelfde dag noteren verbetert wat er stond.
vergadering-bewaar = Bewaar de vergadering
vergadering-dag-nodig = Vul de dag in waarop de vergadering was.
vergadering-dag-later = Kies een dag die geweest is.
vergadering-dag-vroeg = Kies een dag van dit jaar of van vorig jaar.
vergadering-niemand = Vink aan voor welke plekken er iemand was.
vergadering-zetel-onbekend = Een van deze plekken was er op die dag nog niet of niet meer.
