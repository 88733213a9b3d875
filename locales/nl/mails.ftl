mail-hallo = Hallo,
mail-hallo-naam = Hallo { $naam },
mail-slot = Vriendelijke groet,
    { -gemeente } { $gemeente }
mail-melding-link = { -aanspreek.vorm ->
    [je] Bekijk hier wat er gebeurt. Met deze link kun je ook reageren en je gegevens wissen:
   *[u] Bekijk hier wat er gebeurt. Met deze link kunt u ook reageren en uw gegevens wissen:
    }
mail-melding-ontvangen-onderwerp = { -Melding } { $nummer } is ontvangen
mail-melding-ontvangen = { -aanspreek.vorm ->
    [je] Dank je wel. We hebben ontvangen wat je liet weten over { $wijk }. Het nummer is { $nummer }.
   *[u] Dank u wel. We hebben ontvangen wat u liet weten over { $wijk }. Het nummer is { $nummer }.
    }
mail-melding-kopie = { -aanspreek.vorm ->
    [je] Dit schreef je:
   *[u] Dit schreef u:
    }
    { $tekst }
mail-melding-vervolg = { -aanspreek.vorm ->
    [je] We bekijken nu wie het oppakt. Uiterlijk { $datum } hoor je wat we doen.
   *[u] We bekijken nu wie het oppakt. Uiterlijk { $datum } hoort u wat we doen.
    }
mail-melding-vervolg-zonder-datum = { -aanspreek.vorm ->
    [je] We bekijken nu wie het oppakt. Je hoort wat we doen.
   *[u] We bekijken nu wie het oppakt. U hoort wat we doen.
    }
mail-melding-volgt-onderwerp = { -aanspreek.vorm ->
    [je] Je volgt { -melding } { $nummer }
   *[u] U volgt { -melding } { $nummer }
    }
mail-melding-volgt = { -aanspreek.vorm ->
    [je] Je volgt nu { -melding } { $nummer }. We laten je weten wat er gebeurt.
   *[u] U volgt nu { -melding } { $nummer }. We laten u weten wat er gebeurt.
    }
mail-samen-onderwerp = { -Melding } { $oud } gaat verder als nummer { $nummer }
mail-samen = { -Melding } { $oud } gaat over hetzelfde als { -melding } { $nummer }. We gaan ermee verder onder nummer { $nummer }.
mail-samen-vervolg = { -aanspreek.vorm ->
    [je] Je hoort wat er met nummer { $nummer } gebeurt. Wat je zelf schreef en stuurde, blijft alleen voor jou en voor wie eraan werkt.
   *[u] U hoort wat er met nummer { $nummer } gebeurt. Wat u zelf schreef en stuurde, blijft alleen voor u en voor wie eraan werkt.
    }
