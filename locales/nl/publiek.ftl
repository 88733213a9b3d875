publiek-waar-gaat-het-om = Waar gaat het om?
publiek-start-lead = { -aanspreek.vorm ->
    [je] Iets kapot, iets moois of een zorg om { -de-wijk }? Begin hier. Je hebt geen account nodig.
   *[u] Iets kapot, iets moois of een zorg om { -de-wijk }? Begin hier. U hebt geen account nodig.
    }
publiek-deuren = { -aanspreek.vorm ->
    [je] Wat wil je doen?
   *[u] Wat wilt u doen?
    }
publiek-deur-meld = { -aanspreek.vorm ->
    [je] Het kost je een minuut
   *[u] Het kost u een minuut
    }
publiek-begin-foto = Begin met een foto
publiek-begin-foto-uitleg = { -aanspreek.vorm ->
    [je] Daarna wijs je meteen aan waar het is. Liever geen gezichten of kentekens.
   *[u] Daarna wijst u meteen aan waar het is. Liever geen gezichten of kentekens.
    }
publiek-begin-foto-wacht = { -aanspreek.vorm ->
    [je] Er is even geen verbinding. Je foto staat klaar. Laat deze pagina open: je gaat vanzelf verder zodra het kan.
   *[u] Er is even geen verbinding. Uw foto staat klaar. Laat deze pagina open: u gaat vanzelf verder zodra het kan.
    }
publiek-begin-verder = Verder met deze foto
publiek-deur-wijk = { -aanspreek.vorm ->
    [je] Jouw { -wijk }
   *[u] Uw { -wijk }
    }
publiek-deur-wijk-uitleg = Wie er zijn en waar we aan werken
publiek-mijn-melding = Wat gebeurde er met mijn { -melding }?
publiek-deur-mijn-melding = Kijk hoe het ervoor staat
publiek-laatst-gelukt = Dit is net gelukt
publiek-geen-resultaten = { -aanspreek.vorm ->
    [je] Hier komt te staan wat er is gelukt. Weet je iets wat beter kan? Laat het weten.
   *[u] Hier komt te staan wat er is gelukt. Weet u iets wat beter kan? Laat het weten.
    }
publiek-maand = { $n ->
    [0] In { $maand } is er nog niets gemeld.
    [one] In { $maand } kwam er één { -melding } binnen. { $klaar ->
        [0] Die is nog niet klaar.
       *[other] Die is al klaar.
    }
   *[other] In { $maand } kwamen er { $n } { -melding-mv } binnen. { $klaar ->
        [0] Daarvan is er nog geen klaar.
        [one] Daarvan is er al één klaar.
       *[other] Daarvan zijn er al { $klaar } klaar.
    }
    }
publiek-kaart-titel = Kaart van { $gemeente }
publiek-kaart-uitleg = Elk vlak is { -een-wijk } en een link naar de pagina ervan. Dezelfde namen staan in de lijst.
publiek-kaart-wijk = Kaart van { $naam }
publiek-kaart-wijk-uitleg = Elke stip is { -een-melding } op een afgeronde plek. De laatste staan ook in de lijst.
publiek-wijken-kop = Alle { -wijk-mv }
publiek-wijken-lead = { -aanspreek.vorm ->
    [je] Kies waar je woont. Je ziet wie er zijn, waar we aan werken en wat er is gelukt.
   *[u] Kies waar u woont. U ziet wie er zijn, waar we aan werken en wat er is gelukt.
    }
publiek-mijn-melding-mail = { -aanspreek.vorm ->
    [je] Heb je een e-mailadres achtergelaten? In de mail staat een link. Daar zie je alles en heb je het laatste woord.
   *[u] Hebt u een e-mailadres achtergelaten? In de mail staat een link. Daar ziet u alles en hebt u het laatste woord.
    }
