melden-titel = Meld iets
melden-fout-titel = Fout:
melden-inleiding = { -aanspreek.vorm ->
    [je] Alles staat op één pagina. Je naam is niet nodig.
   *[u] Alles staat op één pagina. Uw naam is niet nodig.
    }
melden-foto-kop = Maak een foto
melden-foto-kies = Maak of kies een foto
melden-foto-uitleg = Liever geen gezichten of kentekens. Hoogstens { $aantal } foto's.
melden-foto-bewaard = Deze foto's hebben we al. Haal het vinkje weg als een foto niet mee moet.
melden-foto-nummer = Foto { $nummer }
melden-plek-kop = Waar is het?
melden-plek-uitleg = Tik op de kaart, of kies { -de-wijk }.
melden-kaart-titel = Kaart van { -naam-gemeente }
melden-kaart-label = Kaart. Verplaats de speld met de pijltjestoetsen.
melden-kaart-gezet = De speld staat op de kaart.
melden-kaart-geen-plek = { -aanspreek.vorm ->
    [je] We konden niet zien waar je bent. Wijs de plek aan op de kaart.
   *[u] We konden niet zien waar u bent. Wijs de plek aan op de kaart.
    }
melden-hier = Ik sta er nu
melden-speld-links = Speld naar links
melden-speld-rechts = Speld naar rechts
melden-speld-omhoog = Speld naar boven
melden-speld-omlaag = Speld naar beneden
melden-adres = Straat en huisnummer
melden-adres-uitleg = Met een huisnummer ziet niemand buiten de { -gemeente } de precieze plek.
melden-adres-lang = Houd de plek korter dan 200 tekens.
melden-wijk = { -Welk-wijk }?
melden-wijk-uitleg = Staat de speld op de kaart? Dan is dit meestal niet nodig.
melden-wijk-kies-een = Kies een { -wijk }
melden-wijk-kies = Kies { -de-wijk }, of wijs de plek aan op de kaart.
melden-wijk-welke = Op deze plek kan het meer dan één { -wijk } zijn. Kies welke het is.
melden-plek-buiten = Deze plek ligt buiten { -naam-gemeente }. Kies een plek op de kaart.
melden-plek-water = Deze plek ligt in het water. Kies { -welk-wijk } erbij hoort.
melden-onderwerp-kop = Waar gaat het over?
melden-onderwerp-kies = Kies waar het over gaat.
melden-tekst-kop = Vertel het ons
melden-tekst = Wat is er aan de hand?
melden-tekst-uitleg = Eén zin is genoeg. Noem liever geen namen van anderen.
melden-omschrijving-leeg = Vertel in één zin wat er is, of maak een foto.
melden-omschrijving-lang = Dit is te lang. Gebruik hoogstens 4000 tekens.
melden-contact-kop = { -aanspreek.vorm ->
    [je] Wil je horen wat ermee gebeurt?
   *[u] Wilt u horen wat ermee gebeurt?
    }
melden-email = E-mailadres
melden-naam = Naam
melden-naam-lang = Deze naam is te lang. Gebruik hoogstens 120 tekens.
melden-telefoon = Telefoonnummer
melden-telefoon-fout = Vul een telefoonnummer in met 6 tot 15 cijfers, of laat het leeg.
melden-privacy = Alleen wie { -dit-melding } behandelt, ziet dit. We wissen het een jaar nadat het klaar is.
melden-privacy-link = Lees hoe we met gegevens omgaan
melden-verstuur = Meld het
melden-kanaal-kies = Kies hoe dit binnenkwam.
melden-kanaal-onbekend = Deze manier van melden kennen we niet. Kies er een uit de lijst.
melden-anderen-eerst = Kijk eerst of anderen dit ook meldden.
melden-js-bewaard = Dit was al ingevuld. We hebben het bewaard.
melden-js-niet-verbonden = Er is even geen verbinding. Alles is bewaard. We versturen het zodra het kan.
melden-js-weg = Haal weg
melden-js-foto = Foto
melden-js-foto-geweigerd = Deze foto kan niet mee: hij is te groot of het is geen foto.

anderen-kop = Anderen meldden dit ook
anderen-uitleg = { -aanspreek.vorm ->
    [je] Is het hetzelfde? Dan hoef je niets meer te doen. We houden je op de hoogte.
   *[u] Is het hetzelfde? Dan hoeft u niets meer te doen. We houden u op de hoogte.
    }
anderen-gemeld-op = Gemeld op { $dag }
anderen-afstand = binnen { $meter } meter
anderen-bij = nu bij: { $wie }
anderen-dezelfde = Dit is dezelfde, houd mij op de hoogte
anderen-email = Om op de hoogte te blijven is een e-mailadres nodig. Vul het onderaan in.
anderen-iets-anders = Nee, dit is iets anders