mail-melding-nieuws-onderwerp = Nieuws over { -melding } { $nummer }
mail-melding-opgepakt = { $wie } pakt { -melding } { $nummer } op.
mail-melding-opgepakt-gemeente = De { -gemeente } pakt { -melding } { $nummer } op.
mail-melding-aandachtsgebied = We pakken { -melding } { $nummer } samen met anderen aan, als deel van { -een-aandachtsgebied } in { -de-wijk }.
mail-melding-doorgezet = We hebben { -melding } { $nummer } doorgegeven aan { $wie }. Wij blijven het volgen.
mail-melding-geen-actie = We doen niets met { -melding } { $nummer }. De reden: { $reden }
mail-melding-terug = { -Melding } { $nummer } is bij ons teruggekomen. We zoeken opnieuw wie het oppakt.
mail-melding-terug-reden = { -Melding } { $nummer } is bij ons teruggekomen. We zoeken opnieuw wie het oppakt. De reden: { $reden }
mail-melding-partner = { $wie } pakt { -melding } { $nummer } op. Het is de bedoeling dat het op { $datum } klaar is.
mail-partner-reden = De reden: { $reden }
mail-partner-onderwerp = Doorgegeven: { -melding } { $nummer }
mail-partner-gevraagd = De { -gemeente } gaf { -melding } { $nummer } door aan { $wie }. Het gaat over { $onderwerp }, in { $wijk }.
mail-partner-opnieuw = De melder zegt dat { -melding } { $nummer } nog niet is opgelost. Daarom vragen we { $wie } het opnieuw.
mail-partner-voor = Antwoord graag uiterlijk op { $datum }.
mail-partner-link = Pak het op of geef het terug:
mail-partner-weg-onderwerp = Niet meer nodig: { -melding } { $nummer }
mail-partner-weg = { $wie } hoeft niets meer te doen aan { -melding } { $nummer } in { $wijk }. Er is iets anders over beslist.
mail-partner-weg-klaar = { $wie } hoeft niets meer te doen aan { -melding } { $nummer } in { $wijk }. De gemeente heeft gezegd dat het klaar is.
mail-partner-weg-link = Kijk hier wat er nog wel te doen is:
mail-partner-niemand-onderwerp = Niemand leest dit: { -melding } { $nummer }
mail-partner-niemand = Bij { $wie } kan niemand antwoorden op { -melding } { $nummer } in { $wijk }. Daar krijgt dus niemand bericht. Bel zelf.
mail-partner-niemand-link = Kijk hier waar het over gaat:
mail-partner-terug-onderwerp = Teruggegeven: { -melding } { $nummer }
mail-partner-terug = { $wie } doet { -melding } { $nummer } niet. Beslis opnieuw wie het oppakt.
mail-partner-terug-link = Beslis hier:
mail-melding-gepland = Het werk voor { -melding } { $nummer } is gepland op { $datum }.
mail-melding-gepland-zonder-datum = Het werk voor { -melding } { $nummer } is ingepland.
mail-melding-klaar-onderwerp = { -Melding } { $nummer }: is het opgelost?
mail-melding-klaar = Het werk voor { -melding } { $nummer } is klaar.
mail-melding-vraag = Is het opgelost? Laat het ons uiterlijk { $datum } weten. Is het nog niet goed, dan gaan we verder.
mail-melding-opnieuw = We kijken opnieuw naar { -melding } { $nummer }.
mail-resultaat-onderwerp = Dit kwam er van { -melding } { $nummer }
mail-resultaat = { -aanspreek.vorm ->
    [je] Er is een resultaat van { -een-aandachtsgebied } waar jouw { -melding } { $nummer } bij hoort.
   *[u] Er is een resultaat van { -een-aandachtsgebied } waar uw { -melding } { $nummer } bij hoort.
    }
mail-resultaat-vraag = { -aanspreek.vorm ->
    [je] Is het hiermee opgelost? Jij hebt het laatste woord.
   *[u] Is het hiermee opgelost? U hebt het laatste woord.
    }
mail-afspraak-eigenaar = De eigenaar
mail-afspraak-gevraagd-onderwerp = Gevraagd: { $wat }
mail-afspraak-gevraagd = { -aanspreek.vorm ->
    [je] Neem je { -dit-afspraak } aan voor { $wie }? { $wat }. Klaar op { $datum }.
   *[u] Neemt u { -dit-afspraak } aan voor { $wie }? { $wat }. Klaar op { $datum }.
    }
