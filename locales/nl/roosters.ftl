rooster-titel = Rooster
rooster-van = Rooster { $punt }
rooster-week-van = Week van { $dag }
rooster-geen-punt = Er is nog geen punt met een rooster
rooster-geen-punt-uitleg = In { $waar } is nog geen { -infopunt }. Zodra er een is, staat het rooster hier.
rooster-geen-punt-maak = Maak een { -infopunt }
rooster-geen-punt-vraag = Iemand die { -infopunt-mv } bijhoudt, kan er een maken. Dat is meestal { -de-coordinator } of de beheerder.
rooster-uw-gebied = uw gebied
rooster-geen-punt-alle = Alle { -infopunt-mv } die er zijn
rooster-agenda = Dit rooster in uw eigen agenda
rooster-agenda-uitleg = U krijgt een adres voor uw agenda. Daarin staat per dienst hoeveel mensen er zijn, niet wie.
rooster-agenda-maak = Maak een adres voor dit punt
rooster-agenda-stop = Stop de agenda van dit punt
rooster-toon = Toon
rooster-vorige-week = Vorige week
rooster-volgende-week = Volgende week
rooster-vorige-maand = Vorige maand
rooster-volgende-maand = Volgende maand
rooster-hele-maand = De hele maand
rooster-vorige-dienst = Vorige dienst
rooster-volgende-dienst = Volgende dienst
rooster-toets-week = De hele week
rooster-toets-komt = De eerste die nog niets zei, komt
rooster-toets-af = Ga naar de knop om iemand eruit te halen
rooster-druk-af = Druk af
rooster-geen-regel = Er staat niet bij hoeveel mensen hier nodig zijn. Daarom bewaken we de openingstijden van dit punt niet.
rooster-nog-geen-regel = Er staat niet bij hoeveel mensen hier nodig zijn. Daarom bewaken we de openingstijden van dit punt nog niet. We vragen erom; twee weken daarna rekenen we met één mens.
rooster-minimum-een = Minimum 1, omdat er geen regel is. Dit geldt vanaf { $dag }. Kies «Vaste diensten» en zeg hoeveel mensen hier nodig zijn, of dat een partner dit punt zelf bezet.
rooster-partner-bezet = Een partner bezet dit punt zelf. Daarom bewaken we de openingstijden niet.
rooster-diensten = Diensten
rooster-diensten-van = Diensten van { $wie }
rooster-lid-geen = Geen diensten in deze maand.
rooster-lid-elders = Diensten bij { -infopunt-mv } waarvan u het rooster niet maakt, staan hier niet.
rooster-gat = Gat: { $tijden }
rooster-gat-woord = gat
rooster-dicht-gemeld = Iedereen leest nu dat het punt dan dicht is.
rooster-begeleid = wordt begeleid
rooster-nog-nodig = nog { $n } nodig
rooster-geen-diensten = geen diensten
rooster-nodig = { $n ->
    [one] 1 persoon nodig
   *[other] { $n } mensen nodig
    }
