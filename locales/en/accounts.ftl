account-fout-titel = Error:
account-verlopen = This link or code no longer works.
account-verlopen-uitleg = A link or code works once, for fifteen minutes. Ask for a new one below.
account-inloggen-uitleg = We send an e-mail with a link and a code. You need no password.
account-email = Work e-mail address
account-stuur-link = Send me a link
account-geen-account = No access yet? The administrator of the { -gemeente } invites new people.
account-kijk-in-mail = Check your e-mail
account-kijk-uitleg = If we know this address, an e-mail is on its way. The link and the code work for fifteen minutes, only in this browser.
account-code = Code from the e-mail
account-code-uitleg = Six digits. You may paste them.
account-code-fout = This code is not right. Look again in the newest e-mail.
account-log-in = Sign in
account-geen-mail = No e-mail? Look in your spam folder too.
account-nieuwe-link = Ask for a new link
account-link-klaar = Almost there
account-link-klaar-uitleg = Press the button to sign in.
account-andere-browser = This link belongs to another browser
account-andere-browser-uitleg = The link only works in the browser that asked for it. Go back there and type the six digits from the e-mail. Or ask for a new link here.
account-titel = My account
account-bewaard = Saved.
account-naam = Name
account-telefoon = Telephone
account-organisatie = { -Organisatie }
account-telefoon-fout = Enter a telephone number of 6 to 15 digits, or leave it empty.
account-organisatie-onbekend = Choose an organisation from the list.
account-organisatie-rollen = This person still has a role at { $naam }. First end each role at { $naam }, then choose another { -organisatie }.
account-gegevens = Telephone and photo
account-telefoon-werk = Telephone at work
account-telefoon-uitleg = For colleagues who have to call back. The number is not put on a public page.
account-foto = Photo
account-foto-andere = Another photo
account-foto-nu = The photo there is now
account-foto-uitleg = JPEG, PNG or WebP, at most 15 MB. The photo stands on public pages only if that is ticked below under the choices.
account-foto-weg = Remove the photo
account-gegevens-bewaar = Keep telephone and photo
account-rollen = My roles
account-geen-rollen = You have no role yet. Ask the administrator.
account-mag-beslissen = Decides { $wat }
account-vanaf = from { $dag }
account-vervangt = stands in for { $naam }
account-tot = until { $dag }
account-zonder-einde = no end date
account-keuzes = My choices
account-toont-naam = Show my name and photo to everybody
account-toont-naam-uitleg = Otherwise the page of { -de-wijk } shows only initials and the role. You can change this at any time.
account-taal = Language of e-mails
account-taal-onbekend = Choose Dutch or English.
account-leeslog = Who looked at data
account-leeslog-uitleg = Each time somebody opens personal data, this is recorded. Here is what you opened yourself, and who looked at your data.
account-leeslog-leeg = Nothing has been opened yet.
account-door-uzelf = opened by yourself
account-door-ander = opened by somebody else
account-doel-P3 = To handle { -een-melding }
account-doel-P6 = To work together
account-doel-P8 = To reach a colleague or { -partner }
account-doel-own = To see one's own data
account-doel-P9 = To account for what was done
account-uitloggen = Sign out
account-uitloggen-overal = Sign out everywhere
account-naam-leeg = Enter a name of at most 120 characters.
account-bestaat = This e-mail address already has an account.
account-rol-onbekend = Choose a role from the list.
account-tot-voor-van = The end date must be after the first date.
account-vanaf-ver = Choose a first date of at most a year ago and at most two years ahead.
account-vervangt-niet = That person does not have this role there on the first date.
account-vervangt-zichzelf = Choose somebody else to stand in for.
account-mail-onderwerp = Signing in to Wijkwerk of { $gemeente }
account-mail-tekst =
    Hello { $naam },

    Open this link to sign in. It works for fifteen minutes, in the browser that asked for it:

    { $link }

    Or type this code in that browser: { $code }

    Did you not ask for this? Then you need not do anything. Give the code to nobody.