foto-te-veel = { $aantal ->
    [one] Er kan één foto mee.
   *[other] Er kunnen hoogstens { $aantal } foto's mee.
    }
foto-leeg = { $naam } is leeg. Kies een andere foto.
foto-te-groot = { $naam } is te groot. Een foto mag { $mb } MB zijn.
foto-te-veel-pixels = { $naam } is te groot. Maak de foto kleiner, tot { $megapixel } megapixel.
foto-soort = { $naam } kunnen we niet gebruiken. Kies een foto als JPEG, PNG of WebP.
foto-kapot = { $naam } is kapot of niet compleet. Kies een andere foto.

melding-staat-submitted = Ontvangen
melding-staat-taken = Opgepakt
melding-staat-planned = Ingepland
melding-staat-done = Klaar, wacht op een oordeel
melding-staat-resultaat = Er is een resultaat, wacht op een oordeel
melding-staat-confirmed = Opgelost
melding-staat-disputed = Nog niet opgelost
melding-staat-aandachtsgebied = Hoort bij { -een-aandachtsgebied }
melding-staat-doorgezet = Doorgegeven
melding-staat-partner = Ingepland
melding-staat-no-action = We doen hier niets aan
melding-staat-joined = Samengevoegd

melding-al-klaar = { -Dit-melding } is al klaar.
melding-al-gesloten = { -Dit-melding } is al gesloten.
melding-nog-niet-opgepakt = { -Dit-melding } is nog niet opgepakt. Beslis eerst wie het doet.
melding-zin-nodig = Schrijf in één zin wat er is gedaan. Iedereen kan die zin lezen.
melding-hoort-bij-ander = { -Dit-melding } is samengevoegd en gaat verder onder een ander nummer. Beslis daar.
samenvoegen-kan-niet = Deze twee kunnen niet samen: het is dezelfde, of een ervan is al samengevoegd.
volgen-email-nodig = Vul een e-mailadres in. Anders kunnen we niets laten weten.
oordeel-nog-niet-klaar = { -Dit-melding } is nog niet klaar. Zodra het klaar is, vragen we of het is opgelost.
oordeel-te-laat = De tijd om te reageren is voorbij. Is het er weer? Meld het dan opnieuw.
oordeel-al-gegeven = Dit antwoord hebben we al.
oordeel-kies = Kies of het is opgelost.
oordeel-alleen-melder = Alleen wie het meldde, zegt of het is opgelost.
import-proef = Dit was een proef; er is niets veranderd.
import-rij-fout = Deze regel klopt niet.
import-nummer-leeg = Deze regel heeft geen nummer uit het andere systeem.
import-datum-toekomst = De datum van deze regel ligt in de toekomst.
import-wijk-onbekend = { -De-wijk } { $naam } kennen we niet.
import-wijk-anders = Hier staat { -de-wijk } { $naam }, maar de plek op de kaart ligt in { $wijk }. De plek op de kaart telt.
import-wijk-welke = Hier staat { -de-wijk } { $naam }, maar de plek op de kaart ligt in een van deze: { $wijk }. Schrijf erbij welke het is.
import-kanaal-onbekend = Het kanaal «{ $naam }» kennen we niet. Er staat nu dat het is ingelezen. Bekend zijn: { $namen }.
import-onderwerp-leeg = Deze regel zegt niet waar het over gaat. Kies uit: { $namen }.
import-onderwerp-onbekend = Het onderwerp «{ $naam }» kennen we niet. Kies uit: { $namen }. Of zeg met --onderwerpen waar het voor staat.
import-onderwerpen-fout = In het bestand met onderwerpen staat «{ $naam }» bij «{ $woord }», en dat kennen we niet. Kies uit: { $namen }.

ontvangst-titel = Ontvangen
ontvangst-badge = Ontvangen
ontvangst-kop = Bedankt. We hebben { -de-melding }.
ontvangst-kop-volger = { -aanspreek.vorm ->
    [je] Bedankt. We houden je op de hoogte.
   *[u] Bedankt. We houden u op de hoogte.
    }
ontvangst-nummer = Nummer
ontvangst-link = { -aanspreek.vorm ->
    [je] Bewaar deze link. Hiermee zie je later hoe het ervoor staat:
   *[u] Bewaar deze link. Hiermee ziet u later hoe het ervoor staat:
    }
ontvangst-volg = { -aanspreek.vorm ->
    [je] Volg je { -melding }
   *[u] Volg uw { -melding }
    }
