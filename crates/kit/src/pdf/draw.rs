//! The placed lines as a tagged document.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};

use super::face::Letters;
use super::layout::{BAR, HEIGHT, Line, Placed, WIDTH, pages};
use super::{Code, PdfError, Sheet, Style};

/// The deep colour of the house.
const DEEP: (u8, u8, u8) = (11, 81, 82);

/// Writes the sheet.
pub(super) fn document(sheet: &Sheet, letters: &Letters) -> Result<Vec<u8>, PdfError> {
    let settings = SerializeSettings {
        enable_tagging: true,
        configuration: Configuration::new_with_validator(Validator::UA1),
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let mut tree = TagTree::new();
    let paper = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| wrong("the paper"))?;
    for (n, placed) in pages(sheet, letters).iter().enumerate() {
        let mut page = document.start_page_with(paper.clone());
        for group in one_page(&mut page, n == 0, placed, letters)? {
            tree.push(group);
        }
        page.finish();
    }
    document.set_tag_tree(tree);
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(sheet.title.clone(), top));
    document.set_outline(outline);
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let made = DateTime::new(u16::try_from(sheet.made.year()).unwrap_or(0))
        .month(part(sheet.made.month()))
        .day(part(sheet.made.day()));
    document.set_metadata(
        Metadata::new()
            .title(sheet.title.clone())
            .language(sheet.lang.to_owned())
            .creation_date(made),
    );
    document
        .finish()
        .map_err(|error| PdfError(format!("{error:?}")))
}

fn wrong(what: &str) -> PdfError {
    PdfError(format!("{what} has no size"))
}

fn fill((red, green, blue): (u8, u8, u8)) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

/// Draws one page; answers what stands on it, in the order in which it is read.
fn one_page(
    page: &mut Page<'_>,
    is_first: bool,
    placed: &[Placed<'_>],
    letters: &Letters,
) -> Result<Vec<TagGroup>, PdfError> {
    let mut surface = page.surface();
    if is_first {
        bar(&mut surface)?;
    }
    let (mut groups, mut links) = (Vec::new(), Vec::new());
    for one in placed {
        match one {
            Placed::Text(style, lines) => groups.push(text(&mut surface, *style, lines, letters)),
            Placed::Code(code, x, y, side) => {
                let place = Rect::from_xywh(*x, *y, *side, *side);
                links.push((groups.len(), place.ok_or_else(|| wrong("the code"))?, *code));
                groups.push(figure(&mut surface, code, (*x, *y), *side));
            }
        }
    }
    surface.finish();
    for (at, place, code) in links {
        let to = Target::Action(Action::Link(LinkAction::new(code.url.clone())));
        let link = LinkAnnotation::new(place, to);
        let leaf = page.add_tagged_annotation(Annotation::new_link(link, Some(code.alt.clone())));
        let figure = std::mem::replace(&mut groups[at], TagGroup::new(Tag::Link));
        groups[at].push(leaf);
        groups[at].push(figure);
    }
    Ok(groups)
}

/// Colour along the top; nothing to read.
fn bar(surface: &mut Surface<'_>) -> Result<(), PdfError> {
    let path = squares([(0.0, 0.0, WIDTH, BAR)]).ok_or_else(|| wrong("the bar"))?;
    let _ = surface.start_tagged(ContentTag::Artifact(ArtifactType::Other));
    surface.set_fill(Some(fill(DEEP)));
    surface.draw_path(&path);
    surface.end_tagged();
    Ok(())
}

fn squares(all: impl IntoIterator<Item = (f32, f32, f32, f32)>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (x, y, wide, high) in all {
        path.push_rect(Rect::from_xywh(x, y, wide, high)?);
    }
    path.finish()
}

/// A heading or paragraph; each of its lines is a leaf.
fn text(surface: &mut Surface<'_>, style: Style, lines: &[Line], letters: &Letters) -> TagGroup {
    let heading = |level: u16| {
        let title = lines.iter().map(|line| line.text.as_str());
        let title = title.collect::<Vec<_>>().join(" ");
        Tag::Hn(
            NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN),
            Some(title),
        )
    };
    let mut group = match style {
        Style::Title => TagGroup::new(heading(1)),
        Style::Heading => TagGroup::new(heading(2)),
        Style::Strong | Style::Plain | Style::Number | Style::Small => TagGroup::new(Tag::P),
    };
    for (n, line) in lines.iter().enumerate() {
        let leaf = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        write_line(surface, line, letters, n + 1 < lines.len());
        surface.end_tagged();
        group.push(leaf);
    }
    group
}

/// A line; one that is followed by another of the same paragraph ends in a space, so that words stay apart.
fn write_line(surface: &mut Surface<'_>, line: &Line, letters: &Letters, goes_on: bool) {
    let face = letters.face(line.is_bold);
    let text = if goes_on {
        format!("{} ", line.text)
    } else {
        line.text.clone()
    };
    surface.set_fill(Some(fill((0, 0, 0))));
    surface.draw_glyphs(
        Point::from_xy(line.x, line.y),
        &face.glyphs(&text),
        face.font.clone(),
        &text,
        line.size,
        false,
    );
}

/// The code.
fn figure(surface: &mut Surface<'_>, code: &Code, (x, y): (f32, f32), side: f32) -> TagGroup {
    let each = side / f32::from(code.size.max(1));
    let dark = code.dark.iter().map(|(column, row)| {
        let (across, down) = (f32::from(*column) * each, f32::from(*row) * each);
        (x + across, y + down, each, each)
    });
    let mut figure = TagGroup::new(Tag::Figure(Some(code.alt.clone())));
    let leaf = surface.start_tagged(ContentTag::Other);
    if let Some(path) = squares(dark) {
        surface.set_fill(Some(fill((0, 0, 0))));
        surface.draw_path(&path);
    }
    surface.end_tagged();
    figure.push(leaf);
    figure
}
