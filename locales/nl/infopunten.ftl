infopunten-titel = { -aanspreek.vorm ->
    [je] Hier kun je terecht
   *[u] Hier kunt u terecht
    }
infopunten-leeg-uitleg = { -aanspreek.vorm ->
    [je] Bel of schrijf { -de-gemeente } met je vraag.
   *[u] Bel of schrijf { -de-gemeente } met uw vraag.
    }
infopunten-lead = Loop binnen met een vraag. Vooraf bellen hoeft niet.
infopunten-staf-titel = { -Infopunt-mv }
infopunten-aantal = { $open } van { $afgesproken } open.
infopunten-open = { $open } open.
infopunten-dicht-omdat = { $naam } is dicht: { $reden }
infopunten-leeg = Er is nog geen { -infopunt }.
infopunt-nieuw = Nieuw punt
infopunt-naam = Naam
infopunt-soort = Soort
infopunt-soort-infopunt = { -Infopunt }
infopunt-soort-centrale-balie = Centrale balie
infopunt-soort-kcc = Klantcontactcentrum
infopunt-welke-rang = Rang
infopunt-rang-hoofd = hoofdvestiging
infopunt-rang-neven = nevenvestiging
infopunt-rang-geen = geen rang
infopunt-gebied = Gebied
infopunt-waar = Waar
infopunt-bel = Telefoon
infopunt-van = Van
infopunt-plek = Naam van het gebouw
infopunt-plek-soort = Soort gebouw
infopunt-adres = Straat en nummer
infopunt-postcode = Postcode
infopunt-plaats = Plaats
infopunt-meteen-open = Meteen open voor iedereen
infopunt-voeg-toe = Voeg het punt toe
infopunt-stand-considered = in beraad
infopunt-stand-open = open
infopunt-soort-kies = Kies uit de lijst.
infopunt-naam-bestaat = Er is al een punt met deze naam.
infopunt-reden-nodig = Zeg in één zin waarom.
infopunt-staat-al-zo = Dat kan nu niet: het punt staat al zo.
locatie-soort-wijkpost = Post in { -de-wijk }
locatie-soort-mfa = Multifunctioneel gebouw
locatie-soort-mfa-light = Klein multifunctioneel gebouw
locatie-soort-gezondheidscentrum = Gezondheidscentrum
locatie-soort-zorginstelling = Zorginstelling
locatie-soort-woonzorgcentrum = Woonzorgcentrum
locatie-soort-stadhuis = Stadhuis
locatie-soort-buurthuis = Buurthuis
locatie-soort-anders = Anders
infopunten-vanaf = Vanaf welke { -wijk }
infopunten-overal = Overal
infopunten-zoek = Zoek een naam, ook van vroeger
infopunten-toon = Toon
infopunten-kaart = Kaart met de { -infopunt-mv }
infopunten-kaart-uitleg = Elk punt op de kaart is een plek waar mensen terechtkunnen.
infopunt-stand-planned = gepland
infopunt-stand-reduced = minder open
infopunt-stand-closed-temporarily = tijdelijk dicht
infopunt-stand-moved = verhuisd
infopunt-stand-ended = opgehouden
infopunt-stap = Wat er verandert
infopunt-stap-plan = Maak er een gepland punt van
infopunt-stap-open = Open
infopunt-stap-reduce = Minder open
infopunt-stap-close = Tijdelijk dicht
infopunt-stap-move = Verhuisd naar een ander punt
infopunt-stap-end = Houdt op
infopunt-stand-kop = Open, minder open of dicht
infopunt-bewaar-stand = Verander dit
infopunt-eerst-plannen = Dit punt is nog in beraad. Maak er eerst een gepland punt van.
infopunt-grond-nodig = Zet eerst op wat er tijdelijk is, of noem de dagen die anders gaan.
infopunt-opvolger-kies = Kies het punt waar het heen gaat.
infopunt-opvolger = Verhuisd naar
infopunt-laatste = Dit is hier het laatste punt. Waar kunnen mensen dan heen?
infopunt-alternatief = Waar mensen dan heen kunnen
infopunt-tot-wanneer = Tot wanneer, als dat bekend is
infopunt-tot-en-met = Tot en met { $dag }.
infopunt-nu-in = Ga naar { $naam }
infopunt-dag-voorbij = Deze dag is al voorbij.
infopunt-tot-voor-van = De laatste dag komt voor de eerste.
infopunt-tot-ver = Dit is te lang.
infopunt-tijden-fout = Schrijf tijden als 9-12.30 of laat het leeg.
infopunt-uren-fout = “{ $woord }” is niet te begrijpen.
infopunt-schoolvakanties-nodig = De data van de schoolvakanties zijn niet bekend. Vul ze eerst in bij vrije dagen.
infopunt-uren-onbekend = De openingstijden zijn niet bekend.
infopunt-op-afspraak = alleen op afspraak
infopunt-vandaag = Vandaag
infopunt-week = Deze week
infopunt-anders = Dit gaat anders
infopunt-versie = Versie { $n } van de openingstijden
infopunt-poster = Bekijk de poster
infopunt-poster-pdf = Poster voor de deur (pdf)
infopunt-poster-code = Code om te scannen: de pagina van dit punt met de uren van nu
infopunt-ga-naar = Ga naar { $naam }: { $nu }
infopunt-dan-naar = Dicht op { $dag }? Ga dan naar { $naam }, { $adres }: { $uren }.
infopunt-agenda = { -aanspreek.vorm ->
    [je] Zet in je agenda
   *[u] Zet in uw agenda
    }