publiek-mijn-melding-kwijt = Geen mail? Met het nummer ziet iedereen hoe het ervoor staat. Er staan geen namen bij.
publiek-bekijk-melding = Bekijk hoe het ervoor staat
publiek-nummer = Nummer van { -de-melding }
publiek-nummer-uitleg = Het nummer staat op het scherm na het melden en in de mail.
publiek-nummer-onbekend = Er is niets te zien onder { $nummer }. Kijk na of dit het nummer van { -de-melding } is. Klopt het? Bel dan de gemeente.
publiek-nummer-link = Zoek op nummer
publiek-zoek-op = Zoek op
publiek-kruimelpad = Kruimelpad
publiek-wijk-lead = { $n ->
    [one] Hier werken we nu samen aan één ding.
   *[other] Hier werken we nu samen aan { $n } dingen.
    } { $partners ->
    [0] Wie er meedoet, staat er snel bij.
    [one] Eén { -organisatie } doet mee.
   *[other] { $partners } { -organisatie-mv } doen mee.
    }
publiek-wijk-lead-leeg = { -aanspreek.vorm ->
    [je] Vertel wat er beter kan. Dan weten we waar we moeten beginnen.
   *[u] Vertel wat er beter kan. Dan weten we waar we moeten beginnen.
    }
publiek-meld-hier = Meld iets in { -dit-wijk }
publiek-wie = { -aanspreek.vorm ->
    [je] Wie zijn er voor jouw { -wijk }
   *[u] Wie zijn er voor uw { -wijk }
    }
publiek-wie-leeg = Hier staat nog niemand. Bel de { -gemeente } en vraag naar de contactpersoon voor { -dit-wijk }.
publiek-beslist = Beslist { $wat }
publiek-vervangt = Vervangt { $naam }
publiek-hier-werken-we-aan = Hier werken we aan
publiek-werkplan = { -Werkplan } { $jaar }, versie { $versie }
publiek-werkplan-leeg = Hier is nog geen { -werkplan } vastgesteld. Zodra dat is gebeurd, staat het hier.
publiek-werk-leeg = Er is hier nog niets samen opgepakt. Dat begint met { -een-melding }.
publiek-voortgang = { $n } van { $m } { -afspraak-mv } klaar
publiek-nog-geen-afspraken = Nog geen { -afspraak-mv }
publiek-afgerond = De plekken op de kaart zijn afgerond. Zo is niet te zien bij wie het is.
publiek-in-cijfers = De laatste 90 dagen
publiek-cijfers = { $n ->
    [0] Er kwam geen { -melding } binnen.
    [one] Er kwam één { -melding } binnen. { $klaar ->
        [0] Die is nog niet klaar.
       *[other] Die is klaar.
    }
   *[other] Er kwamen { $n } { -melding-mv } binnen. { $klaar ->
        [0] Daarvan is er nog geen klaar.
        [one] Daarvan is er één klaar.
       *[other] Daarvan zijn er { $klaar } klaar.
    }
    }
publiek-cijfers-dagen = { $dagen ->
    [one] De helft was binnen een dag klaar.
   *[other] De helft was binnen { $dagen } dagen klaar.
    }
publiek-gelukt = Dit is gelukt
publiek-gelukt-leeg = Nog niets om te laten zien. Zodra er iets klaar is, staat het hier.
publiek-oordeel = { $m ->
    [one] { $n ->
        [0] wie het vroeg zegt: nog niet opgelost
       *[other] wie het vroeg zegt: opgelost
    }
   *[other] { $n } van { $m } mensen die het vroegen zeggen: opgelost
    }
publiek-oordeel-geen = nog geen oordeel van wie het vroeg
publiek-laatste-meldingen = De laatste { -melding-mv }
publiek-meldingen-leeg = Hier is nog niets gemeld.
publiek-plannen = Dit staat gepland
publiek-plan-kwartaal = kwartaal { $kwartaal } van { $jaar }
publiek-druk-af = Druk deze pagina af
publiek-staat-new = Nieuw
publiek-staat-busy = Loopt
publiek-staat-wait = Wacht
publiek-staat-done = Klaar
publiek-staat-closed = Afgesloten
publiek-melding-over = { $onderwerp } in { $wijk }
publiek-melding-in = { -Melding } in { $wijk }
publiek-melding-nummer = Dit is nummer { $nummer }.
publiek-van-bewoners = { -Bewoner-mv }
publiek-van-partner = { -Partner-mv }
publiek-van-gemeente = { -Gemeente }
publiek-uren = { $uren } uur
publiek-minuten = { $minuten } minuten
publiek-herkomst-bewoners = Dit vroegen { -bewoner-mv }.
publiek-herkomst-partner = Dit bracht { -een-partner } in.
publiek-herkomst-gemeente = Dit bracht { -de-gemeente } in.
publiek-wie-werken = Wie werken eraan
publiek-nog-niemand = Nog niemand
publiek-hoe-ver = Hoe ver is het
publiek-gevraagd-door = Gevraagd in
publiek-n-meldingen = { $n ->
    [0] geen { -melding }
    [one] één { -melding }
   *[other] { $n } { -melding-mv }
    }