mail-afspraak-link-antwoord = Geef hier antwoord:
mail-afspraak-nee-onderwerp = Niet aangenomen: { $wat }
mail-afspraak-nee = { $wie } neemt { -dit-afspraak } niet aan: { $wat }.
mail-afspraak-reden = De reden: { $reden }
mail-afspraak-klaar-onderwerp = Klaar: { $wat }
mail-afspraak-klaar = { $wie } meldt dat { -dit-afspraak } klaar is, met bewijs: { $wat }.
mail-afspraak-link = Bekijk het hier:
mail-afspraak-terug-onderwerp = Nog niet nagekomen: { $wat }
mail-afspraak-terug = { -Dit-afspraak } is nagekeken en is nog niet nagekomen: { $wat }. Klaar op { $datum }.
mail-afspraak-aangenomen-onderwerp = Aangenomen: { $wat }
mail-afspraak-aangenomen = { -Dit-afspraak } is aangenomen: { $wat }. Klaar op { $datum }.
mail-afspraak-bijna-onderwerp = Bijna zover: { $wat }
mail-afspraak-bijna = { -Dit-afspraak } moet klaar zijn op { $datum }: { $wat }.
mail-afspraak-te-laat-onderwerp = Te laat: { $wat }
mail-afspraak-te-laat = { -Dit-afspraak } had klaar moeten zijn op { $datum }: { $wat }. Hoe staat het ervoor?
mail-afspraak-link-voortgang = Geef hier door hoe het gaat, of meld het klaar:
mail-rol-onderwerp = Toegang tot Wijkwerk van { $gemeente }: { $rol }
mail-rol = { -aanspreek.vorm ->
    [je] Je hebt in Wijkwerk van { $gemeente } deze rol gekregen: { $rol }.
   *[u] U hebt in Wijkwerk van { $gemeente } deze rol gekregen: { $rol }.
    }
mail-rol-van = { -aanspreek.vorm ->
    [je] { $door } heeft je in Wijkwerk van { $gemeente } deze rol gegeven: { $rol }.
   *[u] { $door } heeft u in Wijkwerk van { $gemeente } deze rol gegeven: { $rol }.
    }
mail-rol-hoe = { -aanspreek.vorm ->
    [je] Inloggen gaat zonder wachtwoord. Vul { $email } in. Je krijgt dan een mail met een link en een code.
   *[u] Inloggen gaat zonder wachtwoord. Vul { $email } in. U krijgt dan een mail met een link en een code.
    }
mail-rol-link = Hier kan worden ingelogd:
mail-uitnodiging-onderwerp = Nog geen antwoord op de uitnodiging van { $team }
mail-uitnodiging = { -aanspreek.vorm ->
    [je] We hebben je uitgenodigd om mee te doen in { $team }. We hebben nog geen antwoord gekregen.
   *[u] We hebben u uitgenodigd om mee te doen in { $team }. We hebben nog geen antwoord gekregen.
    }
mail-uitnodiging-hoe = { -aanspreek.vorm ->
    [je] Je bent van harte welkom. Laat de { -gemeente } weten of je meedoet. Nee mag ook, dan horen we graag waarom.
   *[u] U bent van harte welkom. Laat de { -gemeente } weten of u meedoet. Nee mag ook, dan horen we graag waarom.
    }
mail-uitnodiging-link = Hier staat wie er al meedoet:
mail-terugbellen-onderwerp = Terugbellen: { $onderwerp }
mail-terugbellen = Iemand wacht op een telefoontje over { $onderwerp }. Uiterlijk { $datum }.
mail-terugbellen-vandaag = Het telefoontje over { $onderwerp } was beloofd voor { $datum }.
mail-open-vraag-onderwerp = Open vraag: { $onderwerp }
mail-open-vraag = Er is een vraag over { $onderwerp } waarop het antwoord nog moet komen. Uiterlijk { $datum }.
mail-open-vraag-vandaag = Het antwoord op een vraag over { $onderwerp } was beloofd voor { $datum }.
mail-open-vraag-link = Bekijk de vraag:
mail-vraag-ontvangen-onderwerp = De vraag over { $onderwerp } is aangekomen
mail-vraag-ontvangen = De vraag over { $onderwerp } is aangekomen. Iemand van de balie zoekt het antwoord uit en mailt het.
mail-vraag-ontvangen-datum = Dat gebeurt uiterlijk { $datum }.
mail-vraag-ontvangen-link = Zelf verder zoeken kan hier:
mail-vraag-antwoord-onderwerp = Antwoord op de vraag over { $onderwerp }
mail-vraag-antwoord = Dit is het antwoord op de vraag over { $onderwerp }:
mail-vraag-antwoord-link = Nog een vraag? Dat kan hier:
mail-gesprek-onderwerp = Samen praten over { $punt }
mail-gesprek = { -aanspreek.vorm ->
    [je] Je draagt samen met anderen { $punt }. Praat voor { $dag } met elkaar over hoe het daar gaat en hoe het gebouw bevalt.
   *[u] U draagt samen met anderen { $punt }. Praat voor { $dag } met elkaar over hoe het daar gaat en hoe het gebouw bevalt.
    }
