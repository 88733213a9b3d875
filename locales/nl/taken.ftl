# Beoordelen
triage-titel = Beoordelen
triage-leeg = Alles is beoordeeld.
triage-leeg-uitleg = { -De-melding } die hierna komt, staat hier vanzelf. Tijd om { -de-wijk } in te gaan.
triage-naar-vandaag = Naar Vandaag
triage-nog = nog { $aantal }
triage-nog-meer-dan = meer dan { $aantal }
triage-volgende-vorige = volgende, vorige
triage-alle-toetsen = alle toetsen
triage-wachtrij = { -Melding-mv } die wachten
triage-nu-bij-u = { -aanspreek.vorm ->
    [je] jou
   *[u] u
    }
triage-kaart = Kaart met { -dit-melding } en { $aantal ->
    [one] één andere
   *[other] { $aantal } andere
    } binnen 200 meter
triage-zelfde = Gaat dit over hetzelfde?
triage-zelfde-uitleg = Samengevoegd is het één keer werk. Iedereen die het meldde, hoort hoe het afloopt.
triage-meter = { $meter } meter
triage-zelfde-straat = in dezelfde straat
triage-zelfde-wijk = in { -dit-wijk }
triage-andere-bron = van een ander
triage-voeg-samen = Voeg bij nummer { $nummer }
triage-voeg-uitleg = Tien seconden lang kan dit nog ongedaan, daarna niet meer. Wie het meldde, krijgt hier bericht van.
triage-dichtbij = Binnen 200 meter
triage-niets-dichtbij = Hier in de buurt is niets anders gemeld.
triage-geen-plek = Er is geen plek gegeven, alleen { -een-wijk }.
triage-wat-nu = Wat gebeurt hiermee?
triage-advies-taken = Advies: werk op straat.
triage-advies-aandachtsgebied = Advies: { -een-aandachtsgebied }.
triage-advies-doorgezet = Advies: { -een-partner }.
triage-advies-no-action = Advies: niets doen.
triage-omdat-patroon = Hier is vaker iets gemeld. Misschien is er meer aan de hand.
triage-omdat-vak = De melder koos zelf al een vak.
triage-omdat-straat = Zulk werk is meestal in één keer te doen.
triage-naar-taken = Werk op straat
triage-naar-aandachtsgebied = In { -een-aandachtsgebied }
triage-naar-doorgezet = Naar { -een-partner }
triage-naar-no-action = Niets doen, met reden
triage-welk-vak = Wie is er nodig?
triage-welk-vak-uitleg = Kies er één of meer. Elk vak krijgt een eigen { -taak }; de melder ziet één zaak.
triage-geen-vak = Welke vakken er zijn, is hier nog niet besloten. { -De-college } beslist. Kies zolang een ander antwoord.
triage-stuur = Stuur door
triage-twee-vragen = Is het antwoord op beide vragen ja? Dan hoort het hier.
triage-vraag-speelt = Speelt het in { -de-wijk }, en niet alleen op deze plek?
triage-vraag-samen = Lukt het alleen als verschillende partijen samenwerken?
triage-welk-aandachtsgebied = Bij { -welk-aandachtsgebied }?
triage-geen-aandachtsgebied = Hier is nog geen { -aandachtsgebied }. Vraag een lid van het team om er een te maken.
triage-nieuw-aandachtsgebied = Maak een nieuw { -aandachtsgebied }
triage-welke-partner = Welke { -organisatie }?
triage-partner-uitleg = { -aanspreek.vorm ->
    [je] Jij blijft eigenaar tot het klaar is.
   *[u] U blijft eigenaar tot het klaar is.
    }