rooster-er-van = { $er } van { $nodig }
rooster-eerlijk = Wie draagt wat deze maand
rooster-aandeel = afgesproken { $afgesproken }%, ingeroosterd { $gekregen }%
rooster-aandeel-geen = niets afgesproken, ingeroosterd { $gekregen }%
rooster-wijkt-af = wijkt af
rooster-nieuwe-dienst = Nog een dienst
rooster-zet-dienst = Zet de dienst erin
rooster-patronen-titel = Vaste diensten
rooster-patronen-uitleg = Wat elke week terugkomt. Per maand zet u dit in het rooster.
rooster-geen-patronen = Er zijn nog geen vaste diensten.
rooster-nieuw-patroon = Nieuwe vaste dienst
rooster-bewaar-patroon = Bewaar de vaste dienst
rooster-stop-patroon = Stop
rooster-elke = elke { $n } weken
rooster-tot = tot en met { $dag }
rooster-rol-uit = Zet de vaste diensten in deze maand
rooster-regel = Hoeveel mensen zijn er nodig?
rooster-regel-uitleg = Zijn er minder mensen? Dan leest iedereen een dag van tevoren dat het punt die uren dicht is. Bezet een partner dit punt zelf? Vul 0 in: dan bewaken we de openingstijden niet.
rooster-bewaar-regel = Bewaar
rooster-leden-titel = Wie in het rooster staat
rooster-leden-uitleg = Met hoeveel uur iemand kan werken, voor welke organisatie en wat iemand doet. Voor vrijwilligers vanaf 18 jaar geldt de Arbeidstijdenwet niet: voor hen tellen alleen de uren die u hier afspreekt. Voor wie jonger is gelden strengere regels, ook als vrijwilliger. Die bewaken we hier niet.
rooster-geen-leden = Er staat nog niemand in het rooster.
rooster-nieuw-lid = Neem iemand op
rooster-bewaar-lid = Neem op in het rooster
rooster-lid-stopt = Stopt vandaag
rooster-uren-week = { $n } uur per week
rooster-vrijwilliger = vrijwilliger
rooster-vervallen = gaat niet door
rooster-wie = Wie
rooster-niemand = Nog niemand.
rooster-wie-kan = Wie kan er?
rooster-niemand-kan = Op dit moment kan niemand.
rooster-wie-niet = Wie kan niet, en waarom
rooster-liever-niet = liever niet
rooster-kent-punt = kent dit punt
rooster-vraag-mensen = Vraag deze mensen
rooster-zet-in = Zet iemand erin
rooster-zet = Zet in de dienst
rooster-zei-al-ja = Heeft al ja gezegd
rooster-scholing-verlopen = scholing verlopen
rooster-scholing-nooit = scholing nog nooit gedaan
rooster-wordt-begeleid = Iemand zonder geldige scholing wordt begeleid
rooster-bevestig = Komt
rooster-haal-af = Haal uit de dienst
rooster-dienst-vervalt = Deze dienst gaat niet door
rooster-link-titel = Dienst bij { $punt }
rooster-link-ja = U komt. Dank u wel.
rooster-link-niet = Deze dienst vraagt niets meer van u.
rooster-reden-publiek = Er is dan niemand om u te helpen.
rooster-veld-punt = { -Infopunt }
rooster-veld-week = Week
rooster-veld-dag = Dag
rooster-veld-van = Van
rooster-veld-tot = Tot
rooster-veld-functie = Wat iemand moet kunnen
rooster-veld-aantal = Hoeveel mensen
rooster-veld-weekdag = Op welke dagen
rooster-veld-elke-weken = Om de hoeveel weken
rooster-veld-valid-from = Vanaf
rooster-veld-valid-to = Tot en met
rooster-veld-minimum = Zoveel mensen zijn nodig
rooster-veld-krap-minimum = Zoveel zijn ook genoeg
rooster-veld-krap-tot = Maar alleen tot
rooster-veld-regel-vanaf = Dit geldt vanaf
rooster-veld-account = Wie
rooster-veld-organisatie = Van welke organisatie
rooster-veld-functies = Wat iemand kan, met komma's ertussen
rooster-veld-uren = Uren per week, hoogstens
rooster-veld-vrijwilliger = Is vrijwilliger
rooster-veld-kan = Wat
rooster-veld-wanneer = Elke week op
rooster-kan-niet-meer = Dat kan nu niet meer: de dienst staat er anders voor.
rooster-dienst-vervallen = Deze dienst gaat niet door.
rooster-dienst-voorbij = Deze dienst is al geweest.
rooster-dag-voorbij = Deze dag is al geweest.
rooster-dag-kies = Kies een dag.
rooster-al-vol = Er zijn al genoeg mensen voor deze dienst.
rooster-geen-lid = U staat nog niet in het rooster. Vraag { -de-coordinator } om u op te nemen.
rooster-wie-kies = Kies wie.
rooster-organisatie-kies = Kies een organisatie.
rooster-uren-fout = Vul 1 tot en met 60 uur in.
rooster-tijd-fout = Vul een tijd in, zoals 9.00.
rooster-tot-fout = De eindtijd ligt na de begintijd, en een dienst duurt hoogstens 16 uur.
rooster-aantal-fout = Vul 1 tot en met 20 in.
rooster-minimum-fout = Vul 0 tot en met 20 in.
rooster-functie-fout = Gebruik hoogstens 40 letters, zonder komma.
rooster-weekdag-kies = Kies een of meer dagen.
rooster-weken-fout = Vul 1 tot en met 8 weken in.
rooster-einde-voor-begin = Het einde ligt voor het begin.
rooster-krap-fout = Dit moet minder zijn dan het gewone aantal.
rooster-regel-bewaakt = De openingstijden van dit punt worden al bewaakt. Kies vandaag of een eerdere dag.
rooster-regel-te-laat = Op dit punt rekenen we straks met één mens. Kies de dag waarop dat ingaat, of een eerdere dag.
rooster-krap-beide = Vul bij minder mensen ook in tot hoe laat dat genoeg is.
rooster-wanneer-kies = Kies een dag van de week, of een dag vanaf vandaag.
rooster-ja-of-nee = Kies of u komt.
rooster-bezwaar-dubbel = Is dan al ergens anders.
rooster-bezwaar-rust = Heeft dan geen elf uur rust (Arbeidstijdenwet, artikel 5:3).
rooster-bezwaar-te-lang = Werkt dan langer dan twaalf uur (Arbeidstijdenwet, artikel 5:7).
rooster-bezwaar-week = Heeft die week al genoeg uren. Meer is niet afgesproken, en zestig is het meeste (Arbeidstijdenwet, artikel 5:7).
rooster-bezwaar-gemiddeld = Werkt dan gemiddeld te veel: meer dan 55 uur per week in vier weken, of meer dan 48 in zestien (Arbeidstijdenwet, artikel 5:7).
rooster-pauze = Bij deze dienst hoort { $n } minuten pauze (Arbeidstijdenwet, artikel 5:4).
rooster-bezwaar-niet-beschikbaar = Kan dan niet.
rooster-bezwaar-functie = Doet dit werk niet.
rooster-bezwaar-scholing = De scholing is verlopen.
rooster-bezwaar-nooit-geschoold = Heeft de scholing nog nooit gedaan.
rooster-bezwaar-geen-lid = Staat dan niet in het rooster.
bezetting-stand-offered = gevraagd
bezetting-stand-filled = ingepland
bezetting-stand-confirmed = komt
bezetting-stand-worked = geweest
bezetting-stand-cancelled = komt niet
mijn-diensten-titel = Mijn diensten
mijn-diensten-leeg = U heeft geen diensten
mijn-diensten-leeg-uitleg = Hier staan de diensten van de komende acht weken.
mijn-ik-kom = Ik kom
mijn-kan-niet = Ik kan niet
mijn-toets-kom = Ik kom bij de eerste dienst die dat vraagt
mijn-toets-kan-niet = Ik kan niet bij de eerste dienst
mijn-wie-vragen = Wie vragen we in uw plaats?
mijn-niemand = Er is nu niemand die uw dienst kan overnemen. { -De-coordinator } hoort het meteen.
mijn-zeg-af = Zeg af
mijn-toch-wel = Ik kom toch
mijn-geen-reden = U hoeft niet te zeggen waarom.
mijn-open = Diensten waar nog iemand nodig is
mijn-neem = Die neem ik
mijn-agenda = In uw eigen agenda
mijn-agenda-uitleg = Met dit adres staan uw diensten in de agenda van uw telefoon. Geef het aan niemand.
mijn-agenda-maak = Maak een nieuw adres
mijn-agenda-stop = Stop de agenda
mijn-agenda-nieuw = Dit is uw adres. U ziet het alleen nu. Een adres van eerder werkt niet meer.
beschikbaar-titel = Wanneer ik kan
beschikbaar-uitleg = Zeg wanneer u kunt, niet kunt of liever niet. U hoeft niet te zeggen waarom. Zegt u niets, dan kunt u.
beschikbaar-leeg = U heeft nog niets gezegd.
beschikbaar-botst = U staat nog in een dienst
beschikbaar-botst-uitleg = U zei dat u dan niet kunt. De dienst staat nog op uw naam: zeg die hier af, dan zoeken we een ander.
beschikbaar-nieuw = Zeg wanneer
beschikbaar-bewaar = Bewaar
beschikbaar-weg = Haal weg
beschikbaar-elke = elke { $dag }
beschikbaar-kan-can = ik kan
beschikbaar-kan-rather-not = liever niet
beschikbaar-kan-cannot = ik kan niet
beschikbaar-liefst = Waar ik het liefst sta
beschikbaar-liefst-uitleg = Staat u het liefst op een bepaald punt? Wie het rooster maakt, houdt er rekening mee als het kan.
beschikbaar-liefst-bewaar = Bewaar waar ik het liefst sta
beschikbaar-maakt-niet-uit = Het maakt mij niet uit
vandaag-dienst = Dienst bij { $punt }
vandaag-dienst-bevestig = Zeg of u komt bij { $punt }
vandaag-dienst-gevraagd = Kunt u komen bij { $punt }?
plicht-rooster-gat = Zoek iemand: op deze dag is er niemand
mail-dienst-vraag-onderwerp = Kunt u komen op { $dag }?
mail-dienst-vraag = Bij { $punt } is iemand nodig op { $dag } van { $van } tot { $tot }.
mail-dienst-plan-onderwerp = U staat in het rooster
mail-dienst-plan = U staat in het rooster bij { $punt } op { $dag } van { $van } tot { $tot }.
mail-dienst-weg-onderwerp = Uw dienst van { $dag } gaat niet door
mail-dienst-weg = Uw dienst bij { $punt } op { $dag } van { $van } tot { $tot } gaat niet door.
mail-dienst-link = Zeg hier of u komt:
mail-gat-onderwerp = Gat in het rooster van { $punt }
mail-gat = Op { $dag } is er bij { $punt } niet genoeg bezetting. Een dag van tevoren leest iedereen dat het dan dicht is.
mail-gat-link = Zoek hier iemand:
voorstel-titel = Voorstel voor de maand
voorstel-stel-voor = Stel de maand voor
voorstel-bekijk = Bekijk het voorstel
voorstel-zoveel = { $n ->
    [one] 1 plek kan gevuld worden.
   *[other] { $n } plekken kunnen gevuld worden.
    }
