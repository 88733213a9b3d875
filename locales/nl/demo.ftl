demo-titel = Kies wie { -aanspreek.vorm ->
    [je] je bent
   *[u] u bent
    }
demo-kop = Een jaar in de { -wijk }, om in rond te lopen
demo-uitleg = Dit is een oefenomgeving. Alle mensen en gebeurtenissen zijn verzonnen.
demo-stap-een = Meld als { -bewoner } iets met een foto.
demo-stap-twee = Word iemand van het team en beslis wie het oppakt, met de toetsen 1 tot en met 4.
demo-stap-drie = Open de rode draad en zie wie wat beloofde en wat ervan kwam.
demo-postvak = Bekijk alle verstuurde mails
demo-als-bewoner = Kijk als { -bewoner } van { $gemeente }
postvak-titel = Postvak
postvak-uitleg = Elke mail die deze oefenomgeving stuurde. Er gaat niets echt de deur uit.
postvak-mails = Mails
postvak-leeg = Er is nog geen mail. Meld iets, dan komt hier de bevestiging.
postvak-staat-waiting = wacht nog
postvak-staat-sent = verstuurd
postvak-staat-failed = niet gelukt
postvak-staat-withdrawn = ingetrokken