publiek-bijgewerkt = Bijgewerkt
publiek-waarom = Waarom
publiek-integraal = Meer { -organisatie-mv } doen hier samen iets wat één alleen niet kan.
publiek-afspraken = Wat is er afgesproken
publiek-afspraken-leeg = Er is nog niets afgesproken. Dat is de volgende stap.
publiek-afspraak-laat = Te laat
publiek-afspraak-voorstel = Wacht op antwoord
publiek-afspraak-klaar = Klaar
publiek-afspraak-loopt = Loopt
publiek-bijdragen = Wat ieder bijdraagt
publiek-bijdragen-leeg = Er is nog niets toegezegd of bijgedragen.
publiek-bijdrage-tot-nu-toe = { $wat } tot nu toe
publiek-bijdrage-toegezegd = { $wat } toegezegd
publiek-meldingen-achter = De { -melding-mv } hierachter
publiek-gemeld-op = Gemeld
publiek-nu-bij = Nu bij
publiek-klaar-op = Klaar
publiek-foto = Foto van de plek
publiek-hoort-bij = Dit hoort bij iets groters:

draad-kop = Rode draad
draad-lead = Van de eerste vraag tot het laatste woord. Wie iets vroeg, beloofde, deed en betaalde.
draad-bekijk = Bekijk de rode draad
draad-naar-openbaar = Bekijk wat iedereen ziet
draad-regio = De draad van links naar rechts
draad-loopt-sinds = Loopt sinds
draad-onbekend = Geen datum bekend
draad-volgende-stap = Volgende stap
draad-af = Alles is gedaan
draad-tot-nu-toe = Tot nu toe
draad-geen-kosten = Nog niets geboekt
draad-zichtbaar = Te zien voor
draad-zichtbaar-iedereen = Iedereen
draad-zichtbaar-werk = Wie eraan werkt
draad-kosten = Wat ieder toezegde en bijdroeg
draad-kolom-wie = Wie
draad-oordeel-kop = Wat zeggen de vragers
draad-oordeel-leeg = Nog geen oordeel. Wie het vroeg, heeft het laatste woord.
draad-oordeel-opgelost = { $n ->
    [one] Eén zegt: opgelost
   *[other] { $n } zeggen: opgelost
    }
draad-oordeel-niet-opgelost = { $n ->
    [one] Eén zegt: nog niet opgelost
   *[other] { $n } zeggen: nog niet opgelost
    }
draad-oordeel-nog-geen = { $n ->
    [one] Eén heeft nog niets laten weten
   *[other] { $n } hebben nog niets laten weten
    }
draad-badge-opgelost = Opgelost
draad-badge-niet-opgelost = Niet opgelost
draad-badge-nog-geen = Wacht
draad-stap-asked = Gevraagd
draad-stap-taken-up = Opgepakt
draad-stap-agreed = Afgesproken
draad-stap-paid = Betaald
draad-stap-done = Gedaan
draad-stap-told = Verteld
draad-stap-nog-te-doen = Nog te doen
draad-stap-nog-af-te-spreken = Nog af te spreken
draad-straks-asked = Nog te vragen
draad-straks-taken-up = Nog op te pakken
draad-straks-paid = Toegezegd
draad-straks-told = Nog te vertellen
draad-daarna = daarna
draad-zin = { $zin }
draad-niet-nagekomen = Nagekeken en nog niet nagekomen: { $zin }
draad-gevraagd-n = { $n ->
    [one] Eén { -melding }
   *[other] { $n } { -melding-mv }
}
draad-behoefte = { $wat }
draad-opgepakt = Samen opgepakt: { $titel }
draad-opgepakt-melding = Iemand gaat ermee aan de slag
draad-doorgezet = Doorgegeven aan { $naam }
draad-beoordeeld = Bekeken en met uitleg afgesloten
draad-klaar-melding = Het is gedaan
draad-komt-opgepakt = Iemand bekijkt het
draad-komt-klaar = Het werk wordt gedaan
draad-komt-verteld = Wie het vroeg, hoort wat er is gebeurd
draad-verteld = { $n ->
    [one] Wie het vroeg, heeft bericht gekregen
   *[other] { $n } mensen die het vroegen, kregen bericht
    }