triage-partner-niemand = { $wie } (hier kan niemand antwoorden; bel zelf)
triage-waarom-niet = Waarom doen we niets?
triage-waarom-niet-uitleg = De melder leest dit precies zo.
triage-reden-grond = Dit is grond van een ander. De gemeente mag hier niets doen.
triage-reden-al-bezig = Hier wordt al aan gewerkt.
triage-reden-niet-gevonden = Wij zijn gaan kijken en hebben het niet gevonden.
triage-reden-hoort-zo = Dit hoort zo. Het is zo afgesproken of zo gemaakt.
triage-eigen-reden = In eigen woorden
triage-sluit-melding = Sluit met deze reden
triage-alles-zien = Alles over { -dit-melding }
triage-niet-gelukt = Fout: er is nog niets besloten
triage-gezet = Naar { $naar } gezet.
triage-gezet-taken = Naar het werk op straat gezet.
triage-gezet-aandachtsgebied = In { -een-aandachtsgebied } gezet.
triage-gezet-doorgezet = Naar { -een-partner } gezet.
triage-gezet-no-action = Gesloten met een reden.
triage-ongedaan = Maak ongedaan
triage-toetsen = Toetsen
triage-toets-beslis = Kies een antwoord. Enter verstuurt het.
triage-sluit = Sluit
triage-kies = Kies eerst wat er gebeurt.
triage-kies-vak = Kies ten minste één vak.
triage-kies-aandachtsgebied = Kies { -een-aandachtsgebied }, of maak een nieuw.
triage-kies-partner = Kies de { -organisatie } die dit oppakt.
triage-vak-onbekend = Het vak { $vak } bestaat hier niet. Kies een ander vak.
triage-reden-nodig = Schrijf in gewone woorden waarom er niets gebeurt. De melder leest dit.
triage-te-laat-terug = Dit kan niet meer ongedaan worden gemaakt. Beslis opnieuw op de pagina van { -de-melding }.
triage-al-beslist = Iemand anders heeft hier net over beslist. Kijk eerst wat er is besloten.
triage-aandachtsgebied-klaar = { -Dit-aandachtsgebied } is al afgerond. Kies een ander.

# Lijst en één melding
staf-lijst-titel = { -Melding-mv }
staf-lijst = Lijst
staf-lijst-leeg = Niets gevonden.
staf-lijst-leeg-uitleg = Kies minder filters, of kom later terug.
staf-naar-triage = Beoordelen
staf-filter-stand = Stand
staf-filter-wijk = { -Wijk }
staf-filter-team = Team
staf-filter-alles = Alles
staf-toon = Toon
staf-bladeren = Bladeren
staf-ouder = Oudere
staf-naar-nieuwste = Naar de nieuwste
staf-kruimelpad = Kruimelpad
staf-nummer = Nummer { $nummer }
staf-te-laat = { $dagen ->
    [one] { $dagen } dag te laat
   *[other] { $dagen } dagen te laat
    }
staf-stand-submitted = Nieuw
staf-stand-taken = Werk op straat
staf-stand-planned = Ingepland
staf-stand-aandachtsgebied = In { -een-aandachtsgebied }
staf-stand-doorgezet = Bij { -een-partner }
staf-stand-no-action = Gesloten met reden
staf-stand-done = Klaar
staf-stand-confirmed = Opgelost
staf-stand-disputed = Nog niet opgelost
staf-stand-samengevoegd = Samengevoegd
staf-bron-bewoner = { -Bewoner }
staf-bron-bewonersorgaan = { -Bewonersorgaan }
staf-bron-organisatie = { -Organisatie }
staf-bron-medewerker = Medewerker
staf-bron-import = Uit een ander systeem
staf-alleen-foto = Alleen een foto, zonder woorden
staf-woorden-gewist = De eigen woorden zijn gewist
staf-kaart-hier = Hier is het
staf-kaart-uitleg = Op de kaart { $aantal ->
    [one] staat één plek.
   *[other] staan { $aantal } plekken.
    }
