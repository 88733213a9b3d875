nav-wijkvragen = Vragen uit { -de-wijk }
kanaal-bewonersorgaan = Via { -een-bewonersorgaan }
# Vragen
wijkvraag-titel = Vraag aan { -de-bewonersorgaan }
wijkvraag-lead = { -De-bewonersorgaan } let op het belang van { $wijk }: de straten, de plannen en hoe mensen er samenleven. Daarover kunt { -aanspreek.vorm ->
    [je] je
   *[u] u
    } iets vragen.
wijkvraag-wie = De vraag wordt gelezen door bewoners die dit vrijwillig doen: { $orgaan }.
wijkvraag-eigen-kop = Gaat het over { -aanspreek.vorm ->
    [je] jezelf?
   *[u] uzelf?
    }
wijkvraag-eigen = Vragen over eigen geld, zorg, huis of uitkering horen bij { -een-infopunt } of bij { -de-gemeente }. Daar werken mensen die daarover gaan.
wijkvraag-eigen-zoek = Zoek wie er antwoord op heeft
wijkvraag-eigen-balie = Zoek een balie
wijkvraag-orgaan = Aan wie is de vraag?
wijkvraag-vraag = De vraag
wijkvraag-vraag-uitleg = Schrijf geen namen, adressen of nummers op. Ten hoogste { $most } tekens.
wijkvraag-email = E-mailadres voor het antwoord
wijkvraag-email-uitleg = Zonder adres kan het ook: dan komt het antwoord op een eigen pagina. Niemand van { -de-bewonersorgaan } ziet het adres.
wijkvraag-privacy = Dertig dagen na het antwoord is alles gewist.
wijkvraag-verstuur = Stuur de vraag
wijkvraag-weglaten-kop = Hoort dit hier?
wijkvraag-weglaten-uitleg = Er staat iets in dat op een naam, adres of nummer lijkt. Vrijwilligers lezen deze vraag. Haal het weg, of laat ons dat doen.
wijkvraag-weglaten = Laat het weg en stuur
wijkvraag-vooraf-kop = Staat het antwoord hier al?
wijkvraag-vooraf = { $wie } geeft hier antwoord op:
wijkvraag-vooraf-eigen = Gaat het over { -aanspreek.vorm ->
    [je] jezelf, dan word je daar
   *[u] uzelf, dan wordt u daar
    } het beste geholpen. Gaat het over { -de-wijk }? Stuur de vraag dan gewoon.
