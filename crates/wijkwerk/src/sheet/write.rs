//! Writing a workbook, and cells that a spreadsheet takes for nothing else than text.

use std::io::{Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that a spreadsheet will not take for a formula.
pub fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What was in it before it was guarded.
pub fn unguarded(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(FORMULA))
        .unwrap_or(cell)
}

/// One sheet of text, row by row: the smallest workbook that spreadsheets open.
pub struct Workbook<W: Write + Seek> {
    zip: ZipWriter<W>,
    rows: usize,
}

/// What a workbook of one sheet has beside that sheet.
pub(super) const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
    ),
    (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
         <sheet name=\"Kennisbank\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];
/// Most letters that a cell of Excel holds.
pub const LONGEST_CELL: usize = 32_000;

impl<W: Write + Seek> Workbook<W> {
    /// A workbook without rows.
    pub fn new(out: W) -> std::io::Result<Self> {
        let mut zip = ZipWriter::new(out);
        for (name, text) in PARTS {
            zip.start_file(name, SimpleFileOptions::default())?;
            write!(
                zip,
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{text}"
            )?;
        }
        zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
        write!(
            zip,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        )?;
        Ok(Self { zip, rows: 0 })
    }

    /// One more row, every cell as text.
    pub fn row(&mut self, cells: &[String]) -> std::io::Result<()> {
        self.rows += 1;
        write!(self.zip, "<row r=\"{}\">", self.rows)?;
        for text in cells {
            let text: String = text.chars().take(LONGEST_CELL).collect();
            let text = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            let text: String = text
                .chars()
                .filter(|ch| !ch.is_control() || *ch == '\n')
                .collect();
            write!(
                self.zip,
                "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            )?;
        }
        write!(self.zip, "</row>")
    }

    /// Ends it; answers where it was written to.
    pub fn finish(mut self) -> std::io::Result<W> {
        write!(self.zip, "</sheetData></worksheet>")?;
        Ok(self.zip.finish()?)
    }
}