mail-gesprek-link = { -aanspreek.vorm ->
    [je] Kijk hier wat er van je wordt gevraagd:
   *[u] Kijk hier wat er van u wordt gevraagd:
    }
mail-folder-onderwerp = { $folder } is op bij { $punt }
mail-folder = Bij { $punt } ligt geen { $folder } meer. Breng nieuwe, of stuur ze. De balie legt vast dat ze er zijn.
mail-folder-link = { -aanspreek.vorm ->
    [je] Kijk hier wat er van je wordt gevraagd:
   *[u] Kijk hier wat er van u wordt gevraagd:
    }
mail-contact-platforms-onderwerp = Niemand is het contact voor bewoners
mail-contact-platforms = Voor algemene vragen van { -bewonersorgaan-mv } staat er nu geen contact met een vervanger. Wijs iemand aan.
mail-contact-platforms-link = Vul het contactschema in:
mail-contact-professionals-onderwerp = Niemand is het contact voor beroepskrachten
mail-contact-professionals = Voor algemene vragen van beroepskrachten staat er nu geen contact met een vervanger. Wijs iemand aan.
mail-contact-professionals-link = Vul het contactschema in:
mail-kennis-onbereikbaar-onderwerp = Niemand van { $organisatie } is te vragen of een tekst klopt
mail-kennis-onbereikbaar = Wij vroegen of een tekst van { $organisatie } in de kennisbank nog klopt. Niemand daar heeft een account en er staat geen e-mailadres bij de tekst, dus de vraag komt nergens aan. Zorg voor iemand die antwoordt, of voor een adres.
mail-kennis-onbereikbaar-link = Kijk hier welke teksten van hen zijn:
mail-locatie-onderwerp = Klopt dit nog van { $naam }?
mail-locatie = Iemand zegt dat er iets niet klopt van { $naam }:
mail-locatie-link = Kijk het na en pas het aan:
mail-stuk-zonder-titel = Een stuk dat nog niet openbaar is
mail-stuk-nieuw-onderwerp = Nieuw stuk: { $titel }
mail-stuk-nieuw = { -De-gemeente } stuurde een stuk: { $titel }.
mail-stuk-veranderd-onderwerp = Nieuwe versie: { $titel }
mail-stuk-veranderd = Er is een nieuwe versie: { $titel }.
mail-stuk-openbaar-onderwerp = Nu openbaar: { $titel }
mail-stuk-openbaar = Dit stuk is nu voor iedereen te lezen: { $titel }.
mail-stuk-ingetrokken-onderwerp = Ingetrokken: { $titel }
mail-stuk-ingetrokken = { -De-gemeente } trok een stuk in: { $titel }. De reden staat erbij.
mail-stuk-besloten = Het is niet openbaar tot en met { $dag }. Deel het nog niet.
mail-stuk-link = Lees het hier:
mail-abonnement-bevestig-onderwerp = Nieuws uit { $wijk }: klopt dit adres?
mail-abonnement-bevestig = Iemand vroeg voor dit adres om elke week het nieuws uit { $wijk }.
mail-abonnement-bevestig-meer = Klopt dat? Open dan de link en druk op de knop. Klopt het niet? Doe dan niets: over zeven dagen is dit adres weer weg.
mail-abonnement-bevestig-link = Bevestig het hier:
mail-abonnement-loopt-onderwerp = Nieuws uit { $wijk } komt al
mail-abonnement-loopt = Iemand vroeg voor dit adres om het nieuws uit { $wijk }. Dat komt al, elke vrijdag.
mail-abonnement-loopt-meer = Er verandert niets.
mail-abonnement-loopt-link = Bekijk of stop het hier:
mail-nieuwsbrief-onderwerp = Nieuws uit { $wijk }
mail-nieuwsbrief = Dit is er nieuw in { $wijk }:
mail-nieuwsbrief-stop = Geen nieuws meer? Stop hier met één tik:
