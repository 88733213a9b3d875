plicht-melding-triage = Decide who takes { -een-melding }
plicht-melding-antwoord = Tell what was done with { -een-melding }
plicht-melding-done = Handle { -een-melding }
plicht-afspraak-accept = Answer { -een-afspraak }
plicht-afspraak-deliver = Keep { -een-afspraak }
plicht-zorg-terugbellen = Call back about concern for a { -bewoner }