infopunt-agenda-open = { $naam } open
infopunt-erheen = { -aanspreek.vorm ->
    [je] Zo kom je er
   *[u] Zo komt u er
    }
infopunt-toegankelijk = { -aanspreek.vorm ->
    [je] Hoe je binnenkomt
   *[u] Hoe u binnenkomt
    }
infopunt-voorheen = voorheen { $naam }
infopunt-voorheen-veld = Hoe het eerder heette
infopunt-sterren = { $n ->
    [one] { $n } ster
   *[other] { $n } sterren
}
infopunt-sterren-veld = Aantal sterren van de plek
infopunt-samen-met = samen met { $wie }
infopunt-hier = { -aanspreek.vorm ->
    [je] Dit kun je hier doen
   *[u] Dit kunt u hier doen
    }
infopunt-elders = { -aanspreek.vorm ->
    [je] Hiervoor ga je ergens anders heen
   *[u] Hiervoor gaat u ergens anders heen
    }
infopunt-nergens = nergens in de buurt
infopunt-tijdelijk = Dit is tijdelijk
infopunt-openbaar = openbare pagina
infopunt-uren-kop = Openingstijden
infopunt-typ-uren = Wanneer is het open?
infopunt-typ-uitleg = Typ het gewoon, zoals: ma-vr 9-12.30, wo ook 13.30-17. Op feestdagen is het dicht, tenzij het er staat.
infopunt-vanaf = Vanaf welke dag
infopunt-bekijk = Bekijk wat dit wordt
infopunt-bewaar-uren = Bewaar de openingstijden
infopunt-dit-wordt = Dit staat er straks
infopunt-vier-weken = De eerste vier weken
infopunt-bezwaar-dubbel = Let op: op { $dag } staat een tijd er twee keer in.
infopunt-bezwaar-feestdag = Let op: { $dag } is een feestdag. Dan is het dicht.
infopunt-bezwaar-niets = Let op: in deze vier weken is het nooit open.
infopunt-uitzondering = Een dag gaat anders
infopunt-uitzondering-bewaar = Bewaar deze dag
infopunt-van-dag = Eerste dag
infopunt-tot-dag = Laatste dag
infopunt-tijden = Open van tot (leeg is dicht)
infopunt-reden-openbaar = Waarom, in één zin voor iedereen
infopunt-bron-hand = ingevuld
infopunt-bron-rooster = uit het rooster
infopunt-trek-in = Trek in
infopunt-versies = Eerdere en latere openingstijden
infopunt-geldt-vanaf = Vanaf { $dag }
infopunt-inhoud = Wat er is en met wie
infopunt-partners = Wie het samen dragen, samen 100 procent
infopunt-partner = Partner
infopunt-aandeel = Aandeel in procenten
infopunt-partner-dubbel = Een partner staat er twee keer.
infopunt-delen-geheel = De aandelen zijn samen geen 100 procent.
infopunt-huurders = Wie het gebouw delen
infopunt-basis = Afgesproken uren per week
infopunt-basis-fout = Schrijf uren als 20 of 17,5.
infopunt-bewaar-inhoud = Bewaar wat er is
infopunt-let-op-functies = Een hoofdvestiging heeft ten minste twee functies.
infopunt-alleen = Niet gedeeld
infopunt-niet-gedeeld = Niet gedeeld: minder dan twee partners delen het gebouw.
infopunt-onder-basis = Er is { $uren } uur per week open. Er is { $basis } uur afgesproken.
infopunt-samen = Samen verantwoordelijk
infopunt-laatste-gesprek = Laatste gesprek op { $dag }:
infopunt-geen-gesprek = Er is nog geen gesprek van de partners geweest.
infopunt-gesprek-dag = Dag van het gesprek
infopunt-gesprek-verslag = Wat eruit kwam
infopunt-bewaar-gesprek = Bewaar het gesprek
infopunt-kosten-jaar = Jaar
infopunt-kosten-wat = Waarvoor
infopunt-kosten-bedrag = Bedrag in euro
infopunt-bewaar-kosten = Verdeel dit bedrag
tijdelijk-titel = Hoe lang is tijdelijk al tijdelijk?
tijdelijk-lead = Wat nu tijdelijk is, van wie het is en wanneer het ophoudt.
tijdelijk-niets = Er is nu niets tijdelijk.
tijdelijk-al = { $n ->
    [0] Korter dan een maand.
    [one] Al { $n } maand.
   *[other] Al { $n } maanden.
}
tijdelijk-einde = Houdt op als
tijdelijk-tot = Tot: { $einde }
tijdelijk-verwacht = Verwacht op
tijdelijk-verwacht-op = Verwacht op { $dag }.
tijdelijk-onbekend = nog niet bekend
tijdelijk-toets = Opnieuw bekijken voor
tijdelijk-te-laat = te laat
tijdelijk-bouw = Nieuwe gebouwen, op volgorde
tijdelijk-eerder = Eerder verwacht op { $dag }.
tijdelijk-staf-titel = Tijdelijk
tijdelijk-verslag = Hoe het gaat
tijdelijk-bewaar-toets = Bewaar
tijdelijk-eindig = Niet meer tijdelijk
tijdelijk-nieuw = Iets tijdelijks vastleggen
tijdelijk-punt = Punt
tijdelijk-van-wie = Van wie het is
tijdelijk-bouwproject = Tot dit gebouw er is
tijdelijk-wat = Wat er tijdelijk is
tijdelijk-sinds = Sinds
tijdelijk-begin = Leg dit vast
tijdelijk-geen-bouw = Er wordt nu niets gebouwd.
tijdelijk-nieuwe-datum = Nieuwe datum
tijdelijk-waarom = Waarom
tijdelijk-verzet = Verzet de datum
tijdelijk-stand = Hoe ver het is
tijdelijk-bewaar-stand = Verander hoe ver het is
tijdelijk-bouw-nieuw = Een gebouw toevoegen
tijdelijk-volgorde = Plaats in de volgorde
tijdelijk-volgorde-fout = Kies een getal dat nog niet is gebruikt.
tijdelijk-bouw-voeg-toe = Voeg het gebouw toe
tijdelijk-zoeken = Zoeken naar een andere plek
tijdelijk-geen-zoek = Er wordt nu niet gezocht.
tijdelijk-besloten = Besloten.
tijdelijk-besluit-voor = Besluit voor { $dag }.
tijdelijk-zonder-datum = nog geen datum
tijdelijk-kandidaat = Nog een plek
tijdelijk-kandidaat-voeg-toe = Voeg de plek toe
tijdelijk-besluitdatum = Besluit voor
tijdelijk-zet-datum = Zet de datum
tijdelijk-kies = Kies
tijdelijk-wijs-af = Wijs af
tijdelijk-zoek-begin = Begin met zoeken
tijdelijk-al-klaar = Dit is al klaar.
tijdelijk-sinds-fout = Deze dag moet nog komen.
tijdelijk-al-beoordeeld = Over deze plek is al gezegd of hij het wordt. De reden blijft staan.
tijdelijk-eerst-anderen = Geef eerst bij de andere plekken een reden.
tijdelijk-bedrag-fout = Schrijf een bedrag als 12.000 of 12,50.
tijdelijk-jaar-fout = Dit jaar kan niet.
tijdelijk-geen-partners = Leg eerst vast wie het samen dragen.
bouwproject-stand-idea = idee
bouwproject-stand-agreed = afgesproken
bouwproject-stand-under-construction = in aanbouw
bouwproject-stand-delivered = opgeleverd
bouwproject-stand-cancelled = gaat niet door
kandidaat-stand-open = nog geen besluit
kandidaat-stand-chosen = gekozen
kandidaat-stand-rejected = afgewezen
dagen-titel = Vrije dagen
dagen-uitleg = Op deze dagen zijn de balies dicht. Wat hier staat, geldt voor elk punt.
dagen-vast = Feestdagen
dagen-eigen = Zelf ingevuld
dagen-geen = Er is nog niets ingevuld.
dagen-nieuw = Een dag toevoegen
dagen-soort = Wat voor dag
vrijedag-soort-closed = balies dicht
vrijedag-soort-open = balies open op een feestdag
vrijedag-soort-school = schoolvakantie
dagen-haal-weg = Haal weg
dagen-bewaar = Voeg de dag toe
dagen-lijst-kop = Schoolvakanties inlezen
dagen-lijst = Lijst
dagen-lijst-uitleg = Zet op elke regel de eerste dag, de laatste dag en de naam: 17-10-2026 25-10-2026 Herfstvakantie. Een agendabestand plakken mag ook.
dagen-lijst-fout = Deze regel is niet te lezen: { $regel }
dagen-lees-in = Lees de lijst in
openingscijfers-titel = Open en dicht in cijfers
openingscijfers-vorige = Een maand eerder
openingscijfers-leeg = Over deze maand is er nog niets te tellen.
openingscijfers-laag = minder dan afgesproken
openingscijfers-beloofd = Beloofd
openingscijfers-gehouden = Gehouden
openingscijfers-dicht = Toch dicht
openingscijfers-extra = Extra open
openingscijfers-basis = Afgesproken
openingscijfers-vragen = Vragen
openingscijfers-uur = { $n } uur
openingscijfers-per-uur = { $n } per uur
dagen-wie = Deze dagen gelden voor de hele gemeente. Daarom houdt de { -regisseur } of de beheerder ze bij.
verhuizing-kop = Op weg naar een gebouw met anderen
verhuizing-stand = { $n } van de { $punten } punten zitten al in een gebouw met anderen.
verhuizing-naar = gaat naar { $naam } ({ $soort })
verhuizing-onbekend = nog geen gebouw gekozen
mail-basis-onderwerp = { $punt } is minder open dan is afgesproken
mail-basis = { $punt } is de komende vier weken { $uren } uur per week open. Er is { $basis } uur per week afgesproken.
mail-basis-link = Bekijk de openingstijden:
overlap-titel = Balies naast elkaar
overlap-uitleg = Wie is wanneer open voor welk onderwerp, de komende zeven dagen. Zo ziet u wat dubbel is en wat er mist.
overlap-wijk = { -Wijk }
overlap-leeg = Er zijn nog geen balies bekend in { $wijk }
overlap-leeg-uitleg = Zet bij een tekst in de kennisbank waar mensen terechtkunnen. Dan staat de balie hier.
overlap-geen = { $dag }: nergens open
overlap-tegelijk = { $dag }: tegelijk open bij { $wie }
overlap-zelfde-dag = { $dag }: op één dag open bij { $wie }
overlap-niets-bijzonders = Niets dubbel, en elke werkdag is er iets open.
overlap-tabel = Balies voor { $onderwerp }
overlap-balie = Balie