ontvangst-nog-iets = Meld nog iets
ontvangst-kopie = { -aanspreek.vorm ->
    [je] Dit stuurde je ons
   *[u] Dit stuurde u ons
    }
ontvangst-waar = Waar
ontvangst-waarover = Waarover
ontvangst-woorden = { -aanspreek.vorm ->
    [je] Jouw woorden
   *[u] Uw woorden
    }
ontvangst-fotos = Foto's
ontvangst-fotos-aantal = { $aantal ->
    [0] Geen foto's.
    [one] 1 foto. Alleen wie eraan werkt, ziet deze.
   *[other] { $aantal } foto's. Alleen wie eraan werkt, ziet deze.
    }

status-over = { $onderwerp } in { $wijk }
status-titel = { -Melding } { $nummer }
status-samen = samengevoegd met nummer { $nummer }
status-hoort = { -aanspreek.vorm ->
    [je] Je hoort van ons
   *[u] U hoort van ons
    }
status-voor = uiterlijk { $dag }
status-u-kunt-reageren = { -aanspreek.vorm ->
    [je] Je kunt reageren
   *[u] U kunt reageren
    }
status-tot = tot en met { $dag }
status-wanneer-wilt = wanneer { -aanspreek.vorm ->
    [je] je
   *[u] u
    } wilt
status-kwam-ervan = Dit kwam ervan:
status-reageren-tot = reageren kan tot en met { $dag }
status-niets-meer = Het is afgerond
status-nu-bij = Nu bij
status-volgende = Dit gebeurt er nu
status-publiek = Te zien voor iedereen
status-publiek-wat = De buurt, het onderwerp en hoe het ervoor staat. Niet de tekst en de foto's.
status-daarna-submitted = We beslissen wie het oppakt
status-daarna-taken = De ploeg plant het werk
status-daarna-planned = De ploeg gaat aan het werk
status-daarna-done = { -aanspreek.vorm ->
    [je] Jouw antwoord: is het opgelost?
   *[u] Uw antwoord: is het opgelost?
    }
status-daarna-resultaat = { -aanspreek.vorm ->
    [je] Jouw antwoord: is het opgelost?
   *[u] Uw antwoord: is het opgelost?
    }
status-daarna-confirmed = Niets meer, het is opgelost
status-daarna-disputed = We kijken er opnieuw naar
status-daarna-aandachtsgebied = We pakken het samen met anderen aan
status-daarna-doorgezet = We houden in de gaten of het gebeurt
status-daarna-partner = { -De-organisatie } gaat aan het werk
status-daarna-no-action = Niets meer
status-daarna-joined = We behandelen het samen met een andere
status-opgelost-vraag = Is het opgelost?
status-opgelost = Het is opgelost
status-niet-opgelost = Nog niet opgelost
status-toch-niet-kop = Is het toch niet opgelost?
status-laatste-woord = { -aanspreek.vorm ->
    [je] Jij hebt het laatste woord. Zeg je "nog niet opgelost"? Dan gaan we er weer mee aan de slag.
   *[u] U heeft het laatste woord. Zegt u "nog niet opgelost"? Dan gaan we er weer mee aan de slag.
    }
status-foto-erbij = Foto van hoe het nu is
status-foto-erbij-uitleg = Handig als het nog niet is opgelost.
status-na-antwoord = na het antwoord
status-sluiten = We sluiten { -de-melding }
status-ploeg-komt = De ploeg komt
status-draad-kop = Wat er gebeurde
status-hele-draad = De hele draad, zoals iedereen die ziet
status-deel-van = Lees meer over { -de-aandachtsgebied } waar dit bij hoort
status-stap-gemeld = { -aanspreek.vorm ->
    [je] Jij meldde het
   *[u] U meldde het
    }
status-stap-gemeld-volger = Iemand meldde het
status-stap-ook-gemeld = Nog iemand meldde dit
status-stap-samen = Nummer { $oud } gaat verder onder nummer { $nummer }
status-stap-samen-uitleg = Het gaat over hetzelfde. Hier staat alles wat er daarna gebeurt.
status-woorden-besloten = { -aanspreek.vorm ->
    [je] Alleen jij en wie eraan werkt, zien deze woorden.
   *[u] Alleen u en wie eraan werkt, zien deze woorden.
    }
