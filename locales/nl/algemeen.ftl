naar-inhoud = Naar de inhoud
ondertitel = samen werken aan { -de-wijk }
hoofdmenu = Hoofdmenu
menu = Menu
meer = Meer
nav-vraag = Vraag iets
nav-meld = Meld iets
nav-wijken = { -Wijk-mv }
nav-vandaag = Vandaag
nav-mijn-wijk = Mijn { -wijk }
nav-triage = Nieuw
nav-meldingen = { -Melding-mv }
nav-taken = Mijn { -taak-mv }
nav-verdelen = Verdelen
nav-werkplan = { -Werkplan }
nav-zorg = Zorg
nav-beheer = Beheer
hulp-nodig = Hulp nodig?
hulp-tekst = { -aanspreek.vorm ->
    [je] Kom je er niet uit? Bel de { -gemeente } of loop binnen. We zoeken het samen uit.
   *[u] Komt u er niet uit? Bel de { -gemeente } of loop binnen. We zoeken het samen uit.
    }
over-deze-site = Over deze site
toegankelijkheid = Toegankelijkheid
privacy = Privacy
demo-link = Demo: kies een rol
voor-medewerkers = Voor medewerkers en { -partner-mv }
inloggen = Inloggen
voet = { -Gemeente } { $gemeente }. Gemaakt met Wijkwerk, open software.
naar-start = Naar de startpagina
niet-verplicht = (niet verplicht)
nog-niet-besloten = Nog niet besloten
nog-niet-besloten-wie = Nog niet besloten. Dat is aan { $wie }.
bewaren = Bewaar
annuleren = Terug
verder = Verder
fout-samenvatting = Er ging iets mis. Kijk dit na:
fout-te-groot = Dit is te groot om te versturen. Stuur minder of kleinere foto's.
fout-onleesbaar = Dit konden we niet lezen. Ga terug en probeer het opnieuw.
fout-andere-site = Dit formulier kwam niet van onze eigen site. Open de pagina opnieuw en verstuur het nog eens.
fout-te-vaak = Dit is te vaak achter elkaar. Probeer het over { $minuten } { $minuten ->
    [one] minuut
   *[other] minuten
    } opnieuw.
fout-coordinaat = Vul een plaats in als breedte en lengte, met een punt.
fout-email = Vul een e-mailadres in, zoals naam@voorbeeld.nl.
fout-nummer = Noem bij vragen dit nummer: { $nummer }
fout-titel-400 = Dit klopt nog niet
fout-titel-401 = Log eerst in
fout-titel-403 = Deze pagina is niet voor { -aanspreek.vorm ->
    [je] jouw
   *[u] uw
    } rol
fout-titel-404 = Deze pagina is er niet
fout-titel-409 = Dit kan nu niet
fout-titel-413 = Dit is te groot
fout-titel-429 = Even wachten
fout-titel-500 = Er ging iets mis bij ons
fout-titel-503 = Het lukt nu even niet
fout-verder-400 = Ga terug, pas het aan en verstuur het opnieuw. Wat was ingevuld, staat er nog.
fout-verder-401 = Deze pagina is alleen voor wie is ingelogd.
fout-verder-403 = Is dit wel nodig voor het werk? Vraag dan de beheerder om deze rol.
fout-verder-404 = Het adres is misschien veranderd, of de link is verlopen. Begin opnieuw bij de startpagina.
fout-verder-409 = Er is niets veranderd. Ga terug om het anders te doen.
fout-verder-413 = Ga terug en stuur minder, of kleinere bestanden.
fout-verder-429 = Er is niets verloren. Probeer het later opnieuw.
fout-verder-500 = Er is niets half opgeslagen. Probeer het later opnieuw.
fout-verder-503 = Er is niets verloren. Probeer het over een paar seconden opnieuw.
fout-even-niet = Het versturen lukt nu even niet. Alles staat er nog. Verstuur het over een paar seconden opnieuw.
fout-opnieuw = Verstuur opnieuw
fout-foto-opnieuw = Foto's moeten opnieuw worden gekozen. Ga daarvoor terug naar het formulier.
fout-ingevuld = Dit was ingevuld

## Bewijzen

bewijs-wie-leeg = Schrijf op wie is gaan kijken.
bewijs-wie-lang = Dit is te lang. Schrijf alleen op wie is gaan kijken.
bewijs-later = Deze dag komt nog. Kies de dag waarop is gekeken.
bewijs-gezien-te-kort = Schrijf op wat er te zien was. Alleen "ok" is niet genoeg.
bewijs-gezien-te-lang = Dit is te lang. Schrijf in het kort op wat er te zien was.
nav-scholing = Scholing
fout-uitgelogd = Er is niets weg. Log in op het andere tabblad dat opengaat, kom hier terug en verstuur het opnieuw.
fout-inloggen-ernaast = Log in op een ander tabblad
sessie-bijna = { -aanspreek.vorm ->
    [je] Over tien minuten word je uitgelogd, omdat er lang niets is verstuurd.
   *[u] Over tien minuten wordt u uitgelogd, omdat er lang niets is verstuurd.
    }
sessie-blijf = Blijf ingelogd
sessie-over = { -aanspreek.vorm ->
    [je] Je bent uitgelogd. Wat hier staat blijft staan: log in op een ander tabblad en ga hier verder.
   *[u] U bent uitgelogd. Wat hier staat blijft staan: log in op een ander tabblad en ga hier verder.
    }