voorstel-verschil = Het kan hoogstens { $n }% beter.
voorstel-beste = Beter kan niet.
voorstel-botst = Er staat al iets in het rooster dat niet samen kan. Haal eerst een van deze mensen uit de dienst.
voorstel-neem-over = Neem dit voorstel over
voorstel-uren = afgesproken { $afgesproken } uur, krijgt { $gekregen } uur
voorstel-open = Hier ontbreekt nog iemand
voorstel-wensen = Deze wensen lukken niet
voorstel-wens-liever-niet = { $naam } wil dan liever niet: { $dienst }
voorstel-wens-ander-punt = { $naam } staat liever ergens anders: { $dienst }
agenda-titel = Uit uw eigen agenda
agenda-uitleg = Lees uw agenda in. Wanneer u bezet bent, komt u niet in het rooster. We bewaren alleen wanneer, nooit waarmee of met wie. Een nieuwe agenda komt in de plaats van de vorige.
agenda-stand = { $n ->
    [one] Uw agenda zegt één keer dat u bezet bent, op { $tot }.
   *[other] Uw agenda zegt { $n } keer dat u bezet bent, tot en met { $tot }.
    }
agenda-vergeet = Vergeet mijn agenda
agenda-bestand = Uw agenda
agenda-bestand-uitleg = Een bestand dat eindigt op .ics, hoogstens 2 MB. We kijken dertien weken vooruit.
agenda-lees = Lees in
agenda-kies = Kies het bestand van uw agenda.
agenda-geen-agenda = Regel { $regel }: dit is geen agenda. Kies een bestand dat eindigt op .ics.
agenda-geen-tekst = Regel { $regel }: dit is geen tekst die we kunnen lezen.
agenda-te-groot = Dit bestand is te groot. Geef alleen de komende maanden mee.
agenda-te-veel = Hier staat meer in dan in een agenda past. Geef alleen de komende maanden mee.
agenda-geen-dubbelepunt = Regel { $regel }: er ontbreekt een dubbele punt. Het bestand is beschadigd.
agenda-niet-af = Regel { $regel }: wat hier begint, houdt nergens op. Het bestand is niet heel.
agenda-geen-begin = Regel { $regel }: hier staat niet wanneer dit begint.
agenda-tijd = Regel { $regel }: dit is geen dag of tijd die bestaat.
agenda-zone = Regel { $regel }: deze tijdzone kennen we niet.
agenda-duur = Regel { $regel }: dit is geen duur die we begrijpen.
agenda-achterstevoren = Regel { $regel }: dit eindigt voor het begin.
agenda-herhaling = Regel { $regel }: hoe dit terugkomt, begrijpen we niet.
voorstel-van = Voorstel voor { $maand }
voorstel-geen = Er is nog geen voorstel voor deze maand.
voorstel-wacht = We maken eerst een ander voorstel. Daarna is dit aan de beurt.
voorstel-zoekt = We zoeken de beste verdeling. Dat duurt hoogstens tien seconden.
voorstel-tot-nu-toe = Tot nu toe kan het hoogstens { $n }% beter.
voorstel-deel = { $n }% van de tijd is om
voorstel-vanzelf = Deze pagina kijkt vanzelf opnieuw.
voorstel-kijk = Kijk nu
voorstel-mislukt = Het voorstel is niet gelukt. Probeer het nog eens.
voorstel-gemaakt = Gemaakt { $wanneer }.
voorstel-opnieuw = Maak een nieuw voorstel
voorstel-regel-onbekend = Deze dienst of deze persoon staat niet meer in het rooster. { $wie }
voorstel-regel-functie = Doet dit werk niet. { $wie }
voorstel-regel-beschikbaar = Kan dan niet. { $wie }
voorstel-regel-een-plek = Staat dan op twee plekken. { $wie }
voorstel-regel-rust = Heeft dan geen elf uur rust (Arbeidstijdenwet, artikel 5:3). { $wie }
voorstel-regel-dag = Werkt dan langer dan twaalf uur (Arbeidstijdenwet, artikel 5:7). { $wie }
voorstel-regel-week = Heeft die week te veel uren. { $wie }
voorstel-regel-plekken = Er staan meer mensen dan er plek is. { $wie }
voorstel-niet-open = Het punt kan dan niet open.
voorstel-waarom = Waarom niet iemand anders: { $lijst }.
voorstel-waarom-functie = { $n ->
    [one] 1 doet dit werk niet
   *[other] { $n } doen dit werk niet
    }
voorstel-waarom-beschikbaar = { $n ->
    [one] 1 kan dan niet
   *[other] { $n } kunnen dan niet
    }
voorstel-waarom-elders = { $n ->
    [one] 1 staat dan ergens anders
   *[other] { $n } staan dan ergens anders
    }
voorstel-waarom-rust = { $n ->
    [one] 1 heeft dan geen elf uur rust
   *[other] { $n } hebben dan geen elf uur rust
    }
voorstel-waarom-dag = { $n ->
    [one] 1 werkt die dag dan te lang
   *[other] { $n } werken die dag dan te lang
    }
voorstel-waarom-week = { $n ->
    [one] 1 heeft die week genoeg uren
   *[other] { $n } hebben die week genoeg uren
    }
voorstel-en-nog = { $n ->
    [one] En nog 1.
   *[other] En nog { $n }.
    }
beschikbaar-hele-dag = de hele dag
