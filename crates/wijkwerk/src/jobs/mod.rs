//! Background work: what is due when, done once, at the times the clock says.
