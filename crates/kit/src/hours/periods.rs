//! The years and weeks in an expression.

use super::expression::{HoursError, Problem, WeekRange, YearRange};
use super::scan::Scan;

type Result<T> = std::result::Result<T, HoursError>;

/// `2026`, `2026-2030/2`, `2026/2`, `2026+`.
pub(super) fn year_range(scan: &mut Scan<'_>) -> Result<Option<YearRange>> {
    let start = *scan;
    let Some(from) = scan.year() else {
        return Ok(None);
    };
    if scan.take("+") {
        return Ok(Some(YearRange {
            from,
            to: None,
            step: 1,
        }));
    }
    let step = |scan: &mut Scan<'_>| {
        let step = scan.number(3).filter(|step| *step > 0);
        step.ok_or_else(|| start.wrong(Problem::Unexpected))
    };
    if scan.take("/") {
        return Ok(Some(YearRange {
            from,
            to: None,
            step: step(scan)?,
        }));
    }
    let mut ahead = *scan;
    let mut range = YearRange {
        from,
        to: Some(from),
        step: 1,
    };
    if ahead.take("-")
        && let Some(to) = ahead.year()
    {
        if to < from {
            return Err(start.wrong(Problem::Backwards));
        }
        range.to = Some(to);
        if ahead.take("/") {
            range.step = step(&mut ahead)?;
        }
        *scan = ahead;
    }
    Ok(Some(range))
}

/// `10`, `01-53/2`; `50-05` runs over the turn of the year.
pub(super) fn week_range(scan: &mut Scan<'_>) -> Result<Option<WeekRange>> {
    let start = *scan;
    let number = |scan: &mut Scan<'_>| {
        scan.number(2)
            .and_then(|week| i8::try_from(week).ok())
            .filter(|week| (1..=53).contains(week))
    };
    let mut ahead = *scan;
    if ahead.time()?.is_some() {
        return Ok(None);
    }
    let mut ahead = *scan;
    let Some(from) = number(&mut ahead) else {
        return Ok(None);
    };
    *scan = ahead;
    let mut range = WeekRange {
        from,
        to: from,
        step: 1,
    };
    if scan.take("-") {
        range.to = number(scan).ok_or_else(|| start.wrong(Problem::Unexpected))?;
        if scan.take("/") {
            // From where the steps are counted in the new year nobody knows.
            if range.to < range.from {
                return Err(start.wrong(Problem::Backwards));
            }
            range.step = number(scan).ok_or_else(|| start.wrong(Problem::Unexpected))?;
        }
    }
    Ok(Some(range))
}

/// Weeks over the turn of the year as those before it and those after it, which every reader of the notation knows.
pub(super) fn over_the_year(range: WeekRange) -> Vec<WeekRange> {
    if range.to >= range.from {
        return vec![range];
    }
    vec![
        WeekRange { to: 53, ..range },
        WeekRange { from: 1, ..range },
    ]
}
