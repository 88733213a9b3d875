nav-formatie = Formation
nav-ondersteuning = Support

formatie-titel = Formation
formatie-uitleg = How much work was agreed, where it is and who does it. What deviates stands beside it. All of it in fte.
formatie-leeg = No formation is recorded for this day yet.
formatie-per-herkomst = By origin
formatie-per-gebied = By area
formatie-per-functie = Per function
formatie-per-werkgever = Per employer
formatie-samen = Together
formatie-per-mens = By person
formatie-regels = Where it is and who does it
formatie-herkomst = Origin
formatie-afgesproken = Agreed
formatie-waarvan-stad = Of which for the whole municipality
formatie-toegewezen = Allotted
formatie-ingevuld = Filled
formatie-valt-op = What stands out
formatie-gebied = Area
formatie-gebieden-samen = All areas together
formatie-stad = The whole municipality
formatie-niet-toegewezen = { $fte } fte not allotted
formatie-te-veel = { $fte } fte more allotted than agreed
formatie-stad-niet-toegewezen = { $fte } fte for the whole municipality not allotted
formatie-stad-te-veel = { $fte } fte more for the whole municipality than agreed
formatie-vacant = { $fte } fte not filled
formatie-dubbel = { $fte } fte more filled than allotted
formatie-mens = { $fte } fte · { $gebieden ->
    [one] 1 area
   *[other] { $gebieden } areas
}
formatie-boven-een = More than 1.0 fte
formatie-bijhouden = Keep it up to date
formatie-nieuwe-herkomst = New origin
formatie-nieuwe-regel = Allot formation
formatie-nieuwe-invulling = Fill a place
formatie-fte = Fte, for instance 0.5
formatie-functie = Function
formatie-werkgever = Employer
formatie-regel = Function and area
formatie-wie = Who
formatie-reden = Reason, where somebody gets more than 1.0 fte
formatie-vanaf = From
formatie-leg-vast = Record
formatie-wijs-toe = Allot
formatie-vul-in = Fill
formatie-beeindig = End as of today
formatie-beeindig-per = End as of { $dag }
formatie-zonder-herkomst = { $fte } fte comes from an origin that no longer holds
formatie-weg = { $fte } fte is in the name of people who no longer work here
formatie-werkt-niet-meer = no longer works here
formatie-fte-fout = Fill in a number, for instance 0.5, with at most three decimals.
formatie-stad-fout = This cannot be more than the whole.
formatie-afspraak-kies = Choose an origin that holds on that day.
formatie-werkgever-kies = Choose an employer.
formatie-gebied-kies = Choose an area.
formatie-regel-kies = Choose a function that holds on that day.
formatie-wie-kies = Choose somebody who works there now.
formatie-reden-nodig = This person gets more than 1.0 fte. Fill in the reason.

contactschema-titel = Contact scheme
contactschema-uitleg = Who answers which question, and who deputises. For each question there is one line at any time.
contactschema-leeg = No contact is recorded yet.
contactschema-nieuw = Record a contact
contactsoort-general = How things go in general
contactsoort-substantive = Something in { -een-wijk }
doelgroep-professional = Professional
doelgroep-platform = Somebody of { -een-bewonersorgaan }
doelgroep-resident = { -Bewoner }
doelgroep-association = Association or company

wie-titel = Whom do I need?
wie-uitleg = Choose what your question is about. You get one name, and who deputises.
wie-soort = What is it about
wie-doelgroep = Who asks
wie-iedereen = Everybody
wie-wijk = { -Wijk }
wie-zoek = Search
wie-antwoord = This is the contact
wie-niemand-nu = This place is vacant now.
wie-zolang = { $naam } takes the questions for now.
wie-zolang-niemand = There is no deputy now either. Call the { -gemeente }.
wie-onbekend = There is no contact for this yet. Ask the municipality.
wie-vervangt = Deputy: { $naam }
wie-vervanger = Deputy
wie-geen-vervanger = No deputy
wie-vacature = Vacant
wie-bereik = The best way to reach
wie-soort-kies = Choose what it is about.
wie-doelgroep-fout = Choose who asks where it is about general matters. For something in { -een-wijk } everybody gets the same person: choose Everybody then.
wie-vervanger-fout = Choose somebody else as deputy.
wie-vanaf-fout = Choose a day up to today, not before the line that holds now.

ondersteuning-titel = Support to { -bewoner-mv }
ondersteuning-uitleg = Record what help a group got. All groups can ask for the same help.
ondersteuning-geen = There is no group to support yet.
ondersteuning-leeg = Nothing is recorded yet.
ondersteuning-voor-wie = For whom
ondersteuning-soort = What help
ondersteuning-minuten = Minutes
ondersteuning-op = Day
ondersteuning-leg-vast = Record it
ondersteuning-gelijk = Does everybody get as much?
ondersteuning-gelijk-uitleg = This year and last year. The average counts groups that got nothing as well.
ondersteuning-cel = { $duur } on average, { $keren ->
    [one] once
   *[other] { $keren } times
}
ondersteuning-niet = not
ondersteuning-samen = All together
ondersteuning-alles = { $duur } in all
ondersteuning-groepen = { $n ->
    [one] 1 group
   *[other] { $n } groups
}, { $zonder } without support
ondersteuning-weinig = gets less than half of the others
ondersteuning-per-groep = By group
ondersteuning-laatste = Recorded last
ondersteuning-duur = { $uren ->
    [0] { $minuten } min
   *[other] { $minuten ->
        [0] { $uren } h
       *[other] { $uren } h { $minuten } min
    }
}
ondersteuning-minutes = Writing minutes
ondersteuning-meeting = Preparing a meeting
ondersteuning-advice = Giving advice
ondersteuning-funding = Asking for money
ondersteuning-room = Finding a room
ondersteuning-publicity = Making it known
ondersteund-bewonersorgaan = { -Bewonersorgaan-mv }
ondersteund-bewonersgroep = { -Bewonersgroep-mv }
ondersteuning-wie-kies = Choose a group.
ondersteuning-soort-kies = Choose what help it was.
ondersteuning-minuten-fout = Fill in how many minutes it was, at most 960.
ondersteuning-nieuwe-groep = New group
ondersteuning-groep-toe = Add group
ondersteuning-groep-plannen = What the plans say
ondersteuning-groep-leeg = No support yet
ondersteuning-groep-leeg-uitleg = Record what help this group got. It is shown here afterwards.
ondersteuning-groep-gekregen = What this group got
ondersteuning-groep-logboek = Log
ondersteuning-groep-soort = { $duur }, { $keren ->
    [one] once
   *[other] { $keren } times
}
ondersteuning-groep-jaren = This year and last year.
ondersteuning-groep-vragen = Questions of { -bewoner-mv }
ondersteuning-groep-vragen-leeg = Nothing has been asked yet.
ondersteuning-groep-vragen-meer = { $aantal ->
    [one] There is one more question.
   *[other] There are { $aantal } more questions.
    }
ondersteuning-groep-vraag = Question { $nummer }
ondersteuning-groep-aandacht = What we work on
ondersteuning-groep-aandacht-leeg = There is nothing here yet.
ondersteuning-groep-afspraken = What still has to be done
ondersteuning-groep-rest = The rest is with:
orgaancontact-titel = Contact
orgaancontact-leeg = No contact has been noted yet.
orgaancontact-wijze = How was there contact?
orgaancontact-wijze-kies = Choose how there was contact.
orgaancontact-regel = What was it about?
orgaancontact-regel-uitleg = One line, without names, addresses or numbers of people.
orgaancontact-lang = Keep it to 200 characters.
orgaancontact-persoonlijk = This seems to be about somebody. Write it without a name, address or number.
orgaancontact-leg-vast = Note contact
contactwijze-talk = Conversation
contactwijze-meeting = Meeting
contactwijze-phone = Telephone
contactwijze-mail = Mail