staf-klok = Antwoord voor
staf-nu-bij = Nu bij
staf-volgende-stap = Volgende stap
staf-openbaar = Te zien voor iedereen
staf-openbaar-plek = Plek, onderwerp en stand
staf-openbaar-thuis = { -Wijk }, onderwerp en stand; geen plek
staf-stap-submitted = Beslissen wat er gebeurt
staf-stap-taken = Werk verdelen
staf-stap-planned = Doen en een foto maken
staf-stap-aandachtsgebied = Samen aanpakken
staf-stap-doorgezet = Horen hoe ver het is
staf-stap-done = Het oordeel van de melder
staf-stap-confirmed = Niets meer
staf-stap-no-action = Niets meer
staf-stap-samengevoegd = Zie het andere nummer
staf-hoort-bij = Samengevoegd met nummer { $nummer }
staf-deel-van = Deel van:
staf-reden = Waarom er niets gebeurt
staf-fotos = Foto’s
staf-foto-melder = Foto van de melder
staf-foto-resultaat = Foto van het resultaat
staf-foto-voor = Eerst
staf-foto-na = Nu
staf-foto-vrij = ook voor iedereen te zien
staf-foto-vrijgeven = Laat aan iedereen zien
staf-foto-geef-vrij = Geef vrij
staf-kopie = Foto om te laten zien
staf-kopie-uitleg = Maak gezichten en kentekens eerst onherkenbaar. Kies daarna die kopie.
staf-kopie-nodig = Kies een kopie van de foto.
staf-waar = Waar
staf-taken = { -Taak-mv }
staf-geen-dag = nog geen dag
staf-bronnen = Wie het liet weten
staf-draad = Wat er gebeurde
staf-hele-draad = De hele draad
staf-draad-gemeld = Gemeld
staf-draad-samengevoegd = Samengevoegd met { -een-melding } over hetzelfde
staf-draad-volgt = Nog iemand wil horen hoe het afloopt
staf-draad-taken = Naar het werk op straat
staf-draad-aandachtsgebied = In { -een-aandachtsgebied } opgenomen
staf-draad-doorgezet = Naar { -een-partner }
staf-draad-partner = { -De-organisatie } pakt het op
staf-draad-partner-weg = { -De-organisatie } hoeft het niet meer te doen
staf-draad-teruggegeven = { -De-organisatie } gaf het terug
staf-draad-no-action = Gesloten met een reden
staf-draad-gescheiden = Samenvoegen ongedaan gemaakt
staf-draad-teruggenomen = Beslissing teruggenomen
staf-draad-gepland = Ingepland
staf-draad-klaar = Klaar
staf-draad-bevestigd = De melder zegt: opgelost
staf-draad-niet-opgelost = De melder zegt: nog niet opgelost
staf-draad-foto = Foto vrijgegeven
staf-draad-zin = Zin voor iedereen geschreven
staf-draad-verteld = Aan de melder verteld
staf-draad-gewist = Gegevens van de melder gewist
staf-wat-kan = Wat { -aanspreek.vorm ->
    [je] je
   *[u] u
    } kunt doen
staf-beslis = Beslis
staf-beslis-opnieuw = Beslis opnieuw
staf-klaar = Het is klaar
staf-klaar-uitleg = Laat met een foto zien dat het klaar is, of schrijf wat er ter plekke te zien was.
staf-meld-klaar = Meld klaar
staf-zin = Zin die iedereen leest
staf-zin-uitleg = Eén zin, zonder namen en zonder huisnummers.
staf-zin-lang = Houd het bij één zin van hoogstens 300 tekens.
staf-samenvoegen = Samenvoegen met een ander nummer
staf-samenvoegen-met = Nummer van { -de-melding } die blijft
staf-voeg-samen = Voeg samen
staf-nummer-onbekend = Dit nummer is er niet, of het is niet van { -aanspreek.vorm ->
    [je] jouw
   *[u] uw
    } gebied.
staf-contact-titel = Gegevens van de melder
staf-contact-uitleg = Alleen als { -aanspreek.vorm ->
    [je] je
   *[u] u
    } de melder moet spreken. Wie kijkt, wordt genoteerd.
staf-contact-toon = Toon de gegevens
staf-contact-genoteerd = Er is genoteerd dat { -aanspreek.vorm ->
    [je] je dit hebt
   *[u] u dit heeft
    } gezien. Na deze pagina is het weer dicht.
