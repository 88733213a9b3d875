demo-titel = Kies wie { -aanspreek.vorm ->
    [je] je bent
   *[u] u bent
    }
demo-kop = Een jaar in { -de-wijk }, om in rond te lopen
demo-uitleg = Dit is een oefenomgeving. Alle mensen en gebeurtenissen zijn verzonnen. Probeer dit:
demo-stap-een = Meld als { -bewoner } iets met een foto, en volg het met de link in het postvak.
demo-stap-twee = Word daarna wie erover beslist, en kies met de toetsen 1 tot en met 4 wie het oppakt.
demo-stap-drie = Open bij { -een-aandachtsgebied } de rode draad, en zie wie wat vroeg, beloofde en deed.
demo-postvak = Bekijk alle verstuurde mails
demo-bewoner = { -Bewoner }
demo-als-bewoner = Kijk als { -bewoner } van { $gemeente }
demo-bewoner-uitleg = Zonder account, zoals iedereen
postvak-titel = Postvak
postvak-uitleg = Elke mail die deze oefenomgeving stuurde. Er gaat niets echt de deur uit.
postvak-mails = Mails
postvak-leeg = Er is nog geen mail. Meld iets, dan komt hier de bevestiging.
postvak-zoek = Zoek op adres of onderwerp
postvak-niets = Er is geen mail met { $wat } in het adres of het onderwerp. Zoek op iets anders, of bekijk alle mails.
postvak-niet-ouder = Ouder dan dit is er geen mail. Bekijk de nieuwste.
postvak-alle = Bekijk alle mails
postvak-ouder = Oudere mails
postvak-nieuwste = Nieuwste mails
postvak-staat-waiting = wacht nog
postvak-staat-sent = verstuurd
postvak-staat-merged = staat in een latere mail
postvak-staat-failed = niet gelukt
postvak-staat-withdrawn = ingetrokken