draad-oordeel = { $n } van { $m } zeggen: opgelost
draad-melding-over = { $onderwerp } in { $wijk }
draad-melding-in = { -Melding } in { $wijk }
draad-taak = Gegeven aan { $vak }
draad-taak-klaar = { $vak } is klaar
draad-taak-komt = { $vak } gaat aan het werk
draad-betaald-euro = { $euro } tot nu toe
draad-betaald-uren = { $uren } uur tot nu toe
draad-betaald-beide = { $euro } en { $uren } uur tot nu toe
draad-toegezegd-euro = { $euro } toegezegd
draad-toegezegd-uren = { $uren } uur toegezegd
draad-toegezegd-beide = { $euro } en { $uren } uur toegezegd
draad-toegezegd-totaal = Toegezegd: { $wat }
draad-kolom-toegezegd = Toegezegd

vandaag-groet = Dag, { $naam }
vandaag-lead = Het is { $dag }. { $n ->
    [0] Er wacht niets.
    [one] Er wacht één ding.
   *[other] Er wachten { $n } dingen.
    }
vandaag-begin-hier = Begin hier
vandaag-open = Pak het op
vandaag-leeg = { -aanspreek.vorm ->
    [je] Er wacht niets op jou
   *[u] Er wacht niets op u
    }
vandaag-leeg-verder = { -aanspreek.vorm ->
    [je] Kijk eens hoe het gaat op een van de pagina's hieronder. Als iemand iets vraagt, krijg je een mail.
   *[u] Kijk eens hoe het gaat op een van de pagina's hieronder. Als iemand iets vraagt, krijgt u een mail.
    }
vandaag-te-laat = Te laat
vandaag-vandaag = Vandaag
vandaag-week = Deze week
vandaag-later = Later
vandaag-zonder-datum = Zonder datum
vandaag-meer = Er wachten nog { $n } dingen. Die komen vanzelf naar boven.
vandaag-dagen-te-laat = { $n ->
    [one] Eén dag te laat
   *[other] { $n } dagen te laat
    }
vandaag-wacht = { -aanspreek.vorm ->
    [je] Wacht op jou
   *[u] Wacht op u
    }
vandaag-geen-datum = Als het uitkomt
vandaag-triage = { $n ->
    [one] Eén nieuwe { -melding }, van { $sinds }
   *[other] { $n } nieuwe { -melding-mv }, de oudste van { $sinds }
    }
vandaag-taak = { $onderwerp }: { -een-taak } om te doen
vandaag-afspraak-antwoord = Neemt { -aanspreek.vorm ->
    [je] jouw { -organisatie } dit aan? { $wat }
   *[u] uw { -organisatie } dit aan? { $wat }
    }
vandaag-afspraak-nakomen = { $wat }
vandaag-teksten = { $n } teksten van ons om na te kijken: kloppen ze nog?
vandaag-werkplan = { -Werkplan } { $jaar } wacht op instemming
vandaag-melding = { $onderwerp } in { $wijk } (nummer { $nummer })
publiek-deur-vraag = Vraag iets
publiek-deur-vraag-uitleg = Typ het, of kies een onderwerp
draad-verwijzing = Doorverwijzing over { $onderwerp }
draad-verwijzing-lead = Van de vraag tot wat ervan kwam. Wie het is, staat hier niet.
draad-naar-verwijzing = Naar de doorverwijzing
draad-verwijzing-vraag = Een vraag over { $onderwerp }
draad-verwijzing-naar = Doorverwezen naar { $naar }
draad-verwijzing-aangenomen = Aangenomen
draad-verwijzing-terug = Kwam terug: { $reden }
draad-verwijzing-terug-zo = Kwam terug
draad-verwijzing-gekomen = Is er geweest
draad-verwijzing-niet-gekomen = Kwam niet
draad-verwijzing-regie = Voorgelegd: het kwam meer dan één keer terug
draad-verwijzing-komt = Wordt verstuurd
draad-verwijzing-antwoord-komt = Geeft antwoord
draad-verwijzing-hulp-komt = Helpt verder
draad-verwijzing-oordeel-komt = Zegt of het hielp
draad-verwijzing-verder = Zoekt wie wel kan helpen
publiek-vandaag-open = Vandaag open
publiek-nu-open = Wat er nu open is, het dichtste bij eerst
publiek-vraag-hier = Hulp of een vraag?
publiek-vraag-hier-uitleg = Zoek wat er dichtbij is, en wie er antwoord op heeft.
publiek-zoek-hier = Stel een vraag
publiek-balies-hier = Balies in de buurt
publiek-nieuws-titel = Nieuws uit { $wijk }
publiek-nieuws-gelukt = Gelukt: { $wat }
publiek-wijk-agenda = { -aanspreek.vorm ->
    [je] Zet de openingstijden in je agenda
   *[u] Zet de openingstijden in uw agenda
    }
