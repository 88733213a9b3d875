nav-formatie = Formatie
nav-ondersteuning = Ondersteuning

formatie-titel = Formatie
formatie-uitleg = Hoeveel werk er is afgesproken, waar het zit en wie het doet. Wat afwijkt, staat erbij. Alles is in fte.
formatie-leeg = Er is op deze dag nog geen formatie vastgelegd.
formatie-per-herkomst = Per herkomst
formatie-per-gebied = Per gebied
formatie-per-functie = Per functie
formatie-per-werkgever = Per werkgever
formatie-samen = Samen
formatie-per-mens = Per persoon
formatie-regels = Waar het zit en wie het doet
formatie-herkomst = Herkomst
formatie-afgesproken = Afgesproken
formatie-waarvan-stad = Waarvan voor de hele gemeente
formatie-toegewezen = Toegewezen
formatie-ingevuld = Ingevuld
formatie-valt-op = Wat opvalt
formatie-gebied = Gebied
formatie-gebieden-samen = Alle gebieden samen
formatie-stad = De hele gemeente
formatie-niet-toegewezen = { $fte } fte niet toegewezen
formatie-te-veel = { $fte } fte meer toegewezen dan afgesproken
formatie-stad-niet-toegewezen = { $fte } fte voor de hele gemeente niet toegewezen
formatie-stad-te-veel = { $fte } fte meer voor de hele gemeente dan afgesproken
formatie-vacant = { $fte } fte niet ingevuld
formatie-dubbel = { $fte } fte meer ingevuld dan toegewezen
formatie-mens = { $fte } fte · { $gebieden ->
    [one] 1 gebied
   *[other] { $gebieden } gebieden
}
formatie-boven-een = Meer dan 1,0 fte
formatie-bijhouden = Bijhouden
formatie-nieuwe-herkomst = Nieuwe herkomst
formatie-nieuwe-regel = Formatie toewijzen
formatie-nieuwe-invulling = Iemand invullen
formatie-fte = Fte, bijvoorbeeld 0,5
formatie-functie = Functie
formatie-werkgever = Werkgever
formatie-regel = Functie en gebied
formatie-wie = Wie
formatie-reden = Reden, als iemand boven 1,0 fte komt
formatie-vanaf = Vanaf
formatie-leg-vast = Vastleggen
formatie-wijs-toe = Toewijzen
formatie-vul-in = Invullen
formatie-beeindig = Beëindig per vandaag
formatie-beeindig-per = Beëindig per { $dag }
formatie-zonder-herkomst = { $fte } fte komt uit een herkomst die niet meer geldt
formatie-weg = { $fte } fte staat op naam van wie hier niet meer werkt
formatie-werkt-niet-meer = werkt hier niet meer
formatie-fte-fout = Vul een getal in, bijvoorbeeld 0,5. Meer dan drie cijfers achter de komma kan niet.
formatie-stad-fout = Dit kan niet meer zijn dan het geheel.
formatie-afspraak-kies = Kies een herkomst die op die dag geldt.
formatie-werkgever-kies = Kies een werkgever.
formatie-gebied-kies = Kies een gebied.
formatie-regel-kies = Kies een functie die op die dag geldt.
formatie-wie-kies = Kies iemand die er nu werkt.
formatie-reden-nodig = Deze persoon komt zo boven 1,0 fte. Vul de reden in.

contactschema-titel = Contactschema
contactschema-uitleg = Wie geeft antwoord op welke vraag, en wie vervangt. Voor elke vraag is er op elk moment één regel.
contactschema-leeg = Er is nog geen contact vastgelegd.
contactschema-nieuw = Contact vastleggen
contactsoort-general = Hoe iets in het algemeen gaat
contactsoort-substantive = Iets in een { -wijk }
doelgroep-professional = Professional
doelgroep-platform = Iemand van een { -bewonersorgaan }
doelgroep-resident = { -Bewoner }
doelgroep-association = Vereniging of bedrijf

wie-titel = Wie moet ik hebben?
wie-uitleg = Kies waar de vraag over gaat. Dan staat hier één naam, en wie er vervangt.
wie-soort = Waar gaat het over
wie-doelgroep = Wie vraagt het
wie-iedereen = Iedereen
wie-wijk = { -Wijk }
wie-zoek = Zoek
wie-antwoord = Dit is het contact
wie-niemand-nu = Deze plek is nu niet bezet.
wie-zolang = { $naam } neemt de vragen zolang aan.
wie-zolang-niemand = Er is nu ook geen vervanger. Bel de { -gemeente }.
wie-onbekend = Hier is nog geen contact voor. Stel de vraag aan de gemeente.
wie-vervangt = Vervanger: { $naam }
wie-vervanger = Vervanger
wie-geen-vervanger = Geen vervanger
wie-vacature = Niet bezet
wie-bereik = De beste manier om contact te krijgen
wie-soort-kies = Kies waar het over gaat.
wie-doelgroep-fout = Kies wie het vraagt als het om algemene zaken gaat. Bij iets in een { -wijk } is het voor iedereen dezelfde persoon: kies dan Iedereen.
wie-vervanger-fout = Kies iemand anders als vervanger.
wie-vanaf-fout = Kies een dag tot en met vandaag, niet eerder dan de regel die nu geldt.

ondersteuning-titel = Ondersteuning aan { -bewoner-mv }
ondersteuning-uitleg = Leg vast welke hulp een groep kreeg. Alle groepen kunnen dezelfde hulp vragen.
ondersteuning-geen = Er is nog geen groep om te ondersteunen.
ondersteuning-leeg = Er is nog niets vastgelegd.
ondersteuning-voor-wie = Voor wie
ondersteuning-soort = Welke hulp
ondersteuning-minuten = Minuten
ondersteuning-op = Dag
ondersteuning-leg-vast = Leg vast
ondersteuning-gelijk = Krijgt iedereen evenveel?
ondersteuning-gelijk-uitleg = Dit jaar en vorig jaar. Het gemiddelde telt ook de groepen mee die niets kregen.
ondersteuning-cel = gemiddeld { $duur }, { $keren } keer
ondersteuning-niet = niet
ondersteuning-samen = Alles samen
ondersteuning-alles = in totaal { $duur }
ondersteuning-groepen = { $n ->
    [one] 1 groep
   *[other] { $n } groepen
}, { $zonder } zonder hulp
ondersteuning-weinig = krijgt minder dan de helft van de andere
ondersteuning-per-groep = Per groep
ondersteuning-laatste = Laatst vastgelegd
ondersteuning-duur = { $uren ->
    [0] { $minuten } min
   *[other] { $minuten ->
        [0] { $uren } uur
       *[other] { $uren } uur en { $minuten } min
    }
}
ondersteuning-minutes = Verslag maken
ondersteuning-meeting = Bijeenkomst voorbereiden
ondersteuning-advice = Advies geven
ondersteuning-funding = Geld aanvragen
ondersteuning-room = Ruimte regelen
ondersteuning-publicity = Bekend maken
ondersteund-bewonersorgaan = { -Bewonersorgaan-mv }
ondersteund-bewonersgroep = { -Bewonersgroep-mv }
ondersteuning-wie-kies = Kies een groep.
ondersteuning-soort-kies = Kies welke hulp het was.
ondersteuning-minuten-fout = Vul in hoeveel minuten het was, hoogstens 960.
ondersteuning-nieuwe-groep = Nieuwe groep
ondersteuning-groep-toe = Voeg groep toe
ondersteuning-groep-plannen = Wat er in de plannen staat
ondersteuning-groep-leeg = Nog geen ondersteuning
ondersteuning-groep-leeg-uitleg = Leg vast welke hulp deze groep kreeg. Dat staat daarna hier.
ondersteuning-groep-gekregen = Wat deze groep kreeg
ondersteuning-groep-logboek = Logboek
ondersteuning-groep-soort = { $duur }, { $keren } keer
ondersteuning-groep-jaren = Dit jaar en vorig jaar.
ondersteuning-groep-vragen = Vragen van { -bewoner-mv }
ondersteuning-groep-vragen-leeg = Er is nog niets gevraagd.
ondersteuning-groep-vragen-meer = { $aantal ->
    [one] Er is nog één vraag.
   *[other] Er zijn nog { $aantal } vragen.
    }
ondersteuning-groep-vraag = Vraag { $nummer }
ondersteuning-groep-aandacht = Waar we aan werken
ondersteuning-groep-aandacht-leeg = Hier staat nog niets.
ondersteuning-groep-afspraken = Wat er nog moet gebeuren
ondersteuning-groep-rest = De rest staat bij:
orgaancontact-titel = Contact
orgaancontact-leeg = Er is nog geen contact vastgelegd.
orgaancontact-wijze = Hoe was er contact?
orgaancontact-wijze-kies = Kies hoe er contact was.
orgaancontact-regel = Waar ging het over?
orgaancontact-regel-uitleg = Eén regel, zonder namen, adressen of nummers van mensen.
orgaancontact-lang = Houd het bij 200 tekens.
orgaancontact-persoonlijk = Dit lijkt over iemand te gaan. Schrijf het zonder naam, adres of nummer.
orgaancontact-leg-vast = Leg contact vast
contactwijze-talk = Gesprek
contactwijze-meeting = Vergadering
contactwijze-phone = Telefoon
contactwijze-mail = Mail