staf-contact-melder = Melder
staf-contact-volger = Wil het ook horen
staf-contact-geen = Er zijn geen gegevens achtergelaten, of zij zijn gewist.
staf-contact-naam = Naam
staf-contact-email = E-mail
staf-contact-telefoon = Telefoon
staf-contact-taal = Taal
staf-gebeld-uitleg = Wie geen e-mailadres gaf, hoort het alleen als iemand belt.
staf-gebeld = Ik heb gebeld en verteld hoe het afliep
staf-ontvangst = Laat weten dat het er is
staf-ontvangst-uitleg = De melder weet nog niet dat { -de-melding } is ontvangen. Noem het nummer. Een mail gaat vanzelf.
staf-ontvangst-voor = Doe het uiterlijk { $dag }.
staf-ontvangst-phone = Gezegd aan de telefoon
staf-ontvangst-letter = Brief verstuurd
staf-ontvangst-desk = Gezegd aan de balie
staf-ontvangst-kies = Kies hoe het is gezegd.
staf-terug-naar-melding = Terug naar { -de-melding }

# Doorgegeven aan een ander
partner-naar = Pak op, of geef terug
partner-uitleg = De { -gemeente } gaf dit door aan { -aanspreek.vorm ->
    [je] jouw
   *[u] uw
    } { -organisatie }. De { -gemeente } blijft eigenaar en laat de melder elke stap weten.
partner-klaar-uitleg = Dit is klaar. De melder heeft nu het laatste woord.
partner-klaar-voor = Klaar voor
partner-stap-antwoord = Oppakken of teruggeven
partner-stap-doen = Doen, en laten zien dat het klaar is
partner-oppakken = Oppakken
partner-dag = Wanneer is het klaar?
partner-dag-uitleg = De melder hoort deze dag.
partner-pak-op = Pak op
partner-teruggeven = Niet voor ons
partner-waarom-niet = Waarom niet?
partner-waarom-uitleg = De melder leest dit precies zo. Noem geen namen.
partner-geef-terug = Geef terug
partner-reden-nodig = Schrijf in gewone woorden waarom dit niet kan. De melder leest dit.
partner-niet-meer = { -Dit-melding } is intussen ergens anders.
partner-al-opgepakt = { -Dit-melding } is al opgepakt.

# Verdelen
verdeel-titel = Wie doet wat?
verdeel-uitleg = Sleep een kaart naar iemand, of kies op de kaart wie het doet. Met de toetsen: ga met Tab naar een kaart en druk het cijfer van iemand.
verdeel-gegeven = { $aantal ->
    [one] Gegeven aan { $wie }.
   *[other] { $aantal } { -taak-mv } gegeven aan { $wie }.
    }
verdeel-teruggelegd = { $aantal ->
    [one] Teruggelegd bij wat nog te verdelen is.
   *[other] { $aantal } { -taak-mv } teruggelegd bij wat nog te verdelen is.
    }
verdeel-bord = Bord
verdeel-kaart = Kaart met { $aantal ->
    [one] één { -taak }
   *[other] { $aantal } { -taak-mv }
    }
verdeel-team = Team
verdeel-open = Nog te verdelen
verdeel-aantal = { $aantal ->
    [0] niets
    [one] één { -taak }
   *[other] { $aantal } { -taak-mv }
    }
verdeel-geef-aan = Geef “{ $taak }” aan
verdeel-niemand = Nog niemand
verdeel-dag = Dag
verdeel-volgorde = Volgorde
verdeel-geef = Geef
verdeel-kies = Kies “{ $taak }”
verdeel-samen = Meer tegelijk
verdeel-samen-uitleg = Vink op de kaarten aan wat samen naar één persoon gaat.
verdeel-samen-wie = Aan wie
verdeel-samen-geef = Geef alles wat is aangevinkt
verdeel-geen-mensen = Er is nog niemand die hier { -taak-mv } uitvoert. Vraag de beheerder om iemand die rol te geven.
verdeel-geen-team = Er is hier geen team met { -taak-mv }.
verdeel-kies-taak = Vink eerst ten minste één kaart aan.
verdeel-nieuw = Er is iets veranderd.
verdeel-vernieuw = Vernieuw

# In het veld
taak-vandaag = Mijn { -taak-mv }
taak-aantal = { $aantal ->
    [0] Niets te doen.
    [one] Eén plek.
   *[other] { $aantal } plekken, op volgorde.
    }
taak-leeg = Alles is gedaan.
taak-leeg-uitleg = Nieuw werk staat hier vanzelf.
taak-foto = Foto van het resultaat
taak-foto-woord = Foto
taak-haal-weg = Haal weg
taak-klaar = Klaar
taak-later = Doorgegeven. Het staat nu op de dag die { -aanspreek.vorm ->
    [je] je koos
   *[u] u koos
    }.