publiek-nieuws-volg = Volg het nieuws uit { -dit-wijk } (Atom)

## Zoeken

zoeken-titel = Zoeken
zoeken-overal = Zoeken in alles
zoeken-vraag = Zoek een rol, een naam, een plek, een nummer of iets om te doen
zoeken-knop = Zoek
zoeken-uitleg = Zoek wie wat doet, een plek, een nummer of iets om te doen. Alleen wat { -aanspreek.vorm ->
    [je] je mag
   *[u] u mag
    } openen, wordt gevonden. Gegevens van bewoners staan er nooit bij.
zoeken-begin = Probeer bijvoorbeeld
zoeken-voorbeeld-rol = { -wijkbeheerder }
zoeken-voorbeeld-doen = { -melding } doen
zoeken-niets = Niets gevonden
zoeken-niets-verder = Typ minder woorden, of een ander woord voor hetzelfde. Zoek bewoners hier niet: die worden nooit gevonden.
zoeken-meer = Bekijk alles
zoeken-er-is-meer = Er is nog meer. Typ er een woord bij.
zoeken-doen = Om te doen
zoeken-mensen = Mensen
zoeken-aandachtsgebieden = { -Aandachtsgebied-mv }
zoeken-afspraken = { -Afspraak-mv }
zoeken-infopunten = { -Infopunt-mv }
zoeken-organisaties = { -Organisatie-mv }
zoeken-nummer = Nummer { $nummer }
# Andere woorden voor wat er te doen is. Ze staan nergens op het scherm.
zoeken-ook-melden = { -melding } doen doorgeven klacht kapot
zoeken-ook-wie = wie is wie contact aanspreekpunt
zoeken-ook-account = mijn gegevens rollen taal uitloggen
zoeken-ook-hulp = helpdesk vraag probleem

# Wat de gemeente aan iedereen geeft, voor wie het overneemt.
publiek-data-catalogus = Openbare gegevens
publiek-data-catalogus-uitleg = Alles wat hier staat, staat ook op de openbare pagina’s. Er staan geen persoonsgegevens in.
publiek-data-aanbod = Aanbod voor inwoners
publiek-data-aanbod-uitleg = Waar inwoners terechtkunnen: wie het aanbiedt, waar en wanneer, voor wie en wat het kost. Volgens HSDS 3.0.
publiek-data-producten = Producten met een landelijke naam
publiek-data-producten-uitleg = Wat een naam heeft in de Uniforme Productnamenlijst. Volgens Samenwerkende Catalogi 4.0.
publiek-data-punten = Plekken voor vragen
publiek-data-punten-uitleg = Waar inwoners met een vraag binnen kunnen lopen, met adres en openingstijden.
publiek-data-meldingen = Openbare { -melding-mv }
publiek-data-meldingen-uitleg = Waar { -melding-mv } over gaan en hoe het ervoor staat, op een afgeronde plek. Zonder namen en zonder eigen woorden.
publiek-data-nieuws = Nieuws per gebied
publiek-data-nieuws-uitleg = Wat er is opgepakt, wat ervan kwam en wat er is gestuurd.
publiek-data-api = API
publiek-data-api-uitleg = Openbare gegevens voor andere programma’s, beschreven met OpenAPI.
publiek-data-hsds = API volgens HSDS
publiek-data-hsds-uitleg = Het aanbod voor inwoners voor andere programma’s, volgens HSDS 3.0.
publiek-data-rechten = Onder welke licentie deze gegevens te gebruiken zijn, is nog niet besloten.
