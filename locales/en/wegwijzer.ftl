# The guide
wegwijzer-titel = Ask your question
wegwijzer-lead = Type a few words or the whole story. You do not have to know who deals with it.
wegwijzer-vraag = Your question
wegwijzer-zoek = Search
wegwijzer-voorstellen = Do you mean this?
wegwijzer-te-lang = This question is too long. Tell it briefly.
wegwijzer-hoort-dit-hier = Does this belong here?
wegwijzer-hoort-dit-hier-uitleg = It holds something that looks like a name, an address or a number. That is not needed here. We left it out and do not keep the question.
wegwijzer-gevonden = This fits the question
wegwijzer-misschien = Perhaps you mean this
wegwijzer-niets = We do not know a good answer to this
wegwijzer-niets-uitleg = Try other words, or ask somebody. You always can.
wegwijzer-naar-mens = Ask somebody
wegwijzer-staat-er-niet-bij = Not what you are looking for?
wegwijzer-elders = { $wie } deals with { $onderwerp }.
wegwijzer-waarom = Found { $reden }.
wegwijzer-omdat-woord = by “{ $woord }”
wegwijzer-omdat-deel = by the part “{ $woord }”
wegwijzer-omdat-spelling = by “{ $bedoeld }” (typed: “{ $getypt }”)
wegwijzer-omdat-verwant = by a word that means the same: “{ $woord }”
wegwijzer-omdat-geleerd = { $keer ->
    [one] because the desk chose it once before
   *[other] because the desk chose it { $keer } times before
    }
wegwijzer-onderwerpen = Or choose a subject
wegwijzer-onderwerp-leeg = There is nothing here yet. Ask the question in your own words.
wegwijzer-aantal = { $aantal ->
    [one] one answer
   *[other] { $aantal } answers
    }
wegwijzer-leeg = There are no answers in the knowledge base yet. Ask somebody of { -de-organisatie }.
wegwijzer-wie-onbekend = Nobody yet
wegwijzer-bel = Call { $nummer }
wegwijzer-spoed-geweld = Is there danger now?
wegwijzer-spoed-uitleg-geweld = Call 112 and go to a safe place. If somebody is threatened or beaten, do not wait.
wegwijzer-spoed-vergiftiging = Swallowed or breathed in something poisonous?
wegwijzer-spoed-uitleg-vergiftiging = Call 112. Keep the packaging at hand and do not make anybody vomit.
wegwijzer-spoed-zelfdoding = Are you thinking of suicide?
wegwijzer-spoed-uitleg-zelfdoding = Talk to 113 Suicide Prevention: call 113 or 0800-0113 (free), day and night, or chat at 113.nl. If there is danger now, call 112.
wegwijzer-spoed-gas = Do you smell gas?
wegwijzer-spoed-uitleg-gas = Go outside and touch no switches. Then call 0800-9009 from outside. If there is danger now, call 112.
wegwijzer-spoed-brand = Fire or smoke?
wegwijzer-spoed-uitleg-brand = Go outside and call 112. Close the doors behind you.
wegwijzer-spoed-leven = Is somebody's life in danger?
wegwijzer-spoed-uitleg-leven = Call 112. The operator tells you what to do.
wegwijzer-spoed-thuis = Is it unsafe at home?
wegwijzer-spoed-uitleg-thuis = Call Veilig Thuis, free, day and night: 0800-2000. If it happens now, call 112.
wegwijzer-spoed-nood = Is there danger now?
wegwijzer-spoed-uitleg-nood = Call 112. If you are not sure whether it is urgent, call all the same.
wegwijzer-spoed-verward = Is somebody a danger to themselves or others?
wegwijzer-spoed-uitleg-verward = Call 112 if there is danger now.
wegwijzer-geleerd = What the guide learned
wegwijzer-geleerd-uitleg = The guide remembers which answer the desk chose, and with which known words. Never the question itself, and nothing after two years. If a choice is not right, take it back.
wegwijzer-geleerd-leeg = Nothing has been chosen yet. Once a desk chooses an answer, it stands here.
wegwijzer-geleerd-woorden = With: { $woorden }
wegwijzer-hielp-ja = it helped
wegwijzer-hielp-nee = it did not help
wegwijzer-hielp-onbekend = not known whether it helped
wegwijzer-hielp-kies = Choose whether it helped.
wegwijzer-neem-terug = Take back

# The desk
nav-balie = Desk
balie-titel = Desk
balie-bewaard = Saved.
balie-gemeld = Passed on. The owner hears of it at once.
balie-naar-code = Somebody with a code
balie-meld-namens = Report for somebody
balie-toets-vraag = ask a question
balie-toets-antwoord = choose an answer
balie-toets-onderwerp = choose the topic
balie-in-controle = being checked
balie-verwijs-door = Refer
balie-druk-af = Print
balie-klopt-niet = Not right?
balie-klopt-niet-uitleg = What is wrong? { $wie } hears of it at once.
balie-mis-telefoon = The telephone number is wrong
balie-mis-website = The website is wrong
balie-mis-tijden = The opening hours are wrong
balie-mis-tekst = The text is out of date
balie-mis-onduidelijk = The text cannot be understood
balie-mis-anders = Something else
balie-kies = This is it
balie-hielp = Did this help?
balie-contact = Record the question
balie-onderwerp = What was it about?
balie-kanaal = How did the question come in?
balie-bewaar-uitleg = Choose how it ended. That saves the question, without a name.
balie-uitkomst-answered = Answered
balie-uitkomst-call-back = Call back
balie-uitkomst-transferred = Put through
balie-uitkomst-transfer-failed = Putting through failed
balie-uitkomst-open = Still open
wegwijzer-plek-nu = { $plek }, { $nu }
wegwijzer-dichtbij = What is near { $wijk } comes first.
wegwijzer-overal = Search everywhere