status-stap-opgepakt = We gaan ermee aan de slag
status-doorgegeven-aan = Doorgegeven aan: { $wie }.
status-stap-doorgezet = Doorgegeven aan { $wie }
status-stap-doorgezet-uitleg = De { -gemeente } blijft erop letten dat het gebeurt.
status-stap-partner = { $wie } pakt het op
status-partner-dag = Het is de bedoeling dat het op { $dag } klaar is.
status-stap-terug = { $wie } gaf het terug
status-stap-terug-uitleg = De { -gemeente } beslist opnieuw wie het doet.
status-stap-aandachtsgebied = Dit hoort bij iets groters
status-stap-aandachtsgebied-uitleg = We pakken het samen met anderen aan.
status-stap-geen-actie = We doen hier niets aan
status-stap-ingepland = Ingepland
status-nieuwe-dag = De ploeg komt op { $dag }.
status-stap-klaar = Het werk is klaar
status-stap-opgelost = { -aanspreek.vorm ->
    [je] Jij zei: het is opgelost
   *[u] U zei: het is opgelost
    }
status-stap-opgelost-volger = De melder zei: het is opgelost
status-stap-opgelost-uitleg = Bedankt. Is het later toch niet goed? Zeg het ons dan.
status-stap-opgelost-uitleg-volger = Daarmee is het afgerond.
status-stap-betwist = { -aanspreek.vorm ->
    [je] Jij zei: het is nog niet opgelost
   *[u] U zei: het is nog niet opgelost
    }
status-stap-betwist-volger = De melder zei: het is nog niet opgelost
status-stap-betwist-uitleg = We gaan er opnieuw mee aan de slag. De termijn begint opnieuw.
status-stap-resultaat = Dit kwam ervan
status-stap-betwist-resultaat = We gaan er samen mee verder.
status-stap-gewist = Gegevens gewist
status-stap-woorden-gewist = Woorden en foto's gewist
status-foto-eerst = Eerst
status-foto-nu = Nu
status-foto-alt = Foto bij { -de-melding }: { $wanneer }

eigen-kop = Mijn gegevens
eigen-niets = { -aanspreek.vorm ->
    [je] We bewaren geen naam, e-mailadres of telefoonnummer van je.
   *[u] We bewaren geen naam, e-mailadres of telefoonnummer van u.
    }
eigen-waarvoor = Waarvoor
eigen-doel = Om { -dit-melding } te behandelen en te laten weten wat ermee gebeurt.
eigen-hoe-lang = Hoe lang
eigen-tot = Tot { $dag }. Eerder wissen mag.
eigen-tot-jaar = Tot een jaar nadat het klaar is. Eerder wissen mag.
eigen-gekeken = Wie keek ernaar?
eigen-niemand = Nog niemand.
eigen-medewerker = Een medewerker
wissen-zeker = Ja, wis mijn naam, e-mailadres en telefoonnummer. Ik krijg dan geen bericht meer.
wissen-woorden = Ja, wis mijn eigen woorden en foto's.
wissen-woorden-ook = Wis ook mijn eigen woorden en foto's.
wissen-blijft = { -aanspreek.vorm ->
    [je] Wie het behandelt, kan jouw woorden en foto's dan niet meer zien. Dit blijft: het nummer, het onderwerp, de plek op de kaart, wat { -de-gemeente } zelf schreef, en foto's die { -de-gemeente } onherkenbaar maakte en aan iedereen liet zien.
   *[u] Wie het behandelt, kan uw woorden en foto's dan niet meer zien. Dit blijft: het nummer, het onderwerp, de plek op de kaart, wat { -de-gemeente } zelf schreef, en foto's die { -de-gemeente } onherkenbaar maakte en aan iedereen liet zien.
    }
wissen-zeker-nodig = Zet eerst een vinkje. Wissen kan niet ongedaan worden.
wissen-knop = Wis mijn gegevens
wissen-gedaan = De gegevens zijn gewist. Met deze link blijft te zien hoe het ervoor staat.

fout-titel-link = Deze link werkt niet meer
fout-verder-link = De link is verlopen of ingetrokken, of het adres is niet compleet. Kopieer de hele link uit het bericht. Lukt het niet? Bel de { -gemeente } en noem het nummer van { -de-melding }.

invoeren-titel = { -Een-melding } invoeren
invoeren-inleiding = Vul in wat iemand anders vertelt. Gegevens van die persoon zijn niet nodig.
invoeren-van-wie-kop = Van wie komt dit?
invoeren-namens = Namens
invoeren-namens-bewoner = { -Een-bewoner }
invoeren-namens-medewerker = Mijzelf, als medewerker
invoeren-namens-kies = Kies van wie dit komt.
invoeren-kanaal = Hoe kwam het binnen?
invoeren-kanaal-kies = Kies een manier
invoeren-contact-kop = Wil die persoon horen wat ermee gebeurt?
invoeren-verstuur = Voer in
invoeren-gedaan = { -Melding } { $nummer } is ingevoerd. Het team daar pakt dit op.
ontvangst-vraag = Ook een vraag over iets anders?
ontvangst-vraag-stel = Vind hulp dichtbij