taak-gedaan = Klaar. Op naar de volgende.
taak-wacht = Wacht op verbinding. We versturen het vanzelf.
taak-verstuurd = Klaar. Verstuurd.
taak-niet-verstuurd = Dit kon niet worden verstuurd. Open { -de-taak } om te zien waarom.
taak-stand-open = Nog te verdelen
taak-stand-planned = Ingepland
taak-stand-done = Klaar
taak-stand-cancelled = Vervallen
taak-opdracht = Wat er is gemeld
taak-wanneer = Wanneer
taak-gezien-in-plaats = Geen foto mogelijk? Schrijf dan wat er te zien is.
taak-gezien = Wat is er te zien?
taak-bewijs-nodig = Maak een foto, of schrijf in een paar woorden wat er te zien is. Alleen “ok” zegt te weinig.
taak-niet-nu = Het kan nu niet
taak-waarom-niet = Waarom niet?
taak-wanneer-wel = Wanneer wel?
taak-geef-door = Geef door
taak-reden-kies = Kies een reden
taak-reden-materiaal = Het materiaal is er nog niet.
taak-reden-weer = Het weer laat het niet toe.
taak-reden-bereik = Er staat iets in de weg, zoals een auto.
taak-reden-anders = Iets anders, in eigen woorden
taak-eerder = Eerder op deze plek
taak-eerder-niets = Hier is niet eerder iets gemeld.
taak-zorg = Zorgen om een { -bewoner }?
taak-zorg-uitleg = { -aanspreek.vorm ->
    [je] Je hoeft niets uit te leggen. { -De-coordinator } krijgt alleen de plek.
   *[u] U hoeft niets uit te leggen. { -De-coordinator } krijgt alleen de plek.
    }
taak-zorg-soort = Waar gaat het om?
taak-zorg-bellen = Moet { -de-coordinator } terugbellen?
taak-zorg-ja = Ja, bel mij terug
taak-zorg-nee = Nee, doorgeven is genoeg
taak-zorg-geef = Geef de zorg door
taak-zorg-gedaan = Doorgegeven aan { -de-coordinator }.
taak-volgende = Volgende plek
taak-al-klaar = { -Dit-taak } is al klaar.
taak-dag-voorbij = Kies een dag die nog komt.
taak-dag-kies = Kies een dag.
taak-wie-onbekend = Kies iemand die hier werkt.
taak-reden-nodig = Schrijf in een paar woorden waarom het nu niet kan.

# Zorg
zorg-titel = Zorg om een { -bewoner }
zorg-uitleg = Alleen wie hierover gaat, ziet deze lijst. Er staat geen verhaal bij: bel of mail wie het doorgaf.
zorg-leeg = Er wacht niets.
zorg-leeg-uitleg = Nieuwe zorg staat hier vanzelf.
zorg-soort-bewoner = Een { -bewoner }
zorg-soort-huis = Een huis
zorg-soort-kind = Een kind
zorg-soort-anders = Iets anders
zorg-soort-kies = Kies waar het om gaat.
zorg-terugbellen = Wil worden teruggebeld
zorg-terugmailen = Wil een reactie, mail: er is geen telefoonnummer bekend
zorg-niet-bellen = Hoeft niet te worden gebeld
zorg-van = Doorgegeven door
zorg-stand-open = Nieuw
zorg-stand-taken-up = Opgepakt
zorg-gedaan-opgepakt = Opgepakt. Bel of mail nu wie het doorgaf.
zorg-gedaan-afgesloten = Afgesloten.
zorg-oppakken = Pak op
zorg-afsluiten = Sluit af
zorg-afsluiten-uitleg = Is er contact geweest, of neemt iemand anders het over? Na het afsluiten staat dit niet meer in de lijst. Terughalen kan niet.
zorg-afsluiten-ja = Ja, sluit af
zorg-eerst-oppakken = Dit is nog niet opgepakt. Pak het eerst op. Sluit het daarna af.
zorg-al-afgesloten = Dit is al afgesloten. Terughalen kan niet.
zorg-kaart = Kaart met de plekken