wijkvraag-toch = Stuur de vraag toch
wijkvraag-niemand-kop = In { $wijk } werkt nog geen { -bewonersorgaan }
wijkvraag-niemand = De vraag kan wel ergens anders terecht. Zoek wie er antwoord op heeft, of loop bij een balie binnen.
wijkvraag-geen-orgaan = Hier werkt geen { -bewonersorgaan } meer. Zoek wie er antwoord op heeft, of loop bij een balie binnen.
wijkvraag-leeg = Schrijf op wat de vraag is.
wijkvraag-lang = Houd het bij 1000 tekens.
wijkvraag-hoort-dit-hier = Haal namen, adressen en nummers uit de vraag.
wijkvraag-orgaan-kies = Kies aan wie de vraag is.
wijkvraag-geen-onderwerpen = Er zijn geen onderwerpen ingesteld. Vraag het de functioneel beheerder.
# Volgen
wijkvraag-het-orgaan = { -De-bewonersorgaan }
wijkvraag-nummer = Nummer { $nummer }
wijkvraag-ontvangen-kop = Bedankt. De vraag is aangekomen.
wijkvraag-volg-kop = De vraag aan { $orgaan }
wijkvraag-bij = Nu bij
wijkvraag-bij-de-balie = de balie
wijkvraag-over = Over
wijkvraag-stand = Stand
wijkvraag-stand-open = Wacht op antwoord
wijkvraag-stand-answered = Beantwoord
wijkvraag-stand-handed-over = Bij de balie
wijkvraag-stand-withdrawn = Teruggenomen
wijkvraag-daarna = Wat gebeurt er nu?
wijkvraag-daarna-mail = { $orgaan } zoekt een antwoord. Het komt per mail en op deze pagina.
wijkvraag-daarna-pagina = { $orgaan } zoekt een antwoord. Het komt op deze pagina: bewaar dit adres.
wijkvraag-adres = Volgen kan hier:
wijkvraag-gevraagd = Wat is gevraagd
wijkvraag-antwoord-kop = Het antwoord van { $orgaan }
wijkvraag-doorgegeven-kop = De balie neemt het over
wijkvraag-doorgegeven-waarom = De vraag ging over iets persoonlijks. Daarom heeft { $orgaan } haar op { $dag } doorgegeven aan de balie. Bij { $orgaan } is de vraag gewist.
wijkvraag-doorgegeven-uiterlijk = De balie antwoordt uiterlijk { $dag }.
wijkvraag-doorgegeven-geen-dag = Wanneer antwoordt de balie?
wijkvraag-doorgegeven-klaar = De balie heeft geantwoord.
wijkvraag-doorgegeven-mail = Het antwoord komt per mail.
wijkvraag-doorgegeven-zonder = Er is geen adres achtergelaten. Loop daarom bij een balie binnen of bel, en noem nummer { $nummer }.
wijkvraag-teruggenomen-uitleg = De vraag is gewist. Niemand hoeft haar meer te beantwoorden.
wijkvraag-bewaard = Bewaard: de vraag, het antwoord en het e-mailadres als dat is ingevuld. Alleen om te antwoorden.
wijkvraag-bewaard-open = Tot dertig dagen na het antwoord. Eerder wissen mag.
wijkvraag-bewaard-balie = De vraag en het adres staan nu bij de balie, tot dertig dagen nadat zij is afgesloten.
wijkvraag-niets-bewaard = We bewaren hiervan niets meer.
wijkvraag-wissen-zeker = Ja, wis de vraag, het antwoord en mijn e-mailadres. Ik krijg dan geen bericht meer.
wijkvraag-bij-balie = De vraag staat nu bij de balie. Vraag het daar.
wijkvraag-nog-iets = Stel nog een vraag
# Postbak
wijkvragen-titel = Vragen uit { -de-wijk }
wijkvragen-uitleg = Wat bewoners aan { -de-bewonersorgaan } vragen, het oudste eerst. De woorden staan pas op de pagina van de vraag; dat ze zijn gelezen, wordt onthouden.
wijkvragen-open = Wacht op antwoord
wijkvragen-klaar = Beantwoord of doorgegeven
wijkvragen-leeg = Er wacht geen vraag.
wijkvragen-leeg-uitleg = Op de pagina van { -de-wijk } staat waar bewoners iets kunnen vragen.
wijkvragen-gedaan-opgepakt = De vraag is nu van u.
wijkvragen-gedaan-beantwoord = Het antwoord is verstuurd.
wijkvragen-gedaan-doorgegeven = Doorgegeven aan de balie. Hier staat er niets meer van.
wijkvraag-van = Van
wijkvraag-van-niemand = nog niemand
wijkvraag-van-mij = uzelf
wijkvraag-van-ander = een ander lid
wijkvraag-sinds = Gevraagd
wijkvraag-hoe-terug = Hoe het antwoord komt
wijkvraag-hoe-mail = Per mail en op een eigen pagina
wijkvraag-hoe-pagina = Op een eigen pagina
wijkvraag-oppakken = Ik pak dit op
wijkvraag-antwoord = Uw antwoord
wijkvraag-antwoord-uitleg = Wie het vroeg, krijgt dit zoals het hier staat, met de naam van { -de-bewonersorgaan } erbij. Uw naam staat er niet bij.
wijkvraag-antwoord-bron = Zoek wat er al over bekend is
wijkvraag-antwoord-stuur = Stuur het antwoord
wijkvraag-antwoord-leeg = Schrijf het antwoord in een hele zin.
wijkvraag-antwoord-lang = Houd het bij 3000 tekens.
wijkvraag-persoonlijk-kop = Gaat het over iemands eigen leven?
wijkvraag-persoonlijk-uitleg = Eigen geld, zorg, huis of uitkering: daar is de balie voor. De vraag en het adres gaan erheen en worden hier meteen gewist. Wie het vroeg, hoort waar de vraag is.
wijkvraag-persoonlijk-onderwerp = Waar gaat het over?
wijkvraag-persoonlijk = Dit is iets persoonlijks: naar { -de-infopunt }
wijkvraag-doorgegeven-op = Doorgegeven op { $dag } aan de balie. Hier is niets bewaard.
wijkvraag-teruggenomen-op = Wie het vroeg, heeft de vraag gewist.
wijkvraag-woorden-weg = De woorden zijn gewist.
wijkvraag-al-beantwoord = Deze vraag is al beantwoord.
wijkvraag-al-doorgegeven = Deze vraag is al doorgegeven aan de balie.
wijkvraag-teruggenomen = Wie dit vroeg, heeft de vraag gewist.
wijkvragen-terug = Terug naar de vragen
# Elders in het systeem
vandaag-wijkvragen = { $n ->
    [one] Eén vraag uit { -de-wijk } wacht, van { $sinds }
   *[other] { $n } vragen uit { -de-wijk } wachten, de oudste van { $sinds }
    }
publiek-wijkvraag = Vraag aan { -de-bewonersorgaan }
publiek-wijkvraag-niemand = Hier werkt nog geen { -bewonersorgaan }.
contact-naar-bewonersorgaan = Gaat het over het belang van { -de-wijk }?
contact-naar-bewonersorgaan-link = Stel de vraag aan { -de-bewonersorgaan }
verwerking-doel-wijkvragers = Een vraag aan { -een-bewonersorgaan }, met het e-mailadres als dat is ingevuld, om te antwoorden
verwerking-tot-wijkvragers = Dertig dagen na het antwoord. Gaat de vraag over iets persoonlijks, dan is alles hier weg zodra de balie haar heeft.
verwerking-wie-wijkvragers = De leden van { -dit-bewonersorgaan } lezen de vraag, niet het adres. Elke keer wordt onthouden.
mail-wijkvraag-nieuw-onderwerp = Een vraag uit { $wijk }
mail-wijkvraag-nieuw = Iemand uit { $wijk } vraagt { $orgaan } iets.
mail-wijkvraag-nieuw-link = Lees de vraag en geef antwoord:
mail-wijkvraag-ontvangen-onderwerp = De vraag aan { $orgaan } is aangekomen
mail-wijkvraag-ontvangen = De vraag aan { $orgaan } is aangekomen. Het nummer is { $nummer }. Het antwoord komt per mail.
mail-wijkvraag-antwoord-onderwerp = Antwoord van { $orgaan }
mail-wijkvraag-antwoord = { $orgaan } heeft vraag { $nummer } beantwoord:
mail-wijkvraag-doorgegeven-onderwerp = De vraag aan { $orgaan } is nu bij de balie
mail-wijkvraag-doorgegeven = Vraag { $nummer } ging over iets persoonlijks. Daarom heeft { $orgaan } haar doorgegeven aan de balie: { -een-infopunt } of de telefoon van { -de-gemeente }. Bij { $orgaan } is de vraag gewist.
mail-wijkvraag-doorgegeven-datum = De balie antwoordt uiterlijk { $datum }.
mail-wijkvraag-link = Bekijk het hier. Gegevens wissen kan daar ook:
