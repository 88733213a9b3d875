beheer-titel = Beheer
beheer-uitleg = Wie toegang heeft, hoe { -de-gemeente } werkt, en wat er met gegevens gebeurt.
beheer-wacht = Wat wacht
beheer-wacht-niets = Er wacht nu niets.
beheer-wacht-rollen = { $aantal ->
    [one] Eén rol loopt binnen een maand af.
   *[other] { $aantal } rollen lopen binnen een maand af.
    }
beheer-wacht-zetels = { $aantal ->
    [one] Eén vaste zetel is leeg.
   *[other] { $aantal } vaste zetels zijn leeg.
    }
beheer-wacht-besluiten = { $aantal ->
    [one] Over één ding is nog niet besloten.
   *[other] Over { $aantal } dingen is nog niet besloten.
    }
beheer-wacht-aannames = { $aantal ->
    [one] Eén ding is aangenomen en staat in geen bron.
   *[other] { $aantal } dingen zijn aangenomen en staan in geen bron.
    }
beheer-wacht-kaart = De grenzen van het CBS zijn nog niet ingelezen. De kaart is een schets.
beheer-tab-inrichting = Inrichting
beheer-tab-mensen = Mensen
beheer-tab-organisaties = { -Organisatie-mv }
beheer-tab-teams = Teams
beheer-tab-gebieden = Kaart
beheer-tab-regie = Regie
beheer-tab-verwerkingen = Gegevens
beheer-tab-leeslog = Wie keek
beheer-tab-journaal = Wat gebeurde
beheer-mensen = Mensen
beheer-mensen-uitleg = Wie welke rol heeft, waar, en tot wanneer. Bovenaan staat toegang die misschien moet stoppen.
beheer-mensen-leeg = Er zijn nog geen mensen uitgenodigd.
beheer-nodig-uit = Nodig iemand uit
beheer-rol-waar-tot = Rol, waar en tot wanneer
beheer-op-deze-pagina = Op deze pagina
beheer-let-op = Let op
beheer-toegang-nakijken = Toegang nakijken
beheer-geen = Geen
beheer-rollen = Rollen
beheer-geen-rollen = Deze persoon heeft geen rol en ziet dus bijna niets.
beheer-rol = Rol
beheer-rol-einde = Stop deze rol
beheer-geef-rol = Geef een rol
beheer-waar = Waar
beheer-waar-kiezen = Kies een plaats uit de lijst.
beheer-vanaf = Vanaf
beheer-vervangt = Vervangt
beheer-vervangt-uitleg = Wie vervangt, mag wat de ander in deze rol mag. Dat stopt als de ander de rol niet meer heeft.
beheer-tot = Tot
beheer-datum-onleesbaar = Vul een datum in.
beheer-op-dag = Zoals het is op { $dag }.
beheer-kies-dag = Kies een dag
beheer-toon = Toon
beheer-wijzig = Wijzig
beheer-doet-mee-tot = Doet mee tot
beheer-beeindig = Beëindig
beheer-nieuwe-organisatie = { -Organisatie } toevoegen
beheer-soort = Soort
beheer-domein = Domein
beheer-voeg-toe = Voeg toe
beheer-diensten = Wie verantwoordelijk is en wie het uitvoert
beheer-dienst = Wat
beheer-verantwoordelijk = Verantwoordelijk
beheer-uitvoerend = Voert uit
beheer-vanaf = Vanaf
organisatie-naam-leeg = Vul een naam in, hoogstens 120 tekens.
organisatie-soort-onbekend = Kies een soort uit de lijst.
organisatie-domein-onbekend = Kies een domein uit de lijst.
organisatie-soort-gemeente = { -Gemeente }
organisatie-soort-welzijn = Welzijn
organisatie-soort-corporatie = Woningcorporatie
organisatie-soort-politie = Politie
organisatie-soort-zorg = Zorg
organisatie-soort-gezondheidscentrum = Gezondheidscentrum
organisatie-soort-sport = Sport
organisatie-soort-bewonersorgaan = { -Bewonersorgaan }
organisatie-soort-onderneming = Onderneming
organisatie-soort-overig = Overig
organisatie-domein-sociaal = Sociaal
organisatie-domein-fysiek = Fysiek
organisatie-domein-veiligheid = Veiligheid
organisatie-domein-bestuur = Bestuur
orgaan-status-proposed = voorgesteld
orgaan-status-decided = besloten
orgaan-fase-pilot = proef
orgaan-fase-regular = gewoon team
orgaan-voorgesteld-uitleg = Over deze indeling is nog niet besloten. Het team kan zich voorbereiden. Er ontstaan nog geen verplichtingen.
orgaan-mist-wijkbeheerder = In dit team zit nog geen { -wijkbeheerder }.
orgaan-leidinggevende = Leidinggevende in uitvoerend team
orgaan-leeg = Leeg: { $zetel }
beheer-gedekt = Alle { -wijk-mv } horen bij precies één team.
beheer-niet-gedekt-kop = Niet alle { -wijk-mv } horen bij precies één team
beheer-niet-gedekt = { $wijk }: { $aantal ->
    [one] één team
   *[other] { $aantal } teams
    }
beheer-zetels-leeg = { $aantal } leeg
beheer-erken = Erken { -een-bewonersorgaan }
beheer-erken-uitleg = De inrichting zegt hoeveel er per gebied kunnen zijn.
bewonersorgaan-niveau = Kies een gebied van het juiste niveau.
bewonersorgaan-vol = Voor dit gebied is het hoogste aantal al erkend. Beëindig eerst het bestaande, of wijzig de inrichting.
beheer-sinds = sinds { $dag }
beheer-wie-zit = Wie zit aan tafel
beheer-vervanger = Vervanger: { $naam }
beheer-vervanger-kort = Vervanger
beheer-persoon = Persoon
beheer-niemand = Niemand
zetel-soort-mandatory = vaste zetel
zetel-soort-optional = zetel die open mag blijven
zetel-soort-guest = gast
zetel-zelfde-persoon = Iemand kan niet de eigen vervanger zijn.
uitnodiging-open = Uitgenodigd, nog geen antwoord
uitnodiging-accepted = Uitnodiging aangenomen
uitnodiging-declined = Uitnodiging afgewezen
uitnodiging-herinnerd = { $aantal } keer herinnerd
uitnodiging-reden = Reden bij nee
uitnodiging-ja = Neemt deel
uitnodiging-nee = Neemt niet deel
uitnodiging-herinner = Herinner aan de uitnodiging
uitnodiging-niet-open = Deze uitnodiging wacht niet op antwoord.
uitnodiging-reden-leeg = Vul in waarom niet, hoogstens 500 tekens.
uitnodiging-genoeg = Aan deze uitnodiging is al zo vaak herinnerd als is afgesproken.
uitnodiging-niet-besloten = Er is nog niet besloten wanneer aan een uitnodiging wordt herinnerd.
uitnodiging-te-vroeg = Het is nog te vroeg om te herinneren.
beheer-rust-op = Dit rust op: { $titel }, { $datum }.
beheer-nieuwe-versie = Nieuwe versie
beheer-nieuwe-versie-uitleg = Kies een document. Daarna is te zien wat er verandert. Er verandert nog niets.
beheer-bestand-toml = Document (TOML)
beheer-kijk-na = Kijk na
beheer-versies = Versies
beheer-versie = Versie { $nummer }
beheer-geldig-vanaf = geldig vanaf { $dag }
beheer-aanname = Aanname
beheer-geen-bron = Geen bron
beheer-valt-samen = Valt samen met { $codes } van het CBS.
beheer-verdeling-proposed = De verdeling is voorgesteld. Er ontstaan nog geen verplichtingen.
beheer-verdeling-decided = De verdeling is besloten.
beheer-voorzitter-selfarranged = De leden kiezen zelf wie voorzit.
beheer-voorzitter-role = Voorzitter: { $rol }.
beheer-voorzitter-organisation = Een aangewezen { -organisatie } zit voor.
beheer-voorzitter-independent = De voorzitter is onafhankelijk.
beheer-voorzitter-undecided = Nog niet besloten wie voorzit.
beheer-zetels = Aan tafel: { $zetels }.
beheer-rechten = Rechten: { $rechten }.
beheer-geen-rechten = Geen rechten in het systeem.
beheer-eenheid-dagen = { $aantal ->
    [one] 1 dag
   *[other] { $aantal } dagen
    }
beheer-eenheid-werkdagen = { $aantal ->
    [one] 1 werkdag
   *[other] { $aantal } werkdagen
    }
beheer-eenheid-weken = { $aantal ->
    [one] 1 week
   *[other] { $aantal } weken
    }
beheer-eenheid-maanden = { $aantal ->
    [one] 1 maand
   *[other] { $aantal } maanden
    }
beheer-eenheid-jaren = { $aantal } jaar
beheer-wie-gemeente = De gemeente
beheer-ja = ja
beheer-nee = nee
beheer-sterkte-M = “moet”
beheer-sterkte-S = “hoort”
beheer-sterkte-O = “mag”
beheer-sterkte-C = “is zo”
beheer-sterkte-T = “tijdelijk”
beheer-deel-woorden = Woorden
beheer-deel-gebieden = Gebieden
beheer-deel-verdeling = Verdeling over teams
beheer-deel-themas = { -Thema-mv } en { -discipline-mv }
beheer-deel-organen = Wie zit aan tafel
beheer-deel-rollen = Rollen
beheer-deel-termijnen = Termijnen
beheer-deel-regels = Regels
beheer-geen-document = Kies eerst een document.
beheer-andere-gemeente = Dit document is van een andere gemeente.
beheer-andere-gemeente-herstel = Zet bij gemeente.slug: { $slug }.
beheer-bevindingen = { $aantal ->
    [one] Eén ding klopt niet
   *[other] { $aantal } dingen kloppen niet
    }
beheer-regel = Regel { $nummer }:
beheer-wat-verandert = Wat er verandert
beheer-niets-verandert = Er verandert niets.
beheer-geldt-vanaf = Geldt vanaf
beheer-voer-in = Voer in
inrichting-te-vroeg = Een versie kan niet eerder ingaan dan de laatste.
beheer-kaart = Kaart van { $gemeente }
beheer-kaart-uitleg = Alle { -wijk-mv } met hun naam. Dezelfde namen staan in de lijst onder de kaart.
beheer-kaart-ingelezen = Ingelezen: { $aantal } gebieden van het CBS.
beheer-kaart-fout = Dit bestand kan zo niet worden ingelezen
beheer-kaart-inlezen = Lees een kaart van het CBS in
beheer-koppelingen = Welk gebied van het CBS bij wat hoort
beheer-jaar = Jaar van de indeling
beheer-bestand-geojson = Bestand (GeoJSON, hoogstens 32 MB)
beheer-geen-kaart = Kies eerst een bestand.
gebieden-jaar-onbekend = Vul een jaar in tussen 2000 en 2100.
beheer-regie-uitleg = Per { -partner }: hoeveel er open staat, wat te laat is en wat klaar is. Zonder inhoud.
beheer-regie-afspraken = { -Afspraak-mv }
beheer-regie-verplichtingen = Verplichtingen
beheer-regie-leeg = Nog niets om te tellen.
beheer-regie-open = Open
beheer-regie-laat = Te laat
beheer-regie-klaar = Klaar
beheer-regie-oudste = Oudste open
beheer-leeslog-uitleg = Wie persoonsgegevens opende, waarvoor en wanneer. Wat er stond, staat hier niet.
beheer-journaal-uitleg = De nieuwste 200 veranderingen.
beheer-log-leeg = Nog niets.
beheer-log-wanneer = Wanneer
beheer-log-wie = Wie
beheer-log-wat = Wat
beheer-log-waarover = Waarover
beheer-wie-account = iemand met een account
beheer-wie-link = iemand met een link uit een mail
beheer-wie-nobody = iemand zonder account
beheer-wie-job = het systeem zelf
beheer-wie-command = een opdracht op de server
beheer-verwerkingen-uitleg = Welke persoonsgegevens het systeem bewaart, waarvoor, hoe lang, en wie ze ziet. Deze lijst komt uit het programma zelf.
beheer-soort-melding = { -melding }
beheer-soort-taak = { -taak }
beheer-soort-werkplan = { -werkplan }
beheer-soort-aandachtsgebied = { -aandachtsgebied }
beheer-soort-afspraak = { -afspraak }
beheer-soort-resultaat = { -resultaat }
beheer-soort-organisatie = { -organisatie }
beheer-soort-gemeente = { -gemeente }
beheer-soort-account = account
beheer-soort-rolvervulling = rol
beheer-soort-orgaan = team
beheer-soort-zetel = zetel
beheer-soort-inrichting = inrichting
beheer-soort-verplichting = verplichting
beheer-soort-link = link uit een mail
beheer-soort-zorgsignaal = zorg om { -een-bewoner }
beheer-daad-created = gemaakt
beheer-daad-submitted = ingediend
beheer-daad-joined = samengevoegd
beheer-daad-triaged = beoordeeld
beheer-daad-undone = ongedaan gemaakt
beheer-daad-routed = uitgezet
beheer-daad-forwarded = doorgegeven
beheer-daad-returned = teruggegeven
beheer-daad-assigned = toegewezen
beheer-daad-planned = ingepland
beheer-daad-done = gedaan
beheer-daad-confirmed = bevestigd
beheer-daad-disputed = betwist
beheer-daad-reopened = heropend
beheer-daad-linked = gekoppeld
beheer-daad-proposed = voorgesteld
beheer-daad-accepted = aangenomen
beheer-daad-declined = afgewezen
beheer-daad-progressed = voortgang gemeld
beheer-daad-delivered = opgeleverd
beheer-daad-verified = vastgesteld dat het klopt
beheer-daad-dropped = vervallen
beheer-daad-resolved = opgelost
beheer-daad-agreed = ingestemd
beheer-daad-adopted = vastgesteld
beheer-daad-carried-over = meegenomen naar het volgende jaar
beheer-daad-contributed = bijgedragen
beheer-daad-result-recorded = resultaat vastgelegd
beheer-daad-judged = oordeel gegeven
beheer-daad-photo-released = foto vrijgegeven
beheer-daad-due = verplichting ontstaan
beheer-daad-satisfied = verplichting nagekomen
beheer-daad-signalled = zorg doorgegeven
beheer-daad-taken-up = opgepakt
beheer-daad-closed = gesloten
beheer-daad-told = bericht gestuurd
beheer-daad-invited = uitgenodigd
beheer-daad-reminded = herinnerd
beheer-daad-appointed = rol gegeven
beheer-daad-ended = beëindigd
beheer-daad-changed = gewijzigd
beheer-daad-imported = ingelezen
beheer-daad-erased = gewist
beheer-daad-withdrawn = ingetrokken
beheer-daad-link-made = link gemaakt
beheer-daad-link-revoked = link ingetrokken
beheer-daad-asked = gevraagd
beheer-daad-noted = genoteerd
beheer-daad-started = begonnen
beheer-daad-ticked = gelezen
beheer-daad-settled = afgerond
beheer-daad-chosen = gekozen
beheer-daad-published = gepubliceerd
beheer-daad-hidden = verborgen
beheer-daad-shown = weer getoond
beheer-daad-claimed = op zich genomen
beheer-daad-assured = gecontroleerd
beheer-daad-flagged = aangemerkt
beheer-daad-consented = mee ingestemd
beheer-daad-sent = verstuurd
beheer-daad-bounced = teruggekomen
beheer-daad-expired = verlopen
beheer-daad-rerouted = opnieuw doorverwezen
beheer-daad-arrived = aangekomen
beheer-daad-no-show = niet gekomen
beheer-daad-escalated = naar de regie
